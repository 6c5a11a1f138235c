"""Packets to write and read: a plain one, and strategies for every one that a book could hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from desktop.records.fields import Field, Kind, Row
from desktop.records.lists import codes
from desktop.records.registers import TRAVELLING, Register
from sync.packet import FORMAT, Header, Packet
from sync.xlsx import wording, workbook
from sync.xlsx.cells import FORBIDDEN, MAX_NUMBER

NASTY: Final = (
    *("=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+84", "-5", "{=A1}", "'=1", "#REF!", "%", "1e3"),
    *("_x0041_", "_x005F_", "_x005f_x0041_", "x_x000D_y", "__x0041_x0042_", "_x0041", "_X0041_"),
    *("a & b", "<b>đậm</b>", "&lt;", "&#10;", "]]>", "<![CDATA[x]]>", '"', "'", "“trích”"),
    *(" trước", "sau ", "hai  cách", "xuống\ndòng", "\u00a0", "Cổ Linh (018f)", "; x (HOI_NGHI)"),
    *("TRUE", "0123", "05/03/2024", "1.234.567", "😀🇻🇳", "e\u0301\u0323", "Nà Vài", "\u200b"),
    *("</t></is></c><c><f>1</f></c>", "a" * 150, "ợ" * 200),
)
"""Texts that some program somewhere takes for something else."""


USUAL: Final = Header(
    format=FORMAT,
    wording=wording.newest().name,
    edition="2021",
    unit="01858",
    tier="commune",
    device="device-1",
    epoch="ab12cd34",
    sequence=12,
    period="2024-05",
    created="2024-06-05T08:30:00Z",
    previous="a" * 64,
    journal_head="b" * 64,
    reads=1,
    previous_content="c" * 64,
)


def header(**changes: Any) -> Header:
    return replace(USUAL, **changes)


def uid(number: int) -> str:
    return f"018f{number:04x}-0000-7000-8000-{number:012x}"


@cache
def plain() -> Packet:
    """Two rows in every register, each field filled."""
    rows = {r.name: [row(r, 1), row(r, 2)] for r in TRAVELLING}
    return Packet.of(header(), rows)


def row(register: Register, number: int, /, **changes: Any) -> Row:
    """A row with every field filled."""
    system = {
        "uid": uid(number),
        "version": number,
        "created_at": "2024-03-05T08:30:00Z",
        "updated_at": "2024-03-06T09:00:00Z",
    }
    return {f.name: _example(f, number) for f in register.fields} | system | changes


def parts() -> dict[str, bytes]:
    """The plain packet as parts, to be edited."""
    return dict(workbook.write(plain()))


def sheet(name: str) -> str:
    """The part of the register called ``name``."""
    return published(name).part


def published(name: str) -> wording.Sheet:
    """The sheet of the register called ``name`` in the newest wording."""
    return next(sheet for sheet in wording.newest().sheets if sheet.register == name)


def packets() -> st.SearchStrategy[Packet]:
    """Any packet, rows as the book could hold them and texts not yet in NFC."""
    uids = [uid(number) for number in range(1, 4)]
    rows = {r.name: _rows(r, uids) for r in TRAVELLING}
    numbers = st.integers(1, MAX_NUMBER)
    periods = st.sampled_from(["2024", "2023-H2", "2024-9M", "2024-Q1", "2025-12"])
    headers = st.builds(header, sequence=numbers, period=periods, previous=st.just(""))
    return st.builds(Packet.of, headers, st.fixed_dictionaries(rows))


def texts(longest: int = 200) -> st.SearchStrategy[str]:
    """Any text a cell may hold, nasty ones often."""
    allowed = st.characters(exclude_characters=_forbidden())
    drawn = st.text(allowed, max_size=min(longest, 40)) | st.sampled_from(NASTY)
    return drawn | st.builds("{}{}".format, st.sampled_from(NASTY), drawn)


@cache
def _forbidden() -> str:
    return "".join(chr(n) for n in range(0x10000) if re.match(f"[{FORBIDDEN}]", chr(n)))


def _rows(register: Register, uids: list[str]) -> st.SearchStrategy[list[Row]]:
    fields = {f.name: st.none() | STRATEGIES[f.kind](f, uids) for f in register.fields}
    system = {
        "version": st.integers(1, 9),
        "created_at": st.just("2024-03-05T08:30:00Z"),
        "updated_at": st.just("2025-01-01T00:00:00Z"),
        "unit": st.just("01858"),
    }
    drawn = st.lists(st.fixed_dictionaries(fields | system), max_size=len(uids))
    return drawn.map(lambda rows: [r | {"uid": u} for r, u in zip(rows, uids, strict=False)])


def _dates(first: date = date(1900, 3, 1)) -> st.SearchStrategy[str]:
    return st.dates(first, date(9999, 12, 31)).map(date.isoformat)


def _codes(field: Field, _: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(list(codes(field.lists))), unique=True)


_hours, _minutes = st.integers(0, 23), st.integers(0, 59)
STRATEGIES: Final[dict[Kind, Any]] = {
    Kind.DATE: lambda _f, _u: _dates(),
    Kind.MOMENT: lambda _f, _u: st.builds("{}T{:02}:{:02}".format, _dates(), _hours, _minutes),
    Kind.MONTH: lambda _f, _u: _dates().map(lambda day: day[:7]),
    Kind.YEAR: lambda _f, _u: st.integers(1900, 9999),
    Kind.CODE: lambda f, _u: st.sampled_from(list(codes(f.lists))),
    Kind.CODES: _codes,
    Kind.COUNT: lambda _f, _u: st.integers(0, MAX_NUMBER),
    Kind.MONEY: lambda _f, _u: st.integers(0, MAX_NUMBER),
    Kind.TEXT: lambda f, _u: texts(f.longest),
    Kind.YES_NO: lambda _f, _u: st.booleans(),
    Kind.REFERENCE: lambda _f, u: st.sampled_from([*u, uid(99)]),
    Kind.CASE: lambda _f, _u: st.just("3K7RQ2X9"),
}


def _example(field: Field, number: int) -> Any:
    examples = {
        Kind.DATE: f"2024-03-{1 + (number - 1) % 28:02}",
        Kind.MOMENT: f"2024-03-05T{8 + number % 12:02}:{number % 60:02}",
        Kind.MONTH: f"2024-{1 + (number - 1) % 12:02}",
        Kind.YEAR: 2020 + number,
        Kind.CODE: next(iter(codes(field.lists)), ""),
        Kind.CODES: list(codes(field.lists))[:2],
        Kind.COUNT: 10 * number,
        Kind.MONEY: 1_000_000 * number,
        Kind.TEXT: f"Nhà văn hóa thôn Nà Vài {number}",
        Kind.YES_NO: True,
        Kind.REFERENCE: uid(number),
        Kind.CASE: "3K7RQ2X9",
    }
    return examples[field.kind]
