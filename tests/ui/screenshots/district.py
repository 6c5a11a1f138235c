"""A district's screens."""

from __future__ import annotations

from desktop.ui.pages.packets import Receiving
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
)
