"""The part of a summary below each heading of the plan: sentences and tables of the registers."""

from collections.abc import Iterable, Iterator, Sequence

from desktop.records.fields import Kind
from desktop.records.lists import codes
from desktop.records.sheets import counting, lists, referrals
from desktop.records.sheets.blocks import Block, Cell, Column, Line, Paragraph, Table
from desktop.records.sheets.context import Context
from desktop.records.sheets.counting import NUMBER, Counts, Part
from desktop.records.sheets.small import figure
from desktop.records.words import date_words, number_words

UNSAID = "Chưa ghi rõ"
"""The line of rows that leave the code empty."""

SUPPORT = "II.4"
"""The heading of service referrals, which are counted with discretion (see ``small``)."""

_COUNT, _MONEY = 18, 29


def section(context: Context, heading: str) -> Iterator[Block]:
    """What the registers below ``heading`` say; those that say nothing are named at its end."""
    empty = []
    for part in counting.parts():
        if part.heading == heading:
            found = list(_part(context, part))
            yield from found
            if not found:
                own = heading == part.register.heading
                empty.append(part.register.vi if own else part.caption)
    if heading == SUPPORT:
        yield from _referrals(context)
    if empty:
        names = "; ".join(name[0].lower() + name[1:] for name in empty)
        yield Paragraph(f"Chưa ghi nhận trong kỳ: {names}.")


def _part(context: Context, part: Part) -> Iterator[Block]:
    scopes = context.scopes if part.compare else (context.scope,)
    counts = [counting.counted(context.book.db, part, scope) for scope in scopes]
    by, totals = [found for found, _ in counts], [total for _, total in counts]
    if not any(by):
        return
    yield Paragraph(_sentence(context, part, totals))
    yield _table(part, by, totals)
    if part.listed:
        fields = [part.register.field(name) for name in part.listed]
        yield lists.table(context, part, fields, f"Danh sách {_lower(part.register.vi)}")


def _sentence(context: Context, part: Part, totals: Sequence[Counts]) -> str:
    now = totals[0]
    said = _since(context, part, part.said.format(n=number_words(now[NUMBER])))
    if len(totals) > 1:
        said += f" (cùng kỳ năm trước: {number_words(totals[1][NUMBER])})"
    numbers = {name: number_words(value) for name, value in now.items() if value}
    more = [words.format(**numbers) for words in part.more if _says(words, numbers)]
    return f"{said} với {', '.join(more)}." if more else f"{said}."


def _says(words: str, numbers: dict[str, str]) -> bool:
    return any(f"{{{name}}}" in words for name in numbers)


def _since(context: Context, part: Part, said: str) -> str:
    """The sentence with the day or year before it, where its rows are not those of a period."""
    if part.when.startswith("standing"):
        return f"Đến ngày {context.until}, {_lower(said)}"
    if part.when.startswith("year"):
        return f"Năm {context.period.name[:4]}, {_lower(said)}"
    return said


def _table(part: Part, by: Sequence[dict[str, Counts]], totals: Sequence[Counts]) -> Table:
    counted = [(part.number, NUMBER)] if part.number else []
    measures = [
        (title, name)
        for title, name in (*counted, *part.sums)
        if any(total[name] for total in totals)
    ]

    def cells(found: Iterable[Counts]) -> tuple[Cell, ...]:
        spans = list(found)
        return tuple(span.get(name, 0) for _title, name in measures for span in spans)

    names = {code: entry.vi for code, entry in codes(part.field(part.by).lists).items()}
    occurring = {code for found in by for code in found}
    order = [*(code for code in names if code in occurring), *sorted(occurring - names.keys())]
    lines = [
        Line((place, names.get(code, code or UNSAID), *cells(found.get(code, {}) for found in by)))
        for place, code in enumerate(order, 1)
    ]
    if part.total:
        lines.append(Line(("", "Cộng", *cells(totals)), total=True))
    heads = [head for measure in measures for head in _columns(part, *measure, len(totals))]
    columns = (Column("TT", 10, "center"), Column(part.field(part.by).vi), *heads)
    return Table(part.caption, columns, tuple(lines))


def _columns(part: Part, title: str, measure: str, periods: int) -> list[Column]:
    money = measure != NUMBER and part.field(measure).kind is Kind.MONEY
    width = _MONEY if money else _COUNT
    if periods == 1:
        return [Column(title, width + 8, "right")]
    return [Column(words, width, "right", title) for words in ("Kỳ này", "Cùng kỳ")]


def _referrals(context: Context) -> Iterator[Block]:
    spans = [
        referrals.parts(context.book.db, scope.codes, scope.period.months)
        for scope in context.scopes
    ]
    if not any(spans):
        yield Paragraph("Trong kỳ chưa ghi nhận lượt chuyển gửi dịch vụ nào.")
        return
    months = [date_words(month) for month in context.period.months]
    span = f"tháng {months[0]}" if len(months) == 1 else f"từ tháng {months[0]} đến {months[-1]}"
    total = figure(referrals.numbers(spans[0]), internal=context.internal)
    count = total if isinstance(total, str) else number_words(int(str(total)))
    yield Paragraph(
        f"Số lượt chuyển gửi dịch vụ hỗ trợ {span} (tính theo tháng dương lịch, một người có thể "
        f"được chuyển gửi nhiều lượt): {count}."
    )
    before = spans[1] if len(spans) > 1 else None
    yield referrals.by_outcome(spans[0], before, internal=context.internal)


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
