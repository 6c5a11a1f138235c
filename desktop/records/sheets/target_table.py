"""The table of targets: what was reached, what the plan asks, how it is counted."""

from desktop.records.sheets.blocks import Block, Column, Line, Paragraph, Table
from desktop.records.sheets.context import Context
from desktop.records.sheets.small import REMARK, WITHHELD
from desktop.records.targets import Result, Status
from desktop.records.words import number_words

COLUMNS = (
    Column("TT", 10, "center"),
    Column("Chỉ tiêu"),
    Column("Kết quả", 28, "center"),
    Column("Tỷ lệ", 17, "center"),
    Column("Mức phải đạt", 19, "center"),
    Column("Đánh giá", 27, "center"),
)


def target_table(context: Context) -> tuple[Block, ...]:
    """Every target with its fraction, percentage, threshold, status and the rule it follows."""
    return (
        Paragraph(
            f"Chỉ tiêu tính đến ngày {context.until}; mục của Kế hoạch ghi trong ngoặc. Tỷ lệ làm "
            "tròn xuống một chữ số thập phân, việc đạt hay chưa đạt được so bằng số nguyên."
        ),
        Table(
            caption=f"Kết quả thực hiện chỉ tiêu đến ngày {context.until}",
            columns=COLUMNS,
            lines=tuple(_line(context, place, r) for place, r in enumerate(context.results, 1)),
            remark=REMARK if context.discretion.withholding else "",
        ),
    )


def _line(context: Context, place: int, result: Result) -> Line:
    target = result.target
    return Line(
        cells=(
            str(place),
            f"{target.vi} ({target.clause})",
            *_outcome(context, result),
        ),
        note=f"Cách tính: {target.rule_vi}",
    )


def _outcome(context: Context, result: Result) -> tuple[str, str, str, str]:
    """Fraction, percentage, threshold and status, with nothing in them that must be hidden."""
    asked = f"≥ {result.target.threshold}%"
    if result.status is Status.NO_DENOMINATOR:
        return "—", "—", asked, result.vi
    if context.discretion.withholding and result.target.discreet:
        n, d = map(context.discretion.bound, context.people[result.target.id])
        fraction = WITHHELD if n == d == WITHHELD else f"{n}/{d}"
        return fraction, WITHHELD, asked, WITHHELD
    fraction = _with_unit(
        f"{number_words(result.numerator)}/{number_words(result.denominator)}", result
    )
    return fraction, percent_words(result.percent), asked, _status(result)


def percent_words(percent: float | None) -> str:
    """69.4 as ``69,4%``; a dash for none."""
    return "—" if percent is None else f"{percent:.1f}%".replace(".", ",")


def _status(result: Result) -> str:
    if result.status is Status.SHORT:
        return f"Còn thiếu {_with_unit(number_words(result.missing), result)}"
    return result.vi


def _with_unit(number: str, result: Result) -> str:
    """A number and what it counts, which a line break may not part."""
    return f"{number}\N{NO-BREAK SPACE}{result.target.counted_vi}"
