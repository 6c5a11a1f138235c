"""A commune that has heard of its packets: what came back, and the row that is to be corrected."""

from __future__ import annotations

from desktop.ui.pages.packets import Sending
from tests.ui.screenshots.studio import Shot, Studio, go


def _open(studio: Studio) -> None:
    """The row that was given back, opened from the list of them."""
    page = studio.page("packets", Sending)
    page.returned.table.activated.emit(page.returned.model.index(0, 0))


SHOTS: tuple[Shot, ...] = (
    ("70-returned", go("packets")),
    ("71-returned-row", _open),
)
