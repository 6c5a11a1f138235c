"""A province's screens: many offices, in three tiers."""

from __future__ import annotations

from tests.ui.screenshots.studio import Shot, go

SHOTS: tuple[Shot, ...] = (
    ("60-province-overview", go("overview")),
    ("61-province-targets", go("targets")),
    ("62-province-outreach", go("outreach")),
    ("63-province-packets", go("packets")),
    ("64-province-sheet", go("reports:reporters")),
)
