"""Lines of a table that are no rows of it: sums, group headings, column numbers, signatures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.records.language import t
from desktop.records.text import clean
from sync.intake import vocabulary
from sync.intake.grid import Line, Span
from sync.intake.legacy import Fonts, text_of
from sync.intake.vocabulary import plain

_NUMBERED = re.compile(r"\(?(\d{1,2}|[A-Za-z])\)?(?: ?=.*)?")
_PART_SUM = re.compile(r"(?:tổng )?cộng (?:tháng|quý|kỳ|năm|thôn|xã|mục|phần)\b.*")
_GROUP = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?")
_FEW = 3


@dataclass(frozen=True)
class LeftOut:
    """A line that is not taken in, with the reason and its first words."""

    number: int
    reason: str
    text: str


@dataclass(frozen=True)
class Columns:
    """What is known of a table's columns: the words above each, and those that say nothing of the
    record (running numbers, people)."""

    heads: Mapping[int, str]
    ignored: frozenset[int]


def sort_out(
    lines: Iterable[Line], merged: Sequence[Span], columns: Columns, fonts: Fonts
) -> tuple[list[Line], list[LeftOut]]:
    """The rows among ``lines``, and the lines that are none. A line without a word is neither."""
    half = len(columns.heads) // 2
    wide = {s.top for s in merged if s.top == s.bottom and s.right - s.left + 1 > half}
    kept: list[Line] = []
    left: list[LeftOut] = []
    closed = False
    for line in lines:
        said = _said(line, fonts)
        closed = closed or _closes(said, columns)
        if not said:
            continue
        if closed and len(said) <= _FEW:
            reason = t("phần ký tên, ghi chú dưới bảng")
        else:
            reason = _reason(said, columns, first=not kept, wide=line.number in wide)
        if reason:
            left.append(LeftOut(line.number, reason, next(iter(said.values()))[:60]))
        elif said.keys() - columns.ignored:
            kept.append(line)
    return kept, left


def _said(line: Line, fonts: Fonts) -> dict[int, str]:
    """The texts of a line by column."""
    texts = {
        column: clean(text_of(cell, fonts))
        for column, cell in enumerate(line.cells)
        if cell.value is not None
    }
    return {column: text for column, text in texts.items() if text}


def _reason(said: Mapping[int, str], columns: Columns, *, first: bool, wide: bool) -> str:
    """Why the line is no row; "" when it is one."""
    if all(columns.heads.get(column) == text for column, text in said.items()):
        return t("dòng tiêu đề lặp lại")
    if first and _numbers_columns(list(said.values())):
        return t("dòng đánh số cột")
    if any(map(_is_sum, list(said.values())[:_FEW])):
        return t("dòng tổng cộng")
    marks = [text for column, text in said.items() if column in columns.ignored]
    group = bool(marks) and all(map(_GROUP.fullmatch, marks))
    if len(said) - len(marks) <= 1 and len(columns.heads) > 2 and (wide or group):
        return t("dòng tên nhóm")
    return ""


def _numbers_columns(texts: list[str]) -> bool:
    """Whether the line only numbers the columns: A, B, 1, 2, 3 or (1), (2), (3)=(1)+(2)."""
    found = [_NUMBERED.fullmatch(text) for text in texts]
    marks = [mark[1] for mark in found if mark]
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    steady = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
    return len(texts) > 1 and len(marks) == len(texts) and steady


def _is_sum(text: str) -> bool:
    """By words with their marks: “Cổng thôn” is a place, “Cộng thôn” a sum."""
    said = text.casefold().rstrip(" :.")
    return said in vocabulary.marked("totals") or bool(_PART_SUM.fullmatch(said))


def _closes(said: Mapping[int, str], columns: Columns) -> bool:
    """Whether a line begins what stands below a table: one or two cells, in such words."""
    return 0 < len(said) < _FEW < len(columns.heads) and any(
        f"{plain(text)} ".startswith(f"{begin} ")
        for text in said.values()
        for begin in vocabulary.phrases("closing")
    )
