"""From rows as they came out of a file to rows in the book: all of them, or none."""

from collections.abc import Iterable
from datetime import datetime

from desktop.records import parse, store
from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.errors import RowsRefused
from desktop.records.fields import Row
from desktop.records.language import t
from desktop.records.registers import Register
from sync.tabular import Raw


def save_raw(
    book: Book,
    register: Register,
    found: Iterable[Raw],
    *,
    now: datetime,
    because: str = "",
) -> list[store.Saved]:
    """Read and save every raw row; warnings are kept with the saved row, not asked about.
    ``because`` is why such rows are right, for the journal.

    Raises RowsRefused with all problems when one row cannot be read or breaks a rule.
    """
    rows: list[Row] = []
    unread: list[dict[str, object]] = []
    for number, raw in enumerate(found, start=1):
        row, problems = parse.read_row(register, raw, today=local_day(now))
        unread += [
            {"row": number, "field": problem.field, "message": problem.message}
            for problem in problems
        ]
        rows.append(row | ({"uid": str(raw["uid"])} if raw.get("uid") else {}))
    if unread:
        first = unread[0]
        raise RowsRefused(
            t("Chưa lưu gì: dòng {row}, {message}", row=first["row"], message=first["message"]),
            unread,
        )
    return store.save_all(book, register, rows, now=now, confirmed=True, because=because)
