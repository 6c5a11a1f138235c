"""Who issues a sheet: the parts of Decree 30/2020/NĐ-CP that the office may set.

Each setting is optional. Where nothing is set, the unit's own name and tier say what is printed,
or dots leave room to write it by hand.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import resources
from desktop.records import units
from desktop.records.language import pick
from desktop.records.sheets.blocks import Letterhead
from desktop.records.units import Unit

Get = Callable[[str], str | None]
"""The value of a setting by its name, None when it is not set."""

BLANK = "…………"
BODY = "ỦY BAN NHÂN DÂN"

_FORMS: dict[str, tuple[tuple[str, ...], str]] = {
    "TM": ((f"TM. {BODY}",), "CHỦ TỊCH"),
    "KT": ((f"TM. {BODY}", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH"),
    "Q": ((f"TM. {BODY}",), "Q. CHỦ TỊCH"),
    "TL": (("TL. CHỦ TỊCH",), "CHÁNH VĂN PHÒNG"),
    "TUQ": (("TUQ. CHỦ TỊCH",), "CHÁNH VĂN PHÒNG"),
}
"""How the signer signs (Annex I, II.7): the lines above the post, and the post itself."""

FORMS = tuple(_FORMS)


@dataclass(frozen=True)
class Setting:
    """A setting of the paper: its name in the book, its label, whether it has several lines."""

    name: str
    vi: str
    en: str
    several: bool = False
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The label in the language in use."""
        return pick(self.vi, self.en)


SETTINGS = (
    Setting("office_superior", "Cơ quan chủ quản cấp trên", "Superior body"),
    Setting("office_issuer", "Tên cơ quan ban hành", "Issuing body", several=True),
    Setting("office_name", "Tên cơ quan trong câu văn", "The office in running text"),
    Setting("office_abbreviation", "Chữ viết tắt tên cơ quan", "Abbreviation of the office"),
    Setting("office_place", "Địa danh", "Place name"),
    Setting("document_number", "Số văn bản", "Document number"),
    Setting("office_addressee", "Kính gửi", "Addressee"),
    Setting("signer_form", "Thẩm quyền ký", "How the signer signs", choices=FORMS),
    Setting("signer_title", "Chức vụ người ký", "Post of the signer"),
    Setting("signer_authority", "Quyền hạn, chức vụ (ghi đủ)", "Authority in full", several=True),
    Setting("signer_name", "Họ tên người ký", "Name of the signer"),
    Setting("office_recipients", "Nơi nhận", "Recipients", several=True),
)
"""All that an office may set about its paper, in the order of the page."""


@dataclass(frozen=True)
class OfficePaper:
    """An office as its paper names it; texts as printed, a tuple for what has several lines."""

    superior: str
    issuer: tuple[str, ...]
    name: str
    abbreviation: str
    place: str
    number: str
    addressee: str
    authority: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]

    @staticmethod
    def of(office: Unit, get: Get) -> "OfficePaper":
        """The paper of ``office`` with what ``get`` finds set."""
        superior = units.parent(office)
        return OfficePaper(
            superior=get("office_superior") or (superior.name.upper() if superior else ""),
            issuer=_lines(get("office_issuer")) or (BODY, office.name.upper()),
            name=get("office_name") or f"Ủy ban nhân dân {running_name(office)}",
            abbreviation=get("office_abbreviation") or "UBND",
            place=get("office_place") or place(office),
            number=_number(get("document_number")),
            addressee=get("office_addressee") or _addressee(office, superior),
            authority=_authority(get),
            signer=get("signer_name") or BLANK * 2,
            recipients=_lines(get("office_recipients")) or ("- Như trên;", "- Lưu: VT."),
        )

    def letterhead(self, kind: str, day: date, addressee: str = "") -> Letterhead:
        """The paper around a document of ``day``; ``kind`` is its abbreviation (BC, PB)."""
        return Letterhead(
            superior=self.superior,
            issuer=self.issuer,
            number=f"Số: {self.number}/{kind}-{self.abbreviation}",
            place_and_date=f"{self.place}, {long_date(day)}",
            addressee=addressee or self.addressee,
            authority=self.authority,
            signer=self.signer,
            recipients=self.recipients,
        )

    def attached_to(self, document: str, kind: str, day: date) -> str:
        """The line below an annex's title: which document it goes with."""
        number = f"{self.number}/{kind}-{self.abbreviation}"
        return f"(Kèm theo {document} số {number} {long_date(day)} của {self.name})"


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


def _authority(get: Get) -> tuple[str, ...]:
    if given := _lines(get("signer_authority")):
        return given
    above, post = _FORMS.get(get("signer_form") or "", _FORMS["TM"])
    return (*above, (get("signer_title") or post).upper())


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
