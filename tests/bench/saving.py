"""F5: one row from the form onto the disk."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager

from desktop.records import columns, queries
from desktop.records.book import Book
from desktop.records.cipher import connect
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.form.drafting import attempt
from desktop.ui.jobs import Jobs
from tests import rows
from tests.bench.measure import Pair, timed
from tests.bench.workshop import Workshop
from tests.district import NOW, PASSPHRASE

OUTREACH = REGISTERS["outreach"]


@contextmanager
def saving(shop: Workshop) -> Iterator[Pair]:
    """What the button "Lưu" does beside one insert and commit of the same cells."""
    folder, typed = shop.year, rows.outreach()
    with (
        Book.open(folder, PASSPHRASE) as book,
        closing(connect(shop.place("bare.db"), secrets.token_bytes(32))) as bare,
    ):
        desk = Desk(book, Jobs(), lambda: NOW)

        def ours() -> None:
            answer = attempt(desk, OUTREACH, typed, {}, confirmed=True)
            if answer.saved is None:
                raise AssertionError(answer.problems)

        ours()
        row = queries.page(book.db, OUTREACH, limit=1)[0]
        cells = row | columns.to_cells(OUTREACH, row)
        names = columns.names(OUTREACH)
        bare.conn.execute(f"CREATE TABLE outreach({', '.join(names)})")
        insert = f"INSERT INTO outreach VALUES({', '.join('?' * len(names))})"

        def theirs() -> None:
            bare.conn.execute(insert, [cells[name] for name in names])
            bare.conn.commit()

        yield Pair(timed(ours), timed(theirs))
