"""A district's screens."""

from __future__ import annotations

from desktop.ui.pages.overview.page import Overview
from desktop.ui.pages.overview.todo import REMIND
from desktop.ui.pages.packets import Receiving
from desktop.ui.pages.targets import TargetsPage
from tests.ui.screenshots.books import LATER, NOW
from tests.ui.screenshots.commune import reports
from tests.ui.screenshots.studio import Shot, Studio, go


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
    page.look_into(page.inbox.planned[0])


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
)
