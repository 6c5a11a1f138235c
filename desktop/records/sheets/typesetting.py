"""Typesetting with typst: templates in ``resources/print``, the sheet as JSON, never as markup."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import resources
from desktop.records.sheets.blocks import SheetData
from desktop.records.text import nfc

if TYPE_CHECKING:
    import typst

PDF_STANDARDS: Sequence[Literal["a-2a", "ua-1"]] = ("a-2a", "ua-1")
"""PDF/A-2a for the archive, PDF/UA-1 so that it can be read aloud."""

_UNPRINTABLE = re.compile(
    r"[^ -~\u00a0-\u024f\u0300-\u036f\u1ea0-\u1ef9"
    r"\u2010-\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a"
    r"\u20ab\u20ac\u2116\u2122\u2212\u2260\u2264\u2265\u25a1]"
)
"""What the sheet's fonts may not have: PDF/A forbids a page with a letter that has no shape."""


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


def printable(value: Any) -> Any:
    """``value`` with its texts in NFC, and □ for every letter that no sheet can show."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("□", nfc(value))
    if isinstance(value, dict):
        return {name: printable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    return value


def _compiler(data: SheetData) -> "typst.Compiler":
    import typst

    return typst.Compiler(
        str(resources.path("print", "report.typ")),
        root=str(resources.path("print")),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(printable(asdict(data)))},
    )


@cache
def _fonts() -> "typst.Fonts":
    """The system's fonts and those shipped; looking for them takes longer than typesetting."""
    import typst

    return typst.Fonts(font_paths=[str(resources.path("fonts"))])
