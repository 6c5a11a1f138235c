"""Referrals on paper: how many, by outcome and month, and nothing that leads back to a person.

Rows are counted and never shown. A posted sheet has one breakdown of them only, by month and
outcome (see ``small``): a second one beside it would give the small numbers of the first away.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.records.cipher import Database, translated
from desktop.records.lists import codes
from desktop.records.sheets.blocks import Cell, Column, Line, Table
from desktop.records.sheets.small import REMARK, figure, hides
from desktop.records.words import date_words

OUTCOMES = ("referral_outcome",)
CAPTION = "Kết quả chuyển gửi dịch vụ"

_PARTS = """
    SELECT unit, month, outcome, sum(number) FROM (
      SELECT unit, substr(date, 1, 7) AS month, outcome, count(*) AS number
      FROM referrals WHERE retired IS NULL GROUP BY 1, 2, 3
      UNION ALL
      SELECT unit, month, outcome, sum(count) FROM referral_months WHERE retired IS NULL
      GROUP BY 1, 2, 3
    )
    WHERE unit IN (SELECT value FROM json_each(:units))
      AND month IN (SELECT value FROM json_each(:months))
    GROUP BY 1, 2, 3 ORDER BY 2, 3, 1
"""
"""Own rows, the totals kept of own rows that were erased, and the totals that others sent."""


@dataclass(frozen=True)
class Part:
    """How many referrals of one office in one month had an outcome."""

    unit: str
    month: str
    outcome: str
    number: int


def parts(db: Database, units: Iterable[str], months: Iterable[str]) -> list[Part]:
    """The referrals of those offices in those calendar months (``2024-05``)."""
    asked = {"units": json.dumps(list(units)), "months": json.dumps(list(months))}
    with translated():
        return [Part(*cells) for cells in db.execute(_PARTS, asked)]


def numbers(found: Iterable[Part], *, outcome: str = "", month: str = "") -> list[int]:
    """The numbers of the parts with that outcome and month, of all where none is given."""
    return [
        part.number for part in found if outcome in ("", part.outcome) and month in ("", part.month)
    ]


def by_outcome(now: Sequence[Part], before: Sequence[Part] | None, *, internal: bool) -> Table:
    """A line for every outcome that occurs, beside the same months of the year before."""
    spans = [now] if before is None else [now, before]
    lines = [
        Line((place, words, *cells))
        for place, (words, cells) in enumerate(_outcomes(spans, internal=internal), 1)
    ]
    totals = (figure(numbers(span), internal=internal) for span in spans)
    title = "Số lượt chuyển gửi"
    counts = [Column(words, 28, "right", title) for words in ("Kỳ này", "Cùng kỳ năm trước")]
    shown = [Column(title, 40, "right")] if before is None else counts
    columns = (Column("TT", 10, "center"), Column("Kết quả"), *shown)
    return Table(
        CAPTION,
        columns,
        (*lines, Line(("", "Cộng", *totals), total=True)),
        remark(spans, internal=internal),
    )


def by_month(found: Sequence[Part], months: Sequence[str], *, internal: bool) -> Table:
    """A line for every month, a column for every outcome that occurs."""
    occurring = [code for code in codes(OUTCOMES) if numbers(found, outcome=code)]
    lines = []
    for month in months:
        cells = (numbers(found, outcome=code, month=month) for code in occurring)
        row = numbers(found, month=month)
        shown = (figure(cell, internal=internal) for cell in (*cells, row))
        lines.append(Line((date_words(month), *shown)))
    sums = (numbers(found, outcome=code) for code in occurring)
    total = (figure(cell, internal=internal) for cell in (*sums, numbers(found)))
    titles = [codes(OUTCOMES)[code].vi for code in occurring] + ["Cộng"]
    return Table(
        CAPTION,
        (Column("Tháng", 20, "center"), *(Column(title, 0, "right") for title in titles)),
        (*lines, Line(("Cộng", *total), total=True)),
        remark([found], internal=internal),
    )


def remark(spans: Iterable[Iterable[Part]], *, internal: bool) -> str:
    """What explains the hidden numbers of a table, "" when none is hidden."""
    hidden = any(hides(numbers(span)) for span in spans)
    return REMARK if hidden and not internal else ""


def _outcomes(
    spans: Sequence[Sequence[Part]], *, internal: bool
) -> Iterable[tuple[str, tuple[Cell, ...]]]:
    for code, entry in codes(OUTCOMES).items():
        found = [numbers(span, outcome=code) for span in spans]
        if any(found):
            yield entry.vi, tuple(figure(span, internal=internal) for span in found)
