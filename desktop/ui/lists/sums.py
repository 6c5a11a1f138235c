"""What stands below a list: how many rows there are, and what they add up to."""

from collections.abc import Sequence

from desktop.records.fields import Field
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.records.words import number_words
from desktop.ui.lists.stretches import Summary

Sums = Sequence[tuple[Field, int]]


def totals(register: Register, found: Summary) -> str:
    """``6 trong 148 hoạt động · 230 lượt người``."""
    every, some = number_words(found.all), number_words(found.found)
    rows = (
        f"{every} {register.counted(found.all)}"
        if found.found == found.all
        else t(
            "{found} trong {all} {rows}", found=some, all=every, rows=register.counted(found.all)
        )
    )
    return _with_sums(rows, found.totals)


def chosen(register: Register, count: int, found: Sums) -> str:
    """What the rows that are chosen add up to."""
    words = t("Đã chọn {n} {rows}", n=number_words(count), rows=register.counted(count))
    return _with_sums(words, found)


def _with_sums(rows: str, found: Sums) -> str:
    return " · ".join((rows, *(_sum(field, total) for field, total in found)))


def _sum(field: Field, total: int) -> str:
    if unit := field.unit(total):
        return f"{number_words(total)} {unit}"
    return f"{field.label.lower()}: {number_words(total)}"
