"""The table of targets: what was reached, what the plan asks, how it is counted."""

from datetime import date

from desktop.records import targets
from desktop.records.sheets import referrals
from desktop.records.sheets.blocks import NOTHING, Block, Cell, Column, Line, Paragraph, Table
from desktop.records.sheets.context import Context, year_before
from desktop.records.sheets.small import WITHHELD, hides
from desktop.records.targets import Result, Status
from desktop.records.words import number_words

BASIS = "Năm của chỉ tiêu tính theo lịch, từ 01/01 đến 31/12."
ABOUT_PEOPLE = (
    f"Chỉ tiêu ghi “{WITHHELD}” là số về người sử dụng dịch vụ: tờ này không nêu, để không suy ra "
    "được số nhỏ."
)


def target_table(context: Context) -> tuple[Block, ...]:
    """Every target asked of the area's tier: fraction, percentage, threshold, status and rule."""
    results = _asked(context, context.as_of)
    before = {result.target.id: percent for result, percent in _year_before(context)}
    compared = any(percent != NOTHING for percent in before.values())
    lines = [
        _line(context, place, result, before if compared else {})
        for place, result in enumerate(results, 1)
    ]
    hidden = any(WITHHELD in line.cells for line in lines)
    return (
        Paragraph(_overview(context, results)),
        Table(
            caption=f"Kết quả thực hiện chỉ tiêu{context.of_area} đến ngày {context.until}",
            columns=_columns(compared=compared),
            lines=tuple(lines),
            remark=ABOUT_PEOPLE if hidden else "",
        ),
    )


def _asked(context: Context, day: date) -> list[Result]:
    found = targets.compute(context.book, context.area, day, context.plan)
    return [result for result in found if context.area.tier in result.target.tiers]


def _year_before(context: Context) -> list[tuple[Result, Cell]]:
    """The targets a year earlier, each with its percentage; none before the plan."""
    if context.before is None:
        return []
    day = year_before(context.as_of)
    return [(result, _percent(context, result, day)) for result in _asked(context, day)]


def _overview(context: Context, results: list[Result]) -> str:
    """How many targets are met, of those that may be said on this sheet."""
    told = [result for result in results if not _hidden(context, result, context.as_of)]
    met = sum(result.status is Status.MET for result in told)
    short = sum(result.status is Status.SHORT for result in told)
    rest = len(results) - met - short
    apart = f"; {rest} chỉ tiêu không phát sinh, chưa đến kỳ hoặc không nêu" if rest else ""
    return (
        f"Đến ngày {context.until}, trong {len(results)} chỉ tiêu có {met} chỉ tiêu đạt, {short} "
        f"chỉ tiêu chưa đạt{apart}. Mục của Kế hoạch ghi trong ngoặc; tỷ lệ làm tròn xuống một "
        f"chữ số thập phân, việc đạt hay chưa đạt được so bằng số nguyên. {BASIS}"
    )


def _columns(*, compared: bool) -> tuple[Column, ...]:
    return (
        Column("TT", 9, "center"),
        Column("Chỉ tiêu"),
        Column("Thực hiện", 16, "right"),
        Column("Tổng số", 15, "right"),
        Column("Tỷ lệ", 16, "right", percent=True),
        *([Column("Cùng kỳ năm trước", 16, "right", percent=True)] if compared else []),
        Column("Ít nhất", 13, "right", percent=True),
        Column("Đánh giá", 25, "center"),
    )


def _line(context: Context, place: int, result: Result, before: dict[str, Cell]) -> Line:
    target = result.target
    numerator, denominator, percent, status = _outcome(context, result)
    return Line(
        cells=(
            place,
            f"{target.vi} ({target.clause})",
            numerator,
            denominator,
            percent,
            *([before.get(target.id, NOTHING)] if before else []),
            target.threshold,
            status,
        ),
        note=f"Cách tính: {target.rule_vi}",
    )


def _outcome(context: Context, result: Result) -> tuple[Cell, Cell, Cell, str]:
    """Fraction, percentage and status, with nothing in them that must be hidden."""
    if result.status is Status.NO_DENOMINATOR:
        return NOTHING, NOTHING, NOTHING, result.vi
    if _hidden(context, result, context.as_of):
        return WITHHELD, WITHHELD, WITHHELD, WITHHELD
    percent = _percent(context, result, context.as_of)
    return result.numerator, result.denominator, percent, _status(result)


def _percent(context: Context, result: Result, day: date) -> Cell:
    if result.percent is None:
        return NOTHING
    return WITHHELD if _hidden(context, result, day) else result.percent


def _hidden(context: Context, result: Result, day: date) -> bool:
    """Whether a fraction is about people who use services and this sheet must not tell it.

    It is told for a whole year that is over, where no number behind it is small in any month or
    office; while the year runs, the reports of two months would tell what came in between.
    """
    if context.internal or not result.target.discreet or result.status is Status.NO_DENOMINATOR:
        return False
    end = date(day.year, 12, 31)
    if not context.period.name.isdecimal() or context.day <= end:
        return True
    months = [f"{day.year}-{month:02}" for month in range(1, 13)]
    parts = referrals.parts(context.book.db, context.scope.codes, months)
    lines = targets.explain(context.book, context.area, end, result.target.id, context.plan)
    whole = (sum(line.n for line in lines), sum(line.d for line in lines))
    sides = [number for line in lines for number in (line.n, line.d)]
    exact = whole == (result.numerator, result.denominator)
    return not exact or hides(sides) or hides(referrals.numbers(parts))


def _status(result: Result) -> str:
    if result.status is Status.SHORT:
        missing = number_words(result.missing)
        return f"Còn thiếu {missing}\N{NO-BREAK SPACE}{result.target.counted_vi}"
    return result.vi
