"""Typesetting with typst: templates in ``resources/print``, the sheet as JSON, never as markup."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Literal

import resources
from desktop.records.sheets.blocks import SheetData

if TYPE_CHECKING:
    import typst

PDF_STANDARDS: Sequence[Literal["a-2a", "ua-1"]] = ("a-2a", "ua-1")
"""PDF/A-2a for the archive, PDF/UA-1 so that it can be read aloud."""


def pdf(data: SheetData) -> bytes:
    """The sheet as a PDF: the same sheet gives the same bytes on the same fonts."""
    moment = datetime.fromisoformat(data.day).replace(tzinfo=UTC)
    made = _compiler(data).compile(
        format="pdf", pdf_standards=list(PDF_STANDARDS), timestamp=moment
    )
    assert isinstance(made, bytes)
    return made


def pages(data: SheetData, ppi: float = 110) -> list[bytes]:
    """The pages as pictures (PNG), exactly those of the PDF; ``ppi`` in pixels an inch."""
    made = _compiler(data).compile(format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made or ())


def _compiler(data: SheetData) -> "typst.Compiler":
    import typst

    return typst.Compiler(
        str(resources.path("print", "report.typ")),
        root=str(resources.path("print")),
        font_paths=_fonts(),
        sys_inputs={"data": data.json()},
    )


@cache
def _fonts() -> "typst.Fonts":
    """The system's fonts and those shipped; looking for them takes longer than typesetting."""
    import typst

    return typst.Fonts(font_paths=[str(resources.path("fonts"))])
