"""A register as a list: the rows of a period as a table, and the annex that it makes by itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from desktop.records import columns, queries, units, words
from desktop.records.cipher import translated
from desktop.records.fields import Field, Kind, Row, Value
from desktop.records.registers import REGISTERS, Register
from desktop.records.sheets import counting, referrals
from desktop.records.sheets.blocks import (
    NOTHING,
    Annex,
    Block,
    Cell,
    Column,
    Line,
    Paragraph,
    SheetData,
    Table,
)
from desktop.records.sheets.context import Context
from desktop.records.sheets.counting import Part

ROOM = 252
"""The width of a landscape page between its margins, in millimetres."""

_NARROW = {
    Kind.DATE: 22,
    Kind.MOMENT: 24,
    Kind.MONTH: 18,
    Kind.YEAR: 14,
    Kind.CODE: 34,
    Kind.CODES: 48,
    Kind.COUNT: 18,
    Kind.MONEY: 27,
    Kind.YES_NO: 14,
}
"""Columns of a width of their own; the others share what is left."""

_WORDS = 40
"""The least width of a column of words."""

_FIRST, _UNIT = 11, 32
_NUMBERS = (Kind.COUNT, Kind.MONEY)
_DATED = (Kind.DATE, Kind.MOMENT, Kind.YEAR)


def register_list(context: Context, register: Register) -> SheetData:
    """Every row of the register in the period; of referrals, which are about people, counts."""
    annex = register_annex(context, register)
    return SheetData(
        name=register.name,
        day=context.day.isoformat(),
        letterhead=None,
        kind=annex.label.upper(),
        abstract=(f"{register.vi}{context.of_area}", context.period.vi),
        body=(),
        annexes=(annex,),
    )


def register_annex(context: Context, register: Register) -> Annex:
    """The list of a register as an annex of a report."""
    body = _referrals(context) if register.name == "referrals" else _rows(context, register)
    return Annex(
        label="Phụ lục",
        title=f"{register.vi}{context.of_area} {context.period.vi}".upper(),
        attached=context.paper.attached_to("Báo cáo", "BC", context.day),
        body=tuple(body),
        landscape=True,
    )


def table(context: Context, part: Part, fields: Sequence[Field], caption: str = "") -> Table:
    """The rows that count for ``part``, oldest first: a column a field, the office where several
    could be meant."""
    rows = _found(context, part)
    several = len(context.scope.codes) > 1
    shown = [_shown(context, field) for field in fields]
    lines = [
        Line((place, *([_unit(context, row)] if several else []), *(show(row) for show in shown)))
        for place, row in enumerate(rows, 1)
    ]
    if rows and part.total and any(field.kind in _NUMBERS for field in fields):
        office = [""] if several else []
        lines.append(_total(["", *office, *(_sum(rows, field) for field in fields)]))
    unit = [Column("Đơn vị", _UNIT)] if several else []
    heads = (Column("TT", _FIRST, "center"), *unit, *map(_column, fields))
    return Table(caption, heads, tuple(lines), small=True)


def _rows(context: Context, register: Register) -> Iterable[Block]:
    part = counting.of_period(register)
    found = table(context, part, register.fields)
    count = sum(not line.total for line in found.lines)
    yield Paragraph(f"Số liệu {_span(context, part)}: {words.number_words(count)} dòng.")
    if count:
        lead = len(found.columns) - len(register.fields)
        kept = _fitting(register, ROOM - _FIRST - (_UNIT if lead > 1 else 0))
        heads = (
            replace(column, extra=field.name not in kept)
            for column, field in zip(found.columns[lead:], register.fields, strict=True)
        )
        yield replace(found, columns=(*found.columns[:lead], *heads))


def _span(context: Context, part: Part) -> str:
    kind = part.when.partition(":")[0]
    spans = {"standing": f"đến ngày {context.until}", "year": f"năm {context.period.name[:4]}"}
    return spans.get(kind, context.days)


def _fitting(register: Register, room: int) -> set[str]:
    """The fields that the page has room for: what lists show, what is required, numbers, others.

    Those that it has no room for are left to workbooks.
    """
    ranked = sorted(
        register.fields,
        key=lambda field: (
            field.name not in register.columns,
            not field.required,
            field.kind not in _NUMBERS,
        ),
    )
    kept: set[str] = set()
    for field in ranked:
        width = _NARROW.get(field.kind, _WORDS)
        if width <= room:
            kept.add(field.name)
            room -= width
    return kept


def _referrals(context: Context) -> Iterable[Block]:
    months = context.period.months
    found = referrals.parts(context.book.db, context.scope.codes, months)
    yield Paragraph(
        "Số lượt chuyển gửi dịch vụ theo tháng dương lịch. Tờ này không ghi mã phiếu và không ghi "
        "dòng nào về một người."
    )
    if found:
        yield referrals.by_month(found, months, internal=context.internal)
    else:
        yield Paragraph("Chưa ghi nhận lượt chuyển gửi nào.")


def _found(context: Context, part: Part) -> list[Row]:
    register = part.register
    dated = [field.name for field in register.fields if field.kind in _DATED][:1]
    order = ", ".join([*map(columns.quoted, dated), "uid"])
    within, values = counting.chosen(part, context.scope)
    query = (
        f"SELECT {columns.listed(register)} FROM {register.name}"
        f" WHERE uid IN ({within}) ORDER BY {order}"
    )
    with translated():
        return [columns.to_row(register, cells) for cells in context.book.db.execute(query, values)]


def _shown(context: Context, field: Field) -> Callable[[Row], Cell]:
    """How a row's value of ``field`` stands in a cell."""

    @cache
    def caption(register: str, uid: str) -> str:
        row = queries.get(context.book.db, REGISTERS[register], uid)
        return words.caption(REGISTERS[register], row, caption, "vi") if row else NOTHING

    def cell(row: Row) -> Cell:
        return _cell(field, row[field.name], caption)

    return cell


def _cell(field: Field, value: Value, caption: words.Lookup) -> Cell:
    if field.kind in _NUMBERS and isinstance(value, int):
        return value
    if field.kind is Kind.DATE and value:
        return date.fromisoformat(str(value))
    if field.kind is Kind.MOMENT and value:
        return datetime.fromisoformat(str(value))
    return words.show(field, value, caption, "vi")


def _sum(rows: Iterable[Row], field: Field) -> Cell:
    if field.kind not in _NUMBERS:
        return ""
    return sum(int(str(row[field.name] or 0)) for row in rows)


def _total(cells: list[Cell]) -> Line:
    """The line of sums, named in the first cell after the number that is free."""
    free = next((place for place, cell in enumerate(cells) if place and cell == ""), 0)
    return Line((*cells[:free], "Cộng", *cells[free + 1 :]), total=True)


def _unit(context: Context, row: Row) -> str:
    return units.find(context.book.office.edition, str(row["unit"])).name


def _column(field: Field) -> Column:
    width = _NARROW.get(field.kind, 0)
    if field.kind in _NUMBERS:
        return Column(field.vi, width, "right")
    words_of = field.kind in (Kind.CODE, Kind.CODES, Kind.TEXT, Kind.REFERENCE, Kind.CASE)
    return Column(field.vi, width, "left" if words_of else "center")
