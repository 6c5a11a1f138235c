"""The annex of a district's or province's summary: the same counts office by office."""

from collections.abc import Iterable, Iterator

from desktop.records.area import offices
from desktop.records.cipher import translated
from desktop.records.registers import REGISTERS
from desktop.records.sheets import counting
from desktop.records.sheets.blocks import NOTHING, Annex, Cell, Column, Line, Table
from desktop.records.sheets.context import Context
from desktop.records.sheets.counting import Counts, Part
from desktop.records.units import Unit

SILENT = f"{NOTHING}: trong sổ chưa có dòng nào của đơn vị này."
OF_TIER = {"commune": "", "district": " (cấp huyện)", "province": " (cấp tỉnh)"}
"""What tells an office apart from the area of the same name."""

_COUNT = 14


def by_office(context: Context) -> Annex:
    """A line for every office of the area, also for those that sent nothing."""
    measured = [(part, title, name) for part in counting.parts() for title, name in part.office]
    found = {part.caption: _by_unit(context, part) for part, _title, _name in measured}
    silent = _silent(context)

    def cells(unit: Unit) -> Iterator[Cell]:
        for part, _title, name in measured:
            for counts in found[part.caption]:
                yield NOTHING if unit.code in silent else _number(counts, unit, name)

    several = offices(context.area)
    lines = [
        Line((place, unit.name + OF_TIER[unit.tier], *cells(unit)))
        for place, unit in enumerate(several, 1)
    ]
    sums = (
        sum(_number(counts, unit, name) for unit in several)
        for part, _title, name in measured
        for counts in found[part.caption]
    )
    heads = [head for part, title, _name in measured for head in _heads(title, found[part.caption])]
    table = Table(
        "",
        (Column("TT", 10, "center"), Column("Đơn vị"), *heads),
        (*lines, Line(("", "Cộng", *sums), total=True)),
        SILENT if silent else "",
        small=True,
    )
    return Annex(
        label="Phụ lục",
        title=f"SỐ LIỆU {context.period.vi.upper()} THEO ĐƠN VỊ",
        attached=context.paper.attached_to("Báo cáo", "BC", context.day),
        body=(table,),
        landscape=True,
    )


def _by_unit(context: Context, part: Part) -> list[dict[str, Counts]]:
    """The part's counts by office, beside those of the year before where it has any."""
    scopes = context.scopes if part.compare else (context.scope,)
    return [counting.count(context.book.db, part, scope, "unit") for scope in scopes]


def _heads(title: str, counted: list[dict[str, Counts]]) -> Iterable[Column]:
    if len(counted) == 1:
        return [Column(title, 2 * _COUNT - 6, "right")]
    return [Column(words, _COUNT, "right", title) for words in ("Kỳ này", "Cùng kỳ")]


def _number(counts: dict[str, Counts], unit: Unit, name: str) -> int:
    return counts.get(unit.code, {}).get(name, 0)


def _silent(context: Context) -> set[str]:
    """The offices of which the book holds no row at all."""
    kept = " UNION ".join(f"SELECT unit FROM {name} WHERE retired IS NULL" for name in REGISTERS)
    with translated():
        heard = {unit for (unit,) in context.book.db.execute(kept)}
    return set(context.scope.codes) - heard
