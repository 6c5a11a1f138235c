"""Where the fields of a form stand: which share a line, and what belongs together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop.records import lists
from desktop.records.fields import Field, Kind
from desktop.records.language import t
from desktop.ui.editors import SHORT

LONG = 8
"""A form with fewer fields is taken in at a glance; a longer one is shown in groups."""
WHOLE = 12
"""Columns of a line."""
LABEL = 26
"""Signs of a label, with its star, that fit half a line."""
WORDS = 52
"""Signs of the longest entry of a code list that may share a line: most of it can be read."""
NEEDED = dict.fromkeys(SHORT, 5) | {Kind.MOMENT: 6}
"""Columns that the editors of some kinds need, when they share a line with a wider one."""
NUMBERS = (Kind.COUNT, Kind.MONEY)
TIMES = (Kind.DATE, Kind.MOMENT)


@dataclass(frozen=True)
class Group:
    """Fields that belong together, with a heading; "" for those at the top."""

    heading: str
    fields: tuple[Field, ...]


def groups(fields: Sequence[Field]) -> list[Group]:
    """The fields of a form in their order: runs of figures and of dates stand by themselves."""
    if len(fields) < LONG:
        return [Group("", tuple(fields))]
    found: list[Group] = []
    for sort, run in groupby(fields, _sort):
        together = tuple(run)
        heading = _heading(sort, len(together))
        if heading or not found:
            found.append(Group(heading, together))
        elif found[-1].heading in ("", t("Thông tin thêm")):
            last = found.pop()
            found.append(Group(last.heading, last.fields + together))
        else:
            found.append(Group(t("Thông tin thêm"), together))
    return found


def _heading(sort: str, length: int) -> str:
    """What stands above so many neighbours of one sort; "" when they are like any other field."""
    if sort == "numbers" and length > 1:
        return t("Số liệu")
    return t("Các mốc thời gian") if sort == "times" and length > 2 else ""


def _sort(field: Field) -> str:
    return "numbers" if field.kind in NUMBERS else "times" if field.kind in TIMES else "words"


def _longest(field: Field) -> int:
    return max(len(code.label) for code in lists.codes(field.lists).values())


def places(fields: Sequence[Field]) -> list[tuple[int, int, int]]:
    """Line, first of twelve columns and width of each field: short ones share a line, and a code
    may join one, with the wider part of it; a label too long for half a line takes a whole one."""
    placed: list[tuple[int, int, int]] = []
    line, waiting = 0, 0
    for field in fields:
        signs = len(field.label) + (2 if field.required else 0)
        half = NEEDED.get(field.kind, WHOLE) if signs <= LABEL else WHOLE
        joins = waiting and not (placed and _apart(fields, len(placed)))
        if joins and half < WHOLE:
            placed.append((line, 6, 6))
        elif joins and field.kind is Kind.CODE and _longest(field) <= WORDS:
            placed[-1] = (line, 0, waiting)
            placed.append((line, waiting, WHOLE - waiting))
        else:
            line += waiting > 0
            placed.append((line, 0, 6 if half < WHOLE else WHOLE))
            waiting = half if half < WHOLE else 0
            line += not waiting
            continue
        line, waiting = line + 1, 0
    return placed


def _apart(fields: Sequence[Field], at: int) -> bool:
    """Whether a field begins a line of its own though the one before it waits for company:
    questions of yes or no stand beside each other, and leave a code its whole line."""
    before, here, after = (
        fields[n].kind if 0 <= n < len(fields) else None for n in (at - 1, at, at + 1)
    )
    asks = Kind.YES_NO
    if here is asks:
        return before is not asks and after is asks
    return before is asks and here is Kind.CODE
