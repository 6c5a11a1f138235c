"""A district's screens."""

from __future__ import annotations

from desktop.records.mailbox import remarks
from desktop.ui.pages.inbox.receiving import Receiving
from desktop.ui.pages.overview.page import Overview
from desktop.ui.pages.overview.todo import REMIND
from desktop.ui.pages.register import RegisterPage
from desktop.ui.pages.targets import TargetsPage
from desktop.ui.pages.trust.page import TrustPage
from tests.ui.screenshots import post
from tests.ui.screenshots.books import LATER, NOW
from tests.ui.screenshots.commune import reports
from tests.ui.screenshots.studio import Put, Shot, Studio, go


def _inbox(studio: Studio) -> None:
    page = studio.page("packets", Receiving)
    studio.now = LATER
    page.inbox.check(sorted((studio.folder / "usb").glob("*.xlsx")))
    studio.settle()
    page.inbox.table.selectRow(0)
    studio.now = NOW


def _changes(studio: Studio) -> None:
    _inbox(studio)
    page = studio.page("packets", Receiving)
    page.look_into(next(one for one in page.inbox.planned if one.changes))


def eight(studio: Studio) -> Receiving:
    """A folder of packets that has been looked at."""
    page = studio.page("packets", Receiving)
    page.leave()
    studio.now = LATER
    page.inbox.check([studio.folder / post.FOLDER])
    studio.settle()
    studio.now = NOW
    return page


def _look_into(what: str) -> Put:
    """One packet of the folder, by its state or the rule it breaks."""

    def put(studio: Studio) -> None:
        page = studio.page("packets", Receiving)
        wanted = (one for one in page.inbox.planned if what in (one.status, one.rule))
        page.look_into(next(wanted))

    return put


def _rivals(studio: Studio) -> None:
    """Two packets of one commune that came in together and contradict each other."""
    page = studio.page("packets", Receiving)
    page.leave()
    studio.now = LATER
    page.inbox.check([studio.folder / post.RIVALS])
    studio.settle()
    studio.now = NOW
    page.look_into(page.inbox.planned[0])


def _taken(studio: Studio) -> None:
    page = studio.page("packets", Receiving)
    page.leave()
    page.inbox.take.click()


def _past(studio: Studio) -> None:
    page = studio.page("packets:came", Receiving)
    page.past.table.selectRow(0)


def _opinion(studio: Studio) -> None:
    studio.page("packets:replies", Receiving)


def _telephone(studio: Studio) -> None:
    page = studio.page("packets:came", Receiving)
    page.telephone.typed.setText("7K2M9-QXR4D")
    page.telephone.compare()


def _given_back(studio: Studio) -> None:
    """The row of another office that this one has given back."""
    page = studio.page("outreach", RegisterPage)
    with studio.window.desk.hold():  # type: ignore[union-attr]
        (one, *_) = remarks.given(studio.work.desk.book.db)
    page.open(one.uid)


def _revoke(studio: Studio) -> None:
    page = studio.page("trust", TrustPage)
    assert page.below
    page.below.table.selectRow(1)
    page.below.revoke.click()


def _answer(studio: Studio) -> None:
    page = studio.page("trust", TrustPage)
    page.removing.hide()
    studio.now = LATER
    page.answering.look_at(studio.folder / "usb" / "de-nghi-01864.pem")
    studio.settle()
    studio.now = NOW


def _month(studio: Studio) -> None:
    """The ways on from a cell of the matrix."""
    matrix = studio.page("overview", Overview).matrix
    assert matrix
    matrix.grid.asked.emit(matrix.model.index(2, 6))


def _remind(studio: Studio) -> None:
    page = studio.page("overview", Overview)
    page.take(f"{REMIND}2024-11")


def _ranks(studio: Studio) -> None:
    page = studio.page("targets:CT3.3", TargetsPage)
    page.detail.by_unit.click()


SHOTS: tuple[Shot, ...] = (
    ("40-district-overview", go("overview")),
    ("41-district-targets", go("targets")),
    ("42-district-tasks", go("coverage")),
    ("43-district-outreach", go("outreach")),
    ("44-district-referrals", go("referral_months")),
    ("45-district-packets", go("packets")),
    ("46-district-inbox", _inbox),
    *reports(47),
    ("48-district-settings", go("settings")),
    ("49-district-trust", go("trust")),
    ("50-district-months", _month),
    ("51-district-remind", _remind),
    ("52-district-ranks", _ranks),
    ("53-district-changes", _changes),
    ("54-eight", eight),
    ("54-fork", _look_into("fork")),
    ("54-refused", _look_into("B.plain")),
    ("54-newer", _look_into("J.newer")),
    ("54-locked", _look_into("B.locked")),
    ("55-taken", _taken),
    ("55-past", _past),
    ("56-opinion", _opinion),
    ("56-given-back", _given_back),
    ("57-telephone", _telephone),
    ("57-own-packets", go("packets:up")),
    ("57-rivals", _rivals),
    ("58-revoke", _revoke),
    ("58-answer", _answer),
)
