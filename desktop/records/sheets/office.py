"""Who issues a sheet: the parts of Decree 30/2020/NĐ-CP that the office may set.

Settings, each optional: ``office_name`` (in running text), ``office_superior``, ``office_issuer``
(lines), ``office_sign``, ``office_place``, ``office_addressee``, ``office_recipients`` (lines),
``document_number``, ``signer_authority`` (lines), ``signer_name``.
"""

import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import resources
from desktop.records import units
from desktop.records.sheets.blocks import Letterhead
from desktop.records.units import Unit

Get = Callable[[str], str | None]
"""The value of a setting by its name, None when it is not set."""

BLANK = "…………"


def letterhead(office: Unit, get: Get, day: date) -> Letterhead:
    """What the office prints around a report of ``day``."""
    superior = units.parent(office)
    return Letterhead(
        superior=get("office_superior") or (superior.name.upper() if superior else ""),
        issuer=_lines(get("office_issuer")) or ("ỦY BAN NHÂN DÂN", office.name.upper()),
        number=f"Số: {_number(get('document_number'))}/{get('office_sign') or 'BC-UBND'}",
        place_and_date=f"{get('office_place') or place(office)}, {long_date(day)}",
        addressee=get("office_addressee") or _addressee(office, superior),
        authority=_lines(get("signer_authority")) or ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer=get("signer_name") or BLANK * 2,
        recipients=_lines(get("office_recipients")) or ("- Như trên;", "- Lưu: VT."),
    )


def name_in_text(office: Unit, get: Get) -> str:
    """The office as it names itself in running text: ``Ủy ban nhân dân xã Bộc Bố``."""
    return get("office_name") or f"Ủy ban nhân dân {running_name(office)}"


def running_name(unit: Unit) -> str:
    """The unit within a sentence: ``xã Bộc Bố``, but ``Phường Phùng Chí Kiên``."""
    if unit.name in _data()["named_after_people"]:
        return unit.name
    return unit.name[0].lower() + unit.name[1:]


def place(unit: Unit) -> str:
    """The place a document is dated from: the bare name, in full when it honours a person."""
    if unit.name in _data()["named_after_people"]:
        return unit.name
    return unit.name[len(unit.kind) :].strip()


def long_date(day: date) -> str:
    """``ngày 05 tháng 01 năm 2024``: a zero before days below 10 and before months 1 and 2 only."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _number(given: str | None) -> str:
    if not given:
        return BLANK
    return f"{int(given):02}" if given.isdecimal() else given


def _addressee(office: Unit, superior: Unit | None) -> str:
    if superior:
        return f"Ủy ban nhân dân {running_name(superior)}"
    return str(_data()["province_reports_to"][office.edition])


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.text("print", "offices.toml"))
