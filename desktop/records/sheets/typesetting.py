"""Typesetting with typst: templates in ``resources/print``, the sheet as JSON, never as markup."""

import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import resources
from desktop.records import short_code
from desktop.records.sheets.blocks import SheetData, Table, groups, printed, shown
from desktop.records.sheets.consent_sheet import ConsentSheet
from desktop.records.sheets.recovery_sheet import RecoverySheet
from desktop.records.sheets.slip import Slip
from desktop.records.text import nfc

if TYPE_CHECKING:
    import typst

Printable: TypeAlias = SheetData | Slip | RecoverySheet | ConsentSheet

PDF_STANDARDS: Sequence[Literal["a-2a", "ua-1"]] = ("a-2a", "ua-1")
"""PDF/A-2a for the archive, PDF/UA-1 so that it can be read aloud."""

_TEMPLATES = {
    SheetData: "report",
    Slip: "slip",
    RecoverySheet: "recovery",
    ConsentSheet: "consent",
}

_UNPRINTABLE = re.compile(
    r"[^ -~\u00a0-\u024f\u0300-\u036f\u1ea0-\u1ef9"
    r"\u2010-\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a"
    r"\u20ab\u20ac\u2116\u2122\u2212\u2260\u2264\u2265\u25a1]"
)
"""What the sheet's fonts may not have: PDF/A forbids a page with a letter that has no shape."""


def pdf(data: Printable) -> bytes:
    """The sheet as a PDF: the same sheet gives the same bytes on the same fonts."""
    moment = datetime.fromisoformat(data.day).replace(tzinfo=UTC)
    made = _compiler(data).compile(
        format="pdf", pdf_standards=list(PDF_STANDARDS), timestamp=moment
    )
    assert isinstance(made, bytes)
    return made


def pages(data: Printable, ppi: float = 110) -> list[bytes]:
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


def qr_code(words: str, kind: Literal["svg", "png"]) -> bytes:
    """A QR code of ``words`` as a picture, without a margin."""
    import segno

    out = io.BytesIO()
    made = segno.make(words, error="m", micro=False)
    if kind == "svg":
        made.save(out, kind="svg", border=0, xmldecl=False)
    else:
        made.save(out, kind="png", border=0, scale=10)
    return out.getvalue()


def qr_words(data: Printable) -> str:
    """What the sheet's QR code says: the code that is printed beside it, "" for none."""
    if isinstance(data, SheetData):
        return data.code if short_code.read(data.code) else ""
    return data.code if isinstance(data, Slip) else ""


def as_json(data: Printable) -> str:
    """The sheet as its template gets it: cells as they are printed, the QR code as a picture."""
    words = qr_words(data)
    picture = qr_code(words, "svg").decode() if words else ""
    return json.dumps(printable(_plain(data)) | {"title": data.title, "qr": picture})


def _compiler(data: Printable) -> "typst.Compiler":
    import typst

    return typst.Compiler(
        str(resources.path("print", f"{_TEMPLATES[type(data)]}.typ")),
        root=str(resources.path("print")),
        font_paths=_fonts(),
        sys_inputs={"data": as_json(data)},
    )


def _plain(value: Any) -> Any:
    """Dataclasses as dictionaries, the cells of tables as they are printed."""
    if isinstance(value, Table):
        return _table(value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def _table(table: Table) -> dict[str, Any]:
    kept = printed(table)
    cells = (
        [shown(cell, column) for cell, column in zip(line.cells, kept.columns, strict=True)]
        for line in kept.lines
    )
    return {
        "block": kept.block,
        "caption": kept.caption,
        "remark": kept.remark,
        "small": kept.small,
        "groups": groups(kept.columns),
        "columns": [asdict(column) for column in kept.columns],
        "lines": [
            {"cells": row, "note": line.note, "total": line.total}
            for row, line in zip(cells, kept.lines, strict=True)
        ],
    }


@cache
def _fonts() -> "typst.Fonts":
    """The system's fonts and those shipped; looking for them takes longer than typesetting."""
    import typst

    return typst.Fonts(font_paths=[str(resources.path("fonts"))])
