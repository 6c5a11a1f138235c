"""The two sheets before the registers: the summary a person reads, and what the machine needs.

Always Vietnamese, whatever the screen speaks, and computed from the packet alone, so that a
receiver can write them again and compare.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from datetime import datetime, timedelta
from typing import Final

from desktop.records import periods, units
from desktop.records.fields import Row
from desktop.records.registers import TRAVELLING
from desktop.records.units import Unit
from desktop.records.words import date_words
from sync.packet import Header, Packet, rows_digest
from sync.xlsx import frame
from sync.xlsx.cells import Cell, Look

HEADER_ROW: Final = 2
"""The header's first field stands here, in the order of `Header`; then the wording."""

REGISTER_ROW: Final = HEADER_ROW + len(fields(Header)) + 3
"""The first register's line: name, sheet, digest, count of rows."""

_TIERS = {"commune": "Xã", "district": "Huyện", "province": "Tỉnh"}
_VIETNAM = timedelta(hours=7)
_LABELS = {
    "format": "Phiên bản của định dạng gói",
    "edition": "Danh mục đơn vị hành chính",
    "unit": "Mã đơn vị",
    "tier": "Cấp của đơn vị",
    "device": "Máy gửi",
    "epoch": "Đợt đánh số gói",
    "sequence": "Số thứ tự gói",
    "period": "Kỳ báo cáo",
    "created": "Lập lúc (UTC)",
    "previous": "Mã của gói trước (SHA-256)",
    "journal_head": "Mã cuối nhật ký sổ (SHA-256)",
}
_COUNTED = {
    "attendees": "Lượt người dự",
    "women": "Trong đó nữ",
    "youth": "Trong đó thanh, thiếu niên",
    "materials": "Tài liệu phát (bản)",
}
Lines = list[Sequence[Cell]]
"""Rows of cells, one below the other."""


def header_lines(packet: Packet) -> Lines:
    """The lines of “Thông tin gói” from row `HEADER_ROW` on."""
    pairs = zip(fields(packet.header), astuple(packet.header), strict=True)
    lines: Lines = [_named(field.name, _LABELS[field.name], value) for field, value in pairs]
    lines.append(_named("wording", "Mã của mẫu bảng và danh mục", frame.wording()))
    lines.append(())
    lines.append(_heading("Sổ", "Trang", "Mã kiểm tra các dòng (SHA-256)", "Số dòng"))
    for register in TRAVELLING:
        rows = packet.rows[register.name]
        digest = rows_digest(register.name, rows)
        line = _named(register.name, frame.sheet_name(register), digest)
        lines.append([*line, (Look.NUMBER, len(rows))])
    return lines


def summary_lines(packet: Packet) -> Lines:
    """The lines of “Tổng hợp” from row 2 on. Raises InputError on an unknown unit or period."""
    header = packet.header
    unit = units.find(header.edition, header.unit)
    period = periods.named(header.period)
    days = f"{period.first:%d/%m/%Y} – {period.last:%d/%m/%Y}"
    created = datetime.fromisoformat(header.created) + _VIETNAM
    return [
        [(Look.STRONG, _full_name(unit))],
        [(Look.WARNING, "Gói dữ liệu này có dấu ký; sửa hay lưu lại sẽ làm mất dấu ký.")],
        [(Look.NOTE, _WHAT_IT_IS)],
        [],
        _pair("Cấp", _TIERS.get(header.tier, header.tier)),
        _pair("Kỳ báo cáo", f"{period.vi} ({days})"),
        _pair("Lập lúc", f"{created:%H:%M} ngày {created:%d/%m/%Y} (giờ Việt Nam)"),
        _pair("Gói số", str(header.sequence)),
        [],
        _heading("Sổ", "Số dòng"),
        *(_counted(r.vi, len(packet.rows[r.name])) for r in TRAVELLING),
        [],
        *_events(packet.rows["outreach"], period),
    ]


_WHAT_IT_IS = (
    "Tệp này là toàn bộ số liệu đơn vị gửi đi, tính đến lúc lập; gói sau thay cho gói trước."
    " Mỗi sổ ở một trang riêng."
)


def _events(rows: Iterable[Row], period: periods.Period) -> Iterator[Sequence[Cell]]:
    """Outreach month by month over the period's calendar year, then the year and the period."""
    year = period.months[0][:4]
    months: dict[str, list[Row]] = defaultdict(list)
    within: list[Row] = []
    for row in rows:
        day = str(row["date"])
        if day.startswith(year):
            months[day[:7]].append(row)
        if period.first.isoformat() <= day <= period.last.isoformat():
            within.append(row)
    yield _heading("Hoạt động truyền thông", "Số hoạt động", *_COUNTED.values())
    for month in sorted(months):
        yield _totals(Look.TEXT, Look.NUMBER, f"Tháng {date_words(month)}", months[month])
    whole = [row for held in months.values() for row in held]
    yield _totals(Look.TOTAL, Look.TOTAL, f"Cả năm {year}", whole)
    yield _totals(Look.TOTAL, Look.TOTAL, f"Trong kỳ báo cáo: {period.vi}", within)


def _totals(label: Look, number: Look, name: str, rows: Sequence[Row]) -> Sequence[Cell]:
    sums = (sum(int(str(row[field] or 0)) for row in rows) for field in _COUNTED)
    return [(label, name), (number, len(rows)), *((number, total) for total in sums)]


def _named(name: str, label: str, value: str | int) -> list[Cell]:
    look = Look.VALUE if isinstance(value, int) else Look.TEXT
    return [(Look.FAINT, name), (Look.TEXT, label), (look, value)]


def _counted(name: str, number: int) -> Sequence[Cell]:
    return [(Look.TEXT, name), (Look.NUMBER, number)]


def _pair(label: str, value: str) -> Sequence[Cell]:
    return [(Look.NOTE, label), (Look.NOTE, value)]


def _heading(*labels: str) -> Sequence[Cell]:
    return [(Look.HEADING, label) for label in labels]


def _full_name(unit: Unit) -> str:
    above = units.parent(unit)
    return f"{unit.name}, {_full_name(above)}" if above else unit.name
