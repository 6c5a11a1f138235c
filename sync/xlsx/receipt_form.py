"""The sheets of a receipt, declared once: writer, reader, wording and specification follow.

Always Vietnamese, whatever the screen speaks.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from desktop.records.registers import REGISTERS, TRAVELLING
from sync.merge import Status
from sync.receipt import STATES, Cover, Header, Held, Remark, Told
from sync.xlsx.cells import Cell, CellError, Look, number_of

SUMMARY: Final = "xl/worksheets/sheet1.xml"
HEADER: Final = "xl/worksheets/sheet2.xml"
WIDTHS: Final = {SUMMARY: (46, 30, 60), HEADER: (14, 34, 70)}
"""Of the two sheets that are no tables, in characters."""

_DIGEST = re.compile("[0-9a-f]{64}")
_NAME = re.compile("[0-9A-Za-z-]{1,64}")
_MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_UID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_REGISTER = re.compile("[a-z_]{1,40}")
_UNIT = re.compile("[0-9]{2,5}")


@dataclass(frozen=True)
class Column:
    """One column: the field it holds, its heading, its width in characters, and both ways.

    ``spell`` is given the words of the receipt's wording; ``read`` raises CellError on what the
    field cannot be.
    """

    name: str
    label: str
    width: int
    spell: Callable[[Mapping[str, str], Any], Cell]
    read: Callable[[str], Any]


@dataclass(frozen=True)
class Sheet:
    """A table of the receipt: the part it is, its title, what a line of it is, its columns."""

    part: str
    title: str
    of: Callable[..., Any]
    columns: tuple[Column, ...]


def state_words(words: Mapping[str, str], state: str) -> str:
    """``Đã nhận (accepted)``."""
    return f"{words[f'state.{state}']} ({state})"


def _column(name: str, label: str, width: int, look: Look, read: Callable[[str], Any]) -> Column:
    return Column(name, label, width, lambda _, value: (look, value), read)


def _text(name: str, label: str, width: int, shape: re.Pattern[str] | None = None) -> Column:
    look = Look.FAINT if shape else Look.TEXT
    return _column(name, label, width, look, partial(_shaped, shape))


def _number(name: str, label: str, width: int = 10) -> Column:
    return _column(name, label, width, Look.NUMBER, number_of)


def _register(*, with_rows: bool) -> Column:
    """The name of a register that travels (``with_rows``: not only its totals), or of one that this
    edition does not know yet."""

    def read(held: str) -> str:
        known = REGISTERS.get(_shaped(_REGISTER, held))
        if known and (known not in TRAVELLING or (with_rows and known.derived_from)):
            raise CellError("a register that does not travel")
        return held

    return _column("register", "Mã sổ", 18, Look.FAINT, read)


def _state_column() -> Column:
    return Column(
        "state",
        "Tình trạng",
        30,
        lambda words, state: (Look.TEXT, state_words(words, state)),
        lambda held: _state(held[held.rfind("(") + 1 : -1]).value,
    )


def _state(state: str) -> Status:
    if state not in STATES:
        raise CellError("not a state of a packet")
    return Status(state)


def _shaped(shape: re.Pattern[str] | None, held: str) -> str:
    if shape and not shape.fullmatch(held):
        raise CellError("not of its form")
    return held


def _maybe(shape: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{shape.pattern})?")


PACKETS: Final = Sheet(
    "xl/worksheets/sheet3.xml",
    "Gói đã đến",
    Told,
    (
        _number("sequence", "Gói số"),
        _text("epoch", "Đợt đánh số", 12, _maybe(_NAME)),
        _state_column(),
        _text("reason", "Giải thích", 60),
        _text("received", "Nhận lúc (UTC)", 20, _MOMENT),
        _number("added", "Thêm"),
        _number("changed", "Sửa"),
        _number("removed", "Bỏ"),
        _text("sha256", "Mã của gói (SHA-256)", 56, _DIGEST),
    ),
)
REMARKS: Final = Sheet(
    "xl/worksheets/sheet4.xml",
    "Trả lại để sửa",
    Remark,
    (
        _text("label", "Sổ", 30),
        _text("caption", "Dòng", 40),
        _text("reason", "Cần sửa gì", 60),
        _text("at", "Ghi lúc (UTC)", 20, _MOMENT),
        _number("version", "Lần ghi"),
        _register(with_rows=True),
        _text("uid", "Mã dòng", 33, _UID),
    ),
)
HELD: Final = Sheet(
    "xl/worksheets/sheet5.xml",
    "Số dòng đang giữ",
    Held,
    (
        _text("label", "Sổ", 40),
        _number("rows", "Số dòng"),
        _register(with_rows=False),
    ),
)
COVERS: Final = Sheet(
    "xl/worksheets/sheet6.xml",
    "Gói đang giữ",
    Cover,
    (
        _text("unit", "Mã đơn vị", 10, _UNIT),
        _text("device", "Máy gửi", 20, _NAME),
        _number("sequence", "Gói số"),
        _text("epoch", "Đợt đánh số", 12, _NAME),
        _text("sha256", "Mã của gói (SHA-256)", 56, _DIGEST),
    ),
)
TRUST: Final = Sheet(
    "xl/worksheets/sheet7.xml",
    "Chứng thư và thu hồi",
    str,
    (_text("pem", "Chứng thư và danh sách thu hồi (PEM)", 70, re.compile("[-+/=A-Za-z0-9 \n]+")),),
)
TABLES: Final = (PACKETS, REMARKS, HELD, COVERS, TRUST)
TITLES: Final = {SUMMARY: "Giấy báo nhận", HEADER: "Thông tin"}
SHAPES: Final = {
    "wording": re.compile("[0-9a-f-]+"),
    "edition": re.compile("[0-9]{4}"),
    "unit": _UNIT,
    "tier": re.compile("district|province"),
    "device": _NAME,
    "to_unit": _UNIT,
    "to_device": _NAME,
    "epoch": _NAME,
    "before": re.compile("(?:[0-9A-Za-z-]{1,64}(?: [0-9A-Za-z-]{1,64})*)?"),
    "created": _MOMENT,
    "packet": _DIGEST,
    "state": re.compile("|".join(STATES)),
}
"""Of the header's texts; ``Header``'s other fields are numbers."""


def header_of(found: dict[str, str]) -> Header:
    """The header whose fields read as ``found``; raises CellError, naming the field."""
    for name, shape in SHAPES.items():
        if not shape.fullmatch(found[name]):
            raise CellError(name)
    numbers = {name: number_of(found[name]) for name in found if name not in SHAPES}
    if numbers.get("clock_doubted", 0) > 1:
        raise CellError("clock_doubted")
    return Header(**{name: numbers.get(name, found[name]) for name in found})  # type: ignore[arg-type]
