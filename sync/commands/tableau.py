"""The targets as text for a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from desktop.records.language import t
from desktop.records.periods import Basis, basis_words
from desktop.records.targets import Line, Result, Status
from desktop.records.words import number_words

_WIDTHS = (7, 9, 44, 9, 6, 6, 16)
_NUMBERS = (3, 4)
_WIDE = sum(_WIDTHS) + 2 * (len(_WIDTHS) - 1)
_MARKS = {Status.MET: "✓", Status.SHORT: "!", Status.NO_DENOMINATOR: "○", Status.NOT_DUE: "○"}


@dataclass(frozen=True)
class Told:
    """A line behind a target with the names of its unit and item, and the uids of its rows."""

    line: Line
    unit_name: str
    caption: str
    rows: tuple[str, ...]


def lines(results: Sequence[Result]) -> Iterator[str]:
    """Head, then for each target that is asked here its fraction, percentage, threshold, state."""
    heads = (t("Mã"), t("Mục"), t("Chỉ tiêu"), t("Kết quả"), "%", t("Mức"), t("Tình trạng"))
    yield _aligned(heads)
    yield "─" * _WIDE
    for result in results:
        if result.asked:
            first, *rest = _wrapped(result.target.text, _WIDTHS[2])
            yield _aligned(_cells(result, first))
            yield from (_aligned(("", "", line)) for line in rest)
    if elsewhere := [result.target.id for result in results if not result.asked]:
        yield t("Không tính ở cấp này: {ids}.", ids=", ".join(elsewhere))


def rules(results: Sequence[Result], basis: Basis) -> Iterator[str]:
    """How each target that is asked here is counted, and what a year is."""
    yield t("Cách tính")
    for result in results:
        if result.asked:
            yield from _wrapped(f"{result.target.id}: {result.target.rule}", _WIDE, "  ")
    yield basis_words(basis)


def explained(result: Result, told: Sequence[Told], basis: Basis) -> Iterator[str]:
    """One target: what is asked, its result and rule, then the lines behind it, lacking first."""
    target = result.target
    _, _, _, fraction, percent, level, state = _cells(result, "")
    yield from _wrapped(f"{target.id} ({target.clause}): {target.text}", _WIDE)
    yield f"{fraction} {target.counted(result.denominator)}, {percent}%, {level}: {state}"
    yield from _wrapped(target.rule, _WIDE)
    yield basis_words(basis)
    yield ""
    for one in told:
        named = " – ".join(filter(None, (one.unit_name, one.caption)))
        mark = "!" if one.line.missing else "✓" if one.line.d else "○"
        counted = f"{number_words(one.line.n)}/{number_words(one.line.d)}"
        yield f"{mark} {named:<60}  {counted:>9}  {one.line.note}".rstrip()


def _cells(result: Result, text: str) -> tuple[str, ...]:
    target = result.target
    fraction = f"{number_words(result.numerator)}/{number_words(result.denominator)}"
    percent = "–" if result.percent is None else f"{result.percent:.1f}".replace(".", ",")
    state = f"{_MARKS[result.status]} {result.words()}"
    return (target.id, target.clause, text, fraction, percent, f"≥ {target.threshold}%", state)


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """``text`` in lines, none of which begins with a dash."""
    return wrap(text.replace(" - ", "\N{NO-BREAK SPACE}- "), width, subsequent_indent=indent)


def _aligned(cells: tuple[str, ...]) -> str:
    padded = (
        cell.rjust(width) if place in _NUMBERS else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=False))
    )
    return "  ".join(padded).rstrip()
