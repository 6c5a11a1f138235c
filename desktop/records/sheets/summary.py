"""The sheets of a period: the summary by the plan's headings, and the targets alone."""

from collections.abc import Iterable
from dataclasses import replace

from desktop.records import units
from desktop.records.sheets import figures
from desktop.records.sheets.blocks import (
    Annex,
    Block,
    Column,
    Heading,
    Letterhead,
    Line,
    Paragraph,
    SheetData,
    Table,
)
from desktop.records.sheets.context import Context
from desktop.records.sheets.figures import Outreach
from desktop.records.sheets.office import letterhead, long_date, name_in_text
from desktop.records.sheets.sections import NOTHING, SECTIONS
from desktop.records.sheets.target_table import target_table
from desktop.records.words import number_words

KIND = "BÁO CÁO"
_OFFICE_OF = {"commune": "", "district": " (cấp huyện)", "province": " (cấp tỉnh)"}

_UNIT_COLUMNS = (
    Column("TT", 12, "center"),
    Column("Đơn vị"),
    Column("Hoạt động truyền thông", 25, "right"),
    Column("Lượt người dự", 25, "right"),
    Column("Nơi cần tiếp cận", 25, "right"),
    Column("Mô hình thí điểm", 25, "right"),
)


def summary(context: Context) -> SheetData:
    """What was done and reached in the period, by the plan's headings; by office in an annex."""
    events = figures.outreach(context.book.db, context.scope)
    body: list[Block] = [_opening(context), Heading("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ")]
    for number, (heading, words) in enumerate(context.plan.headings.items(), 1):
        body.append(Heading(f"{number}. {words}", 2))
        section = SECTIONS.get(heading)
        body += section(context, events) if section else [Paragraph(NOTHING)]
    body.append(Heading("II. KẾT QUẢ THỰC HIỆN CHỈ TIÊU"))
    body.append(target_table(context))
    head = _head(context)
    annexes = () if context.book.office.tier == "commune" else (_by_unit(context, head, events),)
    return _report(
        context,
        "summary",
        f"Kết quả thực hiện {context.plan.programme}",
        head,
        body,
        annexes,
    )


def targets_sheet(context: Context) -> SheetData:
    """The plan's targets alone, each with the rule it is counted by."""
    return _report(
        context,
        "targets",
        f"Kết quả thực hiện các chỉ tiêu của {context.plan.programme}",
        _head(context),
        [_opening(context), target_table(context)],
    )


def _report(
    context: Context,
    name: str,
    abstract: str,
    head: Letterhead,
    body: Iterable[Block],
    annexes: tuple[Annex, ...] = (),
) -> SheetData:
    office = name_in_text(context.book.office, context.book.settings.get)
    closing = Paragraph(
        f"Trên đây là báo cáo {context.period.vi} của {office}, kính gửi {head.addressee}./."
    )
    return SheetData(
        name=name,
        day=context.day.isoformat(),
        letterhead=head,
        kind=KIND,
        abstract=(abstract, context.period.vi),
        body=tuple(_numbered([*body, closing])),
        annexes=annexes,
    )


def _head(context: Context) -> Letterhead:
    return letterhead(context.book.office, context.book.settings.get, context.day)


def _opening(context: Context) -> Paragraph:
    office = name_in_text(context.book.office, context.book.settings.get)
    return Paragraph(
        f"Thực hiện {context.plan.decision} về việc ban hành {context.plan.title}, {office} báo "
        f"cáo kết quả {context.period.vi} (số liệu {context.days}) như sau:"
    )


def _by_unit(context: Context, head: Letterhead, events: list[Outreach]) -> Annex:
    office = context.book.office
    counts = {code: [0, 0, 0, 0] for code in context.scope.codes}
    for event in events:
        counts[event.unit][0] += event.events
        counts[event.unit][1] += event.attendees
    for unit, _kind, number, _headcount in figures.places(context.book.db, context.scope):
        counts[unit][2] += number
    for model in figures.models(context.book.db, context.scope):
        counts[model.unit][3] += 1
    lines = [
        Line((str(place), _name(unit), *map(number_words, counts[unit.code])))
        for place, unit in enumerate([office, *_below(office)], 1)
    ]
    sums = [sum(column) for column in zip(*counts.values(), strict=True)]
    lines.append(Line(("", "Cộng", *map(number_words, sums)), total=True))
    attached = head.number.replace("Số: ", "số ")
    issuer = name_in_text(office, context.book.settings.get)
    return Annex(
        label="Phụ lục",
        title=f"SỐ LIỆU {context.period.vi.upper()} THEO ĐƠN VỊ",
        attached=f"(Kèm theo Báo cáo {attached} {long_date(context.day)} của {issuer})",
        body=(Table("", _UNIT_COLUMNS, tuple(lines)),),
    )


def _below(unit: units.Unit) -> list[units.Unit]:
    return [u for child in units.children(unit) for u in (child, *_below(child))]


def _name(unit: units.Unit) -> str:
    return f"{unit.name}{_OFFICE_OF[unit.tier]}"


def _numbered(blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks with ``Bảng 1.``, ``Bảng 2.`` … before the captions of their tables."""
    number = 0
    for block in blocks:
        if isinstance(block, Table):
            number += 1
            yield replace(block, caption=f"Bảng {number}. {block.caption}")
        else:
            yield block
