"""The sheets of a period: the summary by the plan's headings, and the targets alone."""

from collections.abc import Iterable
from dataclasses import replace

from desktop.records.sheets import figures
from desktop.records.sheets.annex import by_office
from desktop.records.sheets.blocks import (
    Annex,
    Block,
    Heading,
    Letterhead,
    Paragraph,
    SheetData,
    Table,
)
from desktop.records.sheets.context import Context
from desktop.records.sheets.office import letterhead, name_in_text
from desktop.records.sheets.sections import NOTHING, SECTIONS
from desktop.records.sheets.target_table import target_table

KIND = "BÁO CÁO"


def summary(context: Context) -> SheetData:
    """What was done and reached in the period, by the plan's headings; by office in an annex."""
    events = figures.outreach(context.book.db, context.scope)
    body: list[Block] = [_opening(context), Heading("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ")]
    for number, (heading, words) in enumerate(context.plan.headings.items(), 1):
        body.append(Heading(f"{number}. {words}", 2))
        section = SECTIONS.get(heading)
        body += section(context, events) if section else [Paragraph(NOTHING)]
    body.append(Heading("II. KẾT QUẢ THỰC HIỆN CHỈ TIÊU"))
    body += target_table(context)
    head = _head(context)
    annexes = () if context.book.office.tier == "commune" else (by_office(context, head, events),)
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
        [_opening(context), *target_table(context)],
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


def _numbered(blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks with ``Bảng 1.``, ``Bảng 2.`` … before the captions of their tables."""
    number = 0
    for block in blocks:
        if isinstance(block, Table):
            number += 1
            yield replace(block, caption=f"Bảng {number}. {block.caption}")
        else:
            yield block
