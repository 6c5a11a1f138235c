"""The targets as a table for a terminal."""

from collections.abc import Iterator
from textwrap import wrap

from desktop.records.language import pick, t
from desktop.records.targets import Result, Status
from desktop.records.words import number_words

_WIDTHS = (7, 9, 44, 9, 6, 6, 16)
_NUMBERS = (3, 4)
_MARKS = {Status.MET: "✓", Status.SHORT: "!", Status.NO_DENOMINATOR: "○", Status.NOT_DUE: "○"}


def lines(results: list[Result]) -> Iterator[str]:
    """Head, then for each target its fraction, percentage, threshold and state."""
    heads = (t("Mã"), t("Mục"), t("Chỉ tiêu"), t("Kết quả"), "%", t("Mức"), t("Tình trạng"))
    yield _aligned(heads)
    yield "─" * (sum(_WIDTHS) + 2 * (len(_WIDTHS) - 1))
    for result in results:
        first, *rest = wrap(pick(result.target.vi, result.target.en), _WIDTHS[2])
        yield _aligned(_cells(result, first))
        yield from (_aligned(("", "", line)) for line in rest)


def _cells(result: Result, text: str) -> tuple[str, ...]:
    target = result.target
    fraction = f"{number_words(result.numerator)}/{number_words(result.denominator)}"
    percent = "–" if result.percent is None else f"{result.percent:.1f}".replace(".", ",")
    state = f"{_MARKS[result.status]} {result.words()}"
    return (target.id, target.clause, text, fraction, percent, f"≥ {target.threshold}%", state)


def _aligned(cells: tuple[str, ...]) -> str:
    padded = (
        cell.rjust(width) if place in _NUMBERS else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=False))
    )
    return "  ".join(padded).rstrip()
