"""Who has reported: offices by month at the office above them, its own months at a commune."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desktop.records import mailbox, periods, short_code
from desktop.records.area import offices
from desktop.records.clock import VIETNAM, from_text, local_day
from desktop.records.sheets.annex import OF_TIER
from desktop.records.sheets.blocks import (
    NOTHING,
    Annex,
    Cell,
    Column,
    Line,
    Paragraph,
    SheetData,
    Table,
)
from desktop.records.sheets.context import Context
from desktop.records.sheets.summary import report
from desktop.records.units import Unit

MONTH = 13
TAKEN = ("accepted", "superseded")
MOST_NAMED = 25
"""More offices than these are named in the table only."""

LEGEND = (
    f"Ngày trong ô là ngày đầu tiên nhận được gói hợp lệ báo cáo tháng đó. {NOTHING}: chưa nhận "
    "được. Ô trống: tháng chưa kết thúc."
)


@dataclass(frozen=True)
class Heard:
    """When each month (``2024-05``) was first reported, and the code of the newest packet."""

    months: Mapping[str, date]
    newest: date | None = None
    code: str = ""


def reporters_sheet(context: Context) -> SheetData:
    """The months of the period: own packets at a commune, the offices below elsewhere."""
    abstract = f"Tình hình gửi số liệu {context.plan.programme}"
    if context.book.office.tier == "commune":
        return report(context, "reporters", abstract, _own(context))
    below = offices(context.area)
    below = below if context.area != context.book.office else below[1:]
    heard = {unit.code: _heard(context, unit) for unit in below}
    words = _overview(context, below, heard)
    return report(context, "reporters", abstract, words, (_matrix(context, below, heard),))


def due(context: Context) -> list[str]:
    """The months of the period that are over."""
    return [month for month in context.period.months if _end(context, month) <= context.as_of]


def _overview(
    context: Context, below: list[Unit], heard: Mapping[str, Heard]
) -> Iterable[Paragraph]:
    months = due(context)
    if not months:
        yield Paragraph("Trong kỳ chưa có tháng nào kết thúc, nên chưa đến hạn gửi số liệu.")
        return
    lacking = [[m for m in months if m not in heard[unit.code].months] for unit in below]
    whole = sum(not missing for missing in lacking)
    none = sum(len(missing) == len(months) for missing in lacking)
    yield Paragraph(
        f"Trong {len(months)} tháng đã kết thúc của kỳ, {whole}/{len(below)} đơn vị đã gửi đủ số "
        f"liệu, {len(below) - whole - none} đơn vị gửi chưa đủ, {none} đơn vị chưa gửi."
    )
    silent = [
        unit.name + OF_TIER[unit.tier]
        for unit, missing in zip(below, lacking, strict=True)
        if months[-1] in missing
    ]
    last = periods.named(months[-1], context.period.basis).vi
    if 0 < len(silent) <= MOST_NAMED:
        yield Paragraph(f"Chưa có số liệu {last}: {', '.join(silent)}.")
    elif silent:
        yield Paragraph(f"Chưa có số liệu {last}: {len(silent)} đơn vị, ghi trong phụ lục.")
    else:
        yield Paragraph(f"Tất cả đơn vị đã gửi số liệu {last}.")


def _matrix(context: Context, below: list[Unit], heard: Mapping[str, Heard]) -> Annex:
    months, over = context.period.months, due(context)
    lines = [
        Line(
            (
                place,
                unit.name + OF_TIER[unit.tier],
                *(_cell(heard[unit.code], month, over) for month in months),
                heard[unit.code].newest or NOTHING,
                heard[unit.code].code or NOTHING,
            )
        )
        for place, unit in enumerate(below, 1)
    ]
    counts = (sum(month in found.months for found in heard.values()) for month in months)
    columns = (
        Column("TT", 10, "center"),
        Column("Đơn vị"),
        *(Column(f"T{int(month[5:])}", MONTH, "center") for month in months),
        Column("Gói mới nhất", 23, "center"),
        Column("Mã đối chiếu", 30, "center"),
    )
    total = Line(("", "Số đơn vị đã gửi", *counts, "", ""), total=True)
    return Annex(
        label="Phụ lục",
        title=f"ĐƠN VỊ ĐÃ GỬI SỐ LIỆU {context.period.vi.upper()}",
        attached=context.paper.attached_to("Báo cáo", "BC", context.day),
        body=(Table("", columns, (*lines, total), LEGEND, small=True),),
        landscape=True,
    )


def _cell(found: Heard, month: str, over: list[str]) -> Cell:
    if month in found.months:
        return f"{found.months[month]:%d/%m}"
    return NOTHING if month in over else ""


def _heard(context: Context, unit: Unit) -> Heard:
    taken = [e for e in mailbox.history(context.book.db, unit.code) if e.status in TAKEN]
    months: dict[str, date] = {}
    for entry in taken:
        for month in periods.named(entry.period).months:
            months.setdefault(month, _day(entry.received_at))
    accepted = [entry for entry in taken if entry.status == "accepted"]
    if not accepted:
        return Heard(months)
    newest = accepted[-1]
    return Heard(months, _day(newest.received_at), short_code.of(newest.sha256))


def _own(context: Context) -> Iterable[Paragraph | Table]:
    sent = mailbox.all_sent(context.book.db)
    over = due(context)
    done = {month for packet in sent for month in periods.named(packet.period).months}
    yield Paragraph(
        f"Trong {len(over)} tháng đã kết thúc của kỳ, đơn vị đã ký gói dữ liệu báo cáo "
        f"{sum(month in done for month in over)} tháng."
    )
    lines = []
    for month in context.period.months:
        packets = [p for p in sent if month in periods.named(p.period).months]
        cells: tuple[Cell, ...] = (NOTHING, NOTHING, NOTHING) if month in over else ("", "", "")
        if packets:
            newest = packets[0]
            cells = (newest.sequence, _moment(newest.created_at), short_code.of(newest.sha256))
        lines.append(Line((f"{month[5:]}/{month[:4]}", *cells)))
    columns = (
        Column("Tháng", 30, "center"),
        Column("Gói số", 0, "center"),
        Column("Ký lúc", 0, "center"),
        Column("Mã đối chiếu", 0, "center"),
    )
    yield Table("Gói dữ liệu mới nhất của từng tháng", columns, tuple(lines))


def _end(context: Context, month: str) -> date:
    return periods.named(month, context.period.basis).last


def _day(moment: str) -> date:
    return local_day(from_text(moment))


def _moment(text: str) -> datetime:
    return from_text(text).astimezone(VIETNAM).replace(tzinfo=None)
