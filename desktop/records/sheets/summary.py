"""The reports of a period: the summary by the plan's headings, and the targets alone."""

from collections.abc import Iterable
from dataclasses import replace

from desktop.records.sheets import counting
from desktop.records.sheets.annex import by_office
from desktop.records.sheets.blocks import Annex, Block, Heading, Paragraph, SheetData, Table
from desktop.records.sheets.context import Context
from desktop.records.sheets.sections import section
from desktop.records.sheets.target_table import target_table

KIND = "BÁO CÁO"


def summary(context: Context) -> SheetData:
    """What was done and reached in the period, by the plan's headings; by office in an annex."""
    body: list[Block] = [_opening(context), Heading("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ")]
    headings = {**counting.headings(), **context.plan.headings}
    for number, heading in enumerate(sorted(headings), 1):
        body.append(Heading(f"{number}. {headings[heading]}", 2))
        body += section(context, heading)
    body.append(Heading("II. KẾT QUẢ THỰC HIỆN CHỈ TIÊU"))
    body += target_table(context)
    annexes = () if context.area.tier == "commune" else (by_office(context),)
    programme = context.plan.programme
    return report(context, "summary", f"Kết quả thực hiện {programme}", body, annexes)


def targets_sheet(context: Context) -> SheetData:
    """The plan's targets alone, each with the rule it is counted by."""
    abstract = f"Kết quả thực hiện các chỉ tiêu của {context.plan.programme}"
    return report(context, "targets", abstract, [_opening(context), *target_table(context)])


def report(
    context: Context,
    name: str,
    abstract: str,
    body: Iterable[Block],
    annexes: tuple[Annex, ...] = (),
) -> SheetData:
    """A report of the office for the period, with its closing sentence."""
    paper = context.paper
    closing = Paragraph(
        f"Trên đây là báo cáo {context.period.vi} của {paper.name}, kính gửi {paper.addressee}./."
    )
    return SheetData(
        name=name,
        day=context.day.isoformat(),
        letterhead=paper.letterhead("BC", context.day),
        kind=KIND,
        abstract=(abstract + context.of_area, context.period.vi),
        body=tuple(_numbered([*body, closing])),
        annexes=annexes,
    )


def _opening(context: Context) -> Paragraph:
    return Paragraph(
        f"Thực hiện {context.plan.decision} về việc ban hành {context.plan.title}, "
        f"{context.paper.name} báo cáo kết quả{context.of_area} {context.period.vi} (số liệu "
        f"{context.days}) như sau:"
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
