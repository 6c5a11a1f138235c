"""The whole system once through, on real units: a practice district and three of its communes.

The communes are enrolled, record a year of work, sign it; one packet is altered on its way and is
refused; the district takes the others, twice; the targets and the summary sheet follow. Every step
is the one that the window and the commands take.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from desktop.records import queries, sheet, targets, units
from desktop.records.book import Book
from desktop.records.clock import VIETNAM
from desktop.records.errors import InputError
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.lists import codes
from desktop.records.registers import REGISTERS
from desktop.records.text import unmarked
from desktop.records.units import Unit
from sync import receive, send
from sync.enrolment import enrol
from sync.entry import save_raw
from sync.package import container
from sync.practice import YEAR, district
from sync.practice.commune import PracticeYear, Temper
from sync.tabular import Raw

EDITION, DISTRICT = "2021", "060"
COMMUNES = {
    "01864": Temper(steady=True, school=True, model=True),
    "01867": Temper(steady=True, school=False, model=False),
    "01873": Temper(steady=False, school=False, model=False),
}
PASSPHRASE = "sổ thực hành Pác Nặm"
PERIOD = f"{YEAR}-H2"
AS_OF = date(YEAR, 12, 31)
NOW = datetime(YEAR + 1, 1, 6, 8, 0, tzinfo=VIETNAM)
STEPS = 5 + 3 * len(COMMUNES)


@dataclass
class Outcome:
    """Where everything is, and what the district saw."""

    folder: Path
    packets: list[Path] = field(default_factory=list)
    altered: list[receive.Planned] = field(default_factory=list)
    first: list[receive.Planned] = field(default_factory=list)
    second: list[receive.Planned] = field(default_factory=list)
    results: list[targets.Result] = field(default_factory=list)
    summary: Path = Path()
    saved: int = 0


def play(folder: Path, outcome: Outcome) -> Iterator[str]:
    """Do it all below ``folder``, filling ``outcome``; yields a word as each step begins.

    Raises InputError when the folder is in use for something else.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            t("Thư mục “{folder}” đã có tệp. Chọn một thư mục trống để thực hành.", folder=folder)
        )
    office = units.find(EDITION, DISTRICT)
    yield t("Lập sổ {name}", name=office.name)
    with _new_book(folder, office) as book:
        enrol.create_authority(book, NOW)
        for seed, code in enumerate(COMMUNES, start=1):
            yield from _commune(folder, units.find(EDITION, code), seed, book, outcome)
        yield t("Sửa trộm một gói trên đường gửi")
        altered = folder / "usb" / "goi-bi-sua.xlsx"
        write_durably(altered, alter(outcome.packets[0].read_bytes()))
        outcome.altered = _import(book, [altered])
        yield t("Huyện nhận gói, hai lần")
        outcome.first = _import(book, outcome.packets)
        outcome.second = _import(book, outcome.packets)
        yield t("Huyện ghi sổ của mình: kiểm tra, tập huấn, văn bản")
        outcome.saved += _record_district(book)
        yield t("Tính chỉ tiêu và in tờ tổng hợp")
        outcome.results = targets.compute(book, office, AS_OF)
        outcome.summary = folder / f"tong-hop-{PERIOD}.pdf"
        composed = sheet.compose(book, "summary", PERIOD, NOW)
        write_durably(outcome.summary, sheet.pdf(composed))


def alter(packet: bytes) -> bytes:
    """``packet`` with one digit of its longest sheet changed and all else as it was."""
    parts = container.unpack(packet)
    sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    victim = max(sheets, key=lambda name: len(parts[name]))
    return container.pack(parts | {victim: _one_digit(parts[victim])})


def _commune(
    folder: Path, office: Unit, seed: int, district: Book, outcome: Outcome
) -> Iterator[str]:
    yield t("{name}: lập sổ và xin chứng thư", name=office.name)
    with _new_book(folder, office) as book:
        request = folder / "usb" / f"de-nghi-{office.code}.pem"
        enrol.request(book, request)
        enrol.accept(book, enrol.issue(district, request.read_bytes(), NOW), NOW)
        yield t("{name}: ghi sổ năm {year}", name=office.name, year=YEAR)
        year = PracticeYear(seed, COMMUNES[office.code])
        outcome.saved += year.record(partial(_save, book))
        yield t("{name}: ký gói dữ liệu", name=office.name)
        sent = send.export(book, now=NOW, period=PERIOD, out=folder / "usb")
        outcome.packets.append(sent.path)


def _new_book(folder: Path, office: Unit) -> Book:
    place = folder / unmarked(office.name).lower().replace(" ", "-")
    (folder / "usb").mkdir(parents=True, exist_ok=True)
    book, _ = Book.create(place, PASSPHRASE, office, now=NOW)
    book.settings.put(practice="1")
    return book


def _record_district(book: Book) -> int:
    """The district's own rows: its team inspects places that communes recorded."""
    places = queries.rows(book.db, REGISTERS["sites"])
    prone = codes(("establishment_kind",))
    rows = district.rows([str(place["uid"]) for place in places if place["kind"] in prone])
    return sum(len(_save(book, name, found)) for name, found in rows.items())


def _save(book: Book, name: str, rows: list[Raw]) -> list[str]:
    saved = save_raw(book, REGISTERS[name], rows, now=NOW - timedelta(days=3))
    return [row.uid for row in saved]


def _import(district: Book, files: list[Path]) -> list[receive.Planned]:
    return [
        receive.apply(district, planned, now=NOW)
        for planned in receive.plan(district, files, now=NOW)
    ]


def _one_digit(sheet_xml: bytes) -> bytes:
    at = sheet_xml.rindex(b"</v>") - 1
    digit = b"7" if sheet_xml[at : at + 1] != b"7" else b"8"
    return sheet_xml[:at] + digit + sheet_xml[at + 1 :]
