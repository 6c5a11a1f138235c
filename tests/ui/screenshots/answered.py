"""A commune that has heard of its packets: what came back, and the row that is to be corrected."""

from __future__ import annotations

from desktop.ui.pages.packets import Sending
from tests.ui.screenshots.studio import Shot, Studio, go


def _open(studio: Studio) -> None:
    """The row that was given back, opened from the list of them."""
    page = studio.page("packets", Sending)
    page.returned.table.activated.emit(page.returned.model.index(0, 0))


def _corrected(studio: Studio) -> None:
    """The row is corrected, and the new packet is one click away."""
    _open(studio)
    studio.settle()
    studio.form().form.boxes["note"].editor.restore("Đã đối chiếu biên bản")
    studio.form().save()


SHOTS: tuple[Shot, ...] = (
    ("70-returned", go("packets")),
    ("71-returned-row", _open),
    ("72-returned-corrected", _corrected),
    ("73-returned-waiting", go("packets")),
)
