"""The confirmation of what was received: Decree 30/2020/NĐ-CP, Article 21.2, on paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.records import short_code
from desktop.records.registers import REGISTERS
from desktop.records.sheets.blocks import Block, Column, Line, Paragraph, SheetData, Table
from desktop.records.sheets.office import OfficePaper, running_name
from desktop.records.units import Unit

KIND = "PHIẾU BÁO"


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
        "Gói số": f"{told.sequence}, {told.period}",
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
        Line((place, REGISTERS[one.register].vi, one.row, one.reason))
        for place, one in enumerate(told.remarks, 1)
    ]
    columns = (
        Column("TT", 10, "center"),
        Column("Sổ", 36),
        Column("Dòng"),
        Column("Lý do trả lại"),
    )
    return [Table("Các dòng trả lại để sửa", columns, tuple(lines))]
