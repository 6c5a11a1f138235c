"""F6, F7: what a person waits for in a book of many rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from desktop.records import targets
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.rows import Rows
from tests.bench.measure import Pair, seconds, timed
from tests.bench.workshop import Workshop
from tests.district import NOW, PASSPHRASE

AS_OF = date(2024, 6, 30)
READ_BY_TARGETS = ("outreach", "sites", "reach", "models", "referrals", "referral_years")


@contextmanager
def listing(shop: Workshop) -> Iterator[Pair]:
    """A list opened and searched in the crowded book beside the same in the sparse one."""
    app = QCoreApplication.instance() or QApplication([])
    with ExitStack() as stack:
        crowded, sparse = (
            stack.enter_context(closing(_desk(folder))) for folder in (shop.crowded, shop.sparse)
        )
        yield Pair(lambda: _walked(crowded), lambda: _walked(sparse))
    app.processEvents()


@contextmanager
def counting(shop: Workshop) -> Iterator[Pair]:
    """All targets beside one full scan of each table that they read."""
    with Book.open(shop.crowded, PASSPHRASE) as book:

        def scans() -> None:
            for name in READ_BY_TARGETS:
                query = f"SELECT count(*) FROM {name} NOT INDEXED WHERE retired IS NULL"
                book.db.execute(query).fetchall()

        yield Pair(timed(lambda: targets.compute(book, book.office, AS_OF)), timed(scans))


def _desk(folder: Path) -> Desk:
    return Desk(Book.open(folder, PASSPHRASE), Jobs(), lambda: NOW)


def _walked(desk: Desk) -> float:
    """Seconds until a new list shows its first rows, and then those of one village: one in 230."""
    rows = Rows(desk, REGISTERS["outreach"])
    opened = seconds(lambda: _show(rows, ""))
    first = rows.line(0)
    village = str(first.row["place"]).removeprefix("Thôn ") if first else ""
    return opened + seconds(lambda: _show(rows, village))


def _show(rows: Rows, words: str) -> None:
    loop, failures = QEventLoop(), list[str]()
    rows.modelReset.connect(loop.quit)
    rows.failed.connect(failures.append)
    rows.failed.connect(loop.quit)
    rows.search(words)
    loop.exec()
    if failures or rows.line(0) is None:
        raise AssertionError(failures or f"nothing found for “{words}”")
