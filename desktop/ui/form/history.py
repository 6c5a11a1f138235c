"""What became of a row: who changed what and when, beside its form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records import history, reasons, units, words
from desktop.records.cipher import Database
from desktop.records.clock import VIETNAM, from_text, local_day
from desktop.records.fields import Row
from desktop.records.history import Event
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.records.words import Lookup
from desktop.ui.desk import Desk
from desktop.ui.form.captions import Captions
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, label, line, rule


@dataclass(frozen=True)
class Change:
    """One field as it read before and after; "" for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One event as a person reads it."""

    what: str
    when: str
    who: str
    changes: tuple[Change, ...] = ()
    why: str = ""


def tell(desk: Desk, db: Database, register: Register, row: Row) -> list[Told]:
    """The history of a row, the newest first.

    What another office changed stands in the book of that office; of its rows the last state is
    known here.
    """
    office, unit = desk.book.office, str(row["unit"])
    if row["device"] != desk.book.device:
        whose = units.find(office.edition, unit).name
        what = t("Bản thứ {n} của dòng này", n=row["version"])
        at = t("{at}, theo giờ máy của họ", at=when(str(row["updated_at"])))
        return [Told(what, at, whose)]
    lookup = Captions(db, office.edition).seen_from(unit)
    return [_told(register, event, lookup) for event in history.of(db, register, str(row["uid"]))]


def when(moment: str) -> str:
    """A moment of the book (UTC) as it was in Vietnam."""
    return from_text(moment).astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def told_when(moment: str, *, doubted: bool) -> str:
    """As ``when``, and that the machine's clock was in doubt then."""
    at = when(moment)
    return t("{at}, giờ máy không chắc", at=at) if doubted else at


def lately(moment: str, now: datetime) -> str:
    """A moment of the book as it was in Vietnam; of today the hour alone."""
    at = from_text(moment).astimezone(VIETNAM)
    return at.strftime("%H:%M" if at.date() == local_day(now) else "%H:%M %d/%m/%Y")


def standing(desk: Desk, row: Row, *, doubted: bool = False) -> str:
    """How things stand with a row, {} for a new one; ``doubted`` where the machine's clock was in
    doubt when it was saved."""
    if not row:
        needs = t("Mục có dấu * là bắt buộc.")
        marked = t("Giờ máy không chắc: dòng lưu lúc này được đánh dấu.")
        return f"{needs} {marked}" if desk.doubts() else needs
    at = told_when(str(row["updated_at"]), doubted=doubted)
    if row.get("retired") is not None:
        return t("Đã bỏ ra khỏi sổ lúc {at}: {why}.", at=at, why=reasons.shown(str(row["retired"])))
    if row["device"] != desk.book.device:
        owner = units.find(desk.book.office.edition, str(row["unit"]))
        return t("Dòng của {name}: chỉ xem, muốn sửa thì trả lại cho xã.", name=owner.name)
    return t("Đã lưu {when}", when=at)


def _told(register: Register, event: Event, lookup: Lookup) -> Told:
    changes = tuple(
        Change(field.label, words.show(field, before, lookup), words.show(field, after, lookup))
        for field, before, after in history.differences(register, event)
    )
    first = event.before is None
    return Told(
        _what(event),
        told_when(event.at, doubted=event.doubted),
        t("máy này"),
        () if first else changes,
        reasons.shown(event.reason),
    )


def _what(event: Event) -> str:
    gone_before, gone_after = (
        row is not None and row.get("retired") is not None for row in (event.before, event.after)
    )
    if event.kind == "undo":
        return t("Hoàn tác, bỏ ra khỏi sổ") if gone_after else t("Hoàn tác")
    if event.before is None:
        return t("Ghi mới")
    if gone_after and not gone_before:
        return t("Bỏ ra khỏi sổ")
    return t("Đưa lại vào sổ") if gone_before and not gone_after else t("Sửa")


WIDTH = 312
"""Pixels that the history takes beside a form."""


class Past(QWidget):
    """The history with its heading and the way to put it away."""

    def __init__(self, put_away: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "past")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(WIDTH)
        self.history = History()
        self.close_it = button(t("Đóng lịch sử"), put_away, "link")
        self.close_it.setToolTip("Ctrl+H")
        self.setFocusProxy(self.close_it)
        head = line(label(t("Lịch sử"), "strong"), -1, self.close_it, edges=(22, 20, 12, 0))
        whole = column(head, Scroll(self.history), gap=STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)


class History(QWidget):
    """The events of one row below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 4, 22, 2 * STEP)
        self._column.setSpacing(10)

    def show_events(self, events: Sequence[Told]) -> None:
        """Show these in place of what was there."""
        while self._column.count():
            old: QWidget | None = self._column.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for number, event in enumerate(events):
            if number:
                self._column.addWidget(rule())
            self._column.addWidget(_event(event))
        if not events:
            self._column.addWidget(label(t("Chưa có lịch sử của dòng này."), "muted", wrap=True))
        self._column.addStretch(1)


def _event(event: Told) -> QWidget:
    made = QWidget()
    parts: list[QWidget] = []
    for change in event.changes:
        parts.append(label(change.label, "small", wrap=True))
        before, after = change.before or t("trống"), change.after or t("trống")
        parts.append(label(f"{before}  →  {after}", wrap=True))
    if event.why:
        parts.append(label(t("Lý do: {why}", why=event.why), "small", wrap=True))
    head = line(label(event.what, "strong"), -1, label(f"{event.when} · {event.who}", "small"))
    made.setLayout(column(head, *parts, gap=3))
    return made
