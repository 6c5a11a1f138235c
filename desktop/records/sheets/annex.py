"""The annex of a district's or province's summary: the same counts office by office."""

from collections.abc import Sequence

from desktop.records.sheets import figures
from desktop.records.sheets.blocks import Annex, Column, Letterhead, Line, Table
from desktop.records.sheets.context import Context
from desktop.records.sheets.figures import Outreach
from desktop.records.sheets.office import long_date, name_in_text
from desktop.records.targets import offices
from desktop.records.units import Unit
from desktop.records.words import number_words

NO_ROWS = "—"

_OFFICE_OF = {"commune": "", "district": " (cấp huyện)", "province": " (cấp tỉnh)"}
_COLUMNS = (
    Column("TT", 12, "center"),
    Column("Đơn vị"),
    Column("Hoạt động truyền thông", 25, "right"),
    Column("Lượt người dự", 25, "right"),
    Column("Nơi cần tiếp cận", 25, "right"),
    Column("Mô hình thí điểm", 25, "right"),
)


def by_office(context: Context, head: Letterhead, events: Sequence[Outreach]) -> Annex:
    """A line for every office of the area, also for those that sent nothing."""
    office = context.book.office
    counts = _counts(context, events)
    silent = figures.silent(context.book.db, context.scope)
    lines = [
        Line((str(place), *_cells(unit, counts[unit.code], unit.code in silent)))
        for place, unit in enumerate(offices(office), 1)
    ]
    sums = [sum(column) for column in zip(*counts.values(), strict=True)]
    lines.append(Line(("", "Cộng", *map(number_words, sums)), total=True))
    number = head.number.replace("Số: ", "số ")
    issuer = name_in_text(office, context.book.settings.get)
    return Annex(
        label="Phụ lục",
        title=f"SỐ LIỆU {context.period.vi.upper()} THEO ĐƠN VỊ",
        attached=f"(Kèm theo Báo cáo {number} {long_date(context.day)} của {issuer})",
        body=(Table("", _COLUMNS, tuple(lines), _remark(silent)),),
    )


def _counts(context: Context, events: Sequence[Outreach]) -> dict[str, list[int]]:
    counts = {code: [0, 0, 0, 0] for code in context.scope.codes}
    for event in events:
        counts[event.unit][0] += event.events
        counts[event.unit][1] += event.attendees
    for unit, _kind, number, _headcount in figures.places(context.book.db, context.scope):
        counts[unit][2] += number
    for model in figures.models(context.book.db, context.scope):
        counts[model.unit][3] += 1
    return counts


def _cells(unit: Unit, numbers: Sequence[int], silent: bool) -> tuple[str, ...]:
    name = f"{unit.name}{_OFFICE_OF[unit.tier]}"
    return name, *(NO_ROWS if silent else number_words(number) for number in numbers)


def _remark(silent: set[str]) -> str:
    return f"{NO_ROWS}: trong sổ chưa có dòng nào của đơn vị này." if silent else ""
