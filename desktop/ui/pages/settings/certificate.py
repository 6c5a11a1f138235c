"""Chứng thư: by what this device signs, until when, and how it gets the next one."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.language import t
from desktop.records.words import date_words
from desktop.ui.jobs import Err, Ok, Outcome
from desktop.ui.look.problems import Mark
from desktop.ui.look.widgets import button, label, line
from desktop.ui.pages.settings.section import Around, Section, facts
from sync.enrolment import enrol, validity
from sync.enrolment.founding import enrolled
from sync.enrolment.keyring import signing_identity
from sync.enrolment.validity import Expiry, Role
from sync.pki.fingerprint import fingerprint_words


@dataclass(frozen=True)
class Held:
    """The certificates of this office, the five words of its device's key and of its issuer's."""

    certificates: tuple[Expiry, ...]
    own: str = ""
    issuer: str = ""


class CertificateSection(Section):
    """Nothing here lets anyone else sign; whom this office believes stands with the packets."""

    def __init__(self, around: Around) -> None:
        super().__init__(
            t("Chứng thư"),
            t("Máy này ký gói dữ liệu bằng chứng thư do cấp trên cấp. Khóa không ra khỏi sổ."),
        )
        self.desk, self.banner = around.desk, around.banner
        self.mark, self.state = Mark(), label("", wrap=True)
        told = line(self.mark, self.state)
        told.setStretch(1, 1)
        self.body.addLayout(told)
        self.told = QWidget()
        self.body.addWidget(self.told)
        self.go = button(t("Gia hạn chứng thư"), self.renew, "primary")
        self.body.addLayout(line(self.go, -1))
        self.body.addLayout(line(button(t("Máy và chứng thư"), partial(around.go, "trust")), -1))

    def refresh(self) -> None:
        book = self.desk.book
        self.desk.use(self, lambda _job: held(book), self._show)

    def renew(self) -> None:
        """Renew what this office certifies for itself."""
        book, now = self.desk.book, self.desk.now()
        self.desk.write(self, lambda _job: validity.renew(book, now), self._renewed)

    def _renewed(self, outcome: Outcome[list[Expiry]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        self.banner.ok(t("Đã gia hạn {n} chứng thư.", n=len(outcome.value)))
        self.refresh()

    def _show(self, outcome: Outcome[Held]) -> None:
        if not isinstance(outcome, Ok):
            return
        found, now = outcome.value, self.desk.now()
        state, words = state_words(found.certificates, now)
        self.mark.show_state(state)
        self.state.setText(words)
        self.go.setVisible(state != "ok" and any(one.ours for one in found.certificates))
        fresh = QWidget()
        fresh.setLayout(facts(_rows(found)))
        self.body.replaceWidget(self.told, fresh)
        self.told.deleteLater()
        self.told = fresh


def held(book: Book) -> Held:
    """What the book has to sign with."""
    if not enrolled(book):
        return Held(())
    own = fingerprint_words(signing_identity(book).certificate.public_key())
    words = "  ·  ".join
    return Held(tuple(validity.held(book)), words(own), words(enrol.issuer_words(book)))


def state_words(found: tuple[Expiry, ...], now: datetime) -> tuple[str, str]:
    """How it stands: the state for its mark, and a sentence."""
    if not found:
        return "warn", t(
            "Máy này chưa có chứng thư nên chưa ký được gói. Xin ở màn hình Máy và chứng thư."
        )
    first = min(found, key=lambda one: one.until)
    days = (local_day(first.until) - local_day(now)).days
    day = date_words(local_day(first.until).isoformat())
    if days < 0:
        return "bad", t("Chứng thư đã hết hạn ngày {day}. Gói mới sẽ bị từ chối.", day=day)
    if first.until <= now + validity.NOTICE:
        return "warn", t("Chứng thư sắp hết hạn: còn {n} ngày, đến {day}.", n=days, day=day)
    return "ok", t("Chứng thư còn giá trị đến {day}.", day=day)


def _rows(found: Held) -> list[tuple[str, str]]:
    kinds = {Role.DEVICE: t("Ký gói dữ liệu"), Role.ISSUER: t("Quyền cấp chứng thư")}
    rows = [
        (kinds[one.role], t("đến {day}", day=date_words(local_day(one.until).isoformat())))
        for one in found.certificates
    ]
    if found.own:
        rows.append((t("Năm từ của máy này"), found.own))
        rows.append((t("Năm từ của nơi cấp"), found.issuer))
    return rows
