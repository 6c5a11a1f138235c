"""How the cell formats of a packet look: the table behind `Look`.

Every colour is given in full (the packet has no theme that could change it), no format hides.
"""

from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.styleable import StyleableObject

from sync.xlsx.cells import Look

_FACE = "Times New Roman"
_THIN = Side(style="thin", color="FFBFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_INDENTED = Alignment(horizontal="right", vertical="top", indent=1)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _font(size: int = 11, color: str = "FF000000", bold: bool = False) -> Font:
    return Font(name=_FACE, size=size, color=color, bold=bold)


def _number(number_format: str) -> dict[str, object]:
    return {"border": _BOX, "alignment": _INDENTED, "number_format": number_format}


def _day(number_format: str) -> dict[str, object]:
    centred = Alignment(horizontal="center", vertical="top")
    return {"border": _BOX, "alignment": centred, "number_format": number_format}


PLAIN_FONT: Final = _font()
_SMALL = _font(8, "FF6B6B6B")

LOOKS: Final[dict[Look, dict[str, object]]] = {
    Look.FIELD: {"font": _SMALL, "number_format": "@"},
    Look.HEADING: {
        "font": _font(bold=True),
        "fill": PatternFill("solid", fgColor="FFDCE6F1"),
        "border": _BOX,
        "alignment": _CENTRED,
        "number_format": "@",
    },
    Look.TEXT: {"border": _BOX, "alignment": _WRAPPED, "number_format": "@"},
    Look.DATE: _day("dd/mm/yyyy"),
    Look.MONTH: _day("mm/yyyy"),
    Look.NUMBER: _number("#,##0"),
    Look.YEAR: _day("0"),
    Look.FAINT: {"font": _SMALL, "border": _BOX, "alignment": _WRAPPED, "number_format": "@"},
    Look.TITLE: {"font": _font(16, "FF1F3864", bold=True)},
    Look.STRONG: {"font": _font(13, bold=True)},
    Look.WARNING: {"font": _font(11, "FFB00020", bold=True)},
    Look.NOTE: {"alignment": _TOP},
    Look.TOTAL: {"font": _font(bold=True), **_number("#,##0")},
    Look.VALUE: {
        "border": _BOX,
        "alignment": Alignment(horizontal="left", vertical="top"),
        "number_format": "0",
    },
    Look.MOMENT: _day("dd/mm/yyyy hh:mm"),
}


def dress(cell: StyleableObject, look: Look) -> None:
    """Give ``cell`` its look."""
    for name, setting in LOOKS[look].items():
        setattr(cell, name, setting)
