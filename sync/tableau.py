"""The targets as a table for a terminal."""

from collections.abc import Iterator

from desktop.records.language import pick, t
from desktop.records.targets import Result, Status
from desktop.records.words import number_words

_WIDTHS = (7, 11, 54, 15, 8, 9)
_MARKS = {Status.MET: "✓", Status.SHORT: "!", Status.NO_DENOMINATOR: "○", Status.NOT_DUE: "○"}


def lines(results: list[Result]) -> Iterator[str]:
    """Head, one line a target, each with its fraction, percentage, threshold and state."""
    heads = (t("Mã"), t("Mục"), t("Chỉ tiêu"), t("Kết quả"), "%", t("Mức"))
    yield _aligned(heads) + t("Tình trạng")
    yield "─" * (sum(_WIDTHS) + 2 * len(_WIDTHS) + 14)
    for result in results:
        yield _aligned(_cells(result)) + f"{_MARKS[result.status]} {result.words()}"


def _cells(result: Result) -> tuple[str, ...]:
    target = result.target
    text = pick(target.vi, target.en)
    fraction = f"{number_words(result.numerator)}/{number_words(result.denominator)}"
    percent = "–" if result.percent is None else f"{result.percent:.1f}".replace(".", ",")
    limit = _WIDTHS[2]
    short = text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
    return (target.id, target.clause, short, fraction, percent, f"≥ {target.threshold}%")


def _aligned(cells: tuple[str, ...]) -> str:
    numbers = (3, 4)
    return "".join(
        (cell.rjust(width) if place in numbers else cell.ljust(width)) + "  "
        for place, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    )
