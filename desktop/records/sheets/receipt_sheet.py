"""The confirmation of what was received: Decree 30/2020/NĐ-CP, Article 21.2, on paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.records import mailbox, periods, queries, short_code, units
from desktop.records.book import Book
from desktop.records.clock import VIETNAM, from_text
from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.mailbox import remarks
from desktop.records.registers import REGISTERS, TRAVELLING
from desktop.records.sheets.blocks import NOTHING, Block, Column, Line, Paragraph, SheetData, Table
from desktop.records.sheets.marks import mark
from desktop.records.sheets.office import OfficePaper, running_name
from desktop.records.units import Unit

KIND = "PHIẾU BÁO"

_STATES = {
    "accepted": "Đã nhận, số liệu đã vào sổ",
    "duplicate": "Đã nhận từ trước, số liệu đã vào sổ",
    "superseded": "Cũ hơn gói đang giữ, không dùng đến",
    "fork": "Chờ cán bộ quyết định, số liệu chưa vào sổ",
}
_REFUSED = "Không nhận, trả lại nơi gửi: {reason}"


@dataclass(frozen=True)
class Remark:
    """A row that goes back to be corrected: its register's name, what it is called, and why."""

    register: str
    row: str
    reason: str


@dataclass(frozen=True)
class Receiving:
    """What was received and what became of it; all texts are printed as they stand.

    ``sender`` is the office the packet is of, ``file`` and ``sha256`` the file, ``sequence`` and
    ``period`` (in words) what the packet calls itself, ``received`` the moment in Vietnam,
    ``state`` what became of it; ``held`` how many rows of the sender are held now, by register.
    """

    sender: Unit
    file: str
    sha256: str
    sequence: int
    period: str
    received: str
    state: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    held: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


def receipt(book: Book, day: date, *, unit: str = "", code: str = "") -> SheetData:
    """The confirmation of the newest file of the office ``unit``, or of the one with the short
    ``code``; raises InputError where none came in."""
    for entry in mailbox.all_received(book.db):
        fits = short_code.matches(code, entry.sha256) if code else entry.unit == unit
        if fits and entry.unit:
            paper = OfficePaper.of(book.office, book.settings.get)
            made = receipt_sheet(paper, day, receiving(book, entry))
            return replace(made, mark=mark(book))
    raise InputError(t("Chưa nhận gói nào như vậy; xem lại đơn vị hoặc mã của gói. Chưa in gì."))


def receiving(book: Book, entry: mailbox.Received) -> Receiving:
    """What the mailbox says of a file, with what is held of its sender and goes back to it."""
    sender = units.find(book.office.edition, entry.unit)
    wanted = queries.Wanted(units=(entry.unit,))
    held = {
        register.name: queries.count(book.db, register, wanted)
        for register in TRAVELLING
        if not register.derived_from
    }
    given = remarks.given(book.db, entry.unit)
    came = from_text(entry.received_at).astimezone(VIETNAM)
    return Receiving(
        sender=sender,
        file=entry.file,
        sha256=entry.sha256,
        sequence=entry.sequence,
        period=periods.named(entry.period).vi if entry.period else "",
        received=f"{came:%d/%m/%Y %H:%M}",
        state=_STATES.get(entry.status, _REFUSED).format(reason=entry.reason),
        added=entry.added,
        changed=entry.changed,
        removed=entry.removed,
        held={name: count for name, count in held.items() if count},
        remarks=tuple(Remark(one.register, one.caption, one.reason) for one in given),
    )


def receipt_sheet(paper: OfficePaper, day: date, told: Receiving) -> SheetData:
    """The confirmation that an office gives the sender of a packet."""
    sender = f"Ủy ban nhân dân {running_name(told.sender)}"
    body: list[Block] = [
        Paragraph(f"{paper.name} xác nhận đã nhận gói dữ liệu của {sender}:"),
        _facts(told),
        *_held(told),
        *_remarks(told),
        Paragraph(f"{paper.name} thông báo để đơn vị gửi biết và đối chiếu./."),
    ]
    return SheetData(
        name="receipt",
        day=day.isoformat(),
        letterhead=paper.letterhead("PB", day, addressee=sender),
        kind=KIND,
        abstract=("Về việc nhận gói dữ liệu",),
        body=tuple(body),
        code=short_code.of(told.sha256),
    )


def _facts(told: Receiving) -> Table:
    facts = {
        "Đơn vị gửi": told.sender.name,
        "Tệp": told.file,
        "Gói số": f"{told.sequence}, {told.period}" if told.sequence else NOTHING,
        "Nhận lúc": told.received,
        "Kết quả": told.state,
        "Thay đổi": f"thêm {told.added} dòng, sửa {told.changed} dòng, bỏ {told.removed} dòng",
        "SHA-256 của tệp": told.sha256,
    }
    columns = (Column("Mục", 40), Column("Nội dung"))
    return Table("", columns, tuple(Line(pair) for pair in facts.items()))


def _held(told: Receiving) -> list[Block]:
    lines = [
        Line((place, REGISTERS[name].vi, number))
        for place, (name, number) in enumerate(told.held.items(), 1)
    ]
    columns = (Column("TT", 10, "center"), Column("Sổ"), Column("Số dòng", 30, "right"))
    if not lines:
        return []
    return [Table("Số dòng của đơn vị gửi hiện có tại nơi nhận", columns, tuple(lines))]


def _remarks(told: Receiving) -> list[Block]:
    if not told.remarks:
        return [Paragraph("Không có dòng nào phải sửa.")]
    lines = [
        Line((place, remarks.label_of(one.register), one.row, one.reason))
        for place, one in enumerate(told.remarks, 1)
    ]
    columns = (
        Column("TT", 10, "center"),
        Column("Sổ", 36),
        Column("Dòng"),
        Column("Lý do trả lại"),
    )
    return [Table("Các dòng trả lại để sửa", columns, tuple(lines))]
