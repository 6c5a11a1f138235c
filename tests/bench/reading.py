"""F6, F7: what a person waits for in a book of many rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication, QEventLoop, SignalInstance
from PySide6.QtWidgets import QApplication

from desktop.records import plan, targets
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui.app import dress
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.look.problems import Banner
from desktop.ui.pages.register import RegisterPage
from tests.bench.measure import Pair, seconds, timed
from tests.bench.workshop import Workshop
from tests.district import NOW, PASSPHRASE

AS_OF = date(2024, 6, 30)


@contextmanager
def listing(shop: Workshop) -> Iterator[Pair]:
    """A list opened and searched in the crowded book beside the same in the sparse one."""
    app = QCoreApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app, "light")
    counted: list[float] = []
    with ExitStack() as stack:
        crowded, sparse = (
            stack.enter_context(closing(_desk(folder))) for folder in (shop.crowded, shop.sparse)
        )
        yield Pair(
            lambda: _walked(crowded, counted),
            lambda: _walked(sparse, []),
            lambda: f"counted and added up {median(counted):.2f} s after the list was opened",
        )
    app.processEvents()


@contextmanager
def counting(shop: Workshop) -> Iterator[Pair]:
    """All targets beside one full scan of each table that they read."""
    with Book.open(shop.crowded, PASSPHRASE) as book:
        read = tables()

        def scans() -> None:
            for name in read:
                query = f"SELECT count(*) FROM {name} NOT INDEXED WHERE retired IS NULL"
                book.db.execute(query).fetchall()

        yield Pair(
            timed(lambda: targets.compute(book, book.office, AS_OF)),
            timed(scans),
            lambda: f"{len(read)} tables",
        )


def tables() -> list[str]:
    """The registers that the SQL of the plan's targets reads."""
    current = plan.default()
    text = "\n".join([*current.tables.values(), *(target.sql for target in current.targets)])
    return [name for name in REGISTERS if re.search(rf"\b(from|join)\s+{name}\b", text)]


def _desk(folder: Path) -> Desk:
    return Desk(Book.open(folder, PASSPHRASE), Jobs(), lambda: NOW)


def _walked(desk: Desk, counted: list[float]) -> float:
    """Seconds until the screen of a register that was just gone to has painted its first rows, and
    then those of one village, which one row in 230 has."""
    page = RegisterPage(desk, REGISTERS["outreach"], Banner())
    page.resize(1366, 768)
    page.show()
    whole = Heard(page.rows.summed)
    opened = seconds(lambda: _painted(page, page.refresh))
    counted.append(opened + seconds(whole.wait))
    first = page.rows.line(0)
    village = str(first.row["place"]).removeprefix("Thôn ") if first else ""
    searched = seconds(lambda: _painted(page, lambda: page.rows.search(village)))
    page.close()
    page.deleteLater()
    desk.jobs.wait()
    QCoreApplication.processEvents()
    return opened + searched


def _painted(page: RegisterPage, do: Callable[[], object]) -> None:
    begun = Heard(page.rows.begun)
    do()
    begun.wait()
    page.repaint()
    if page.rows.line(0) is None:
        raise AssertionError("nothing is shown")


class Heard:
    """Whether a signal has come yet."""

    def __init__(self, signal: SignalInstance) -> None:
        self._loop, self._come = QEventLoop(), False
        signal.connect(self._hear)

    def wait(self) -> None:
        """Go on with events until it has."""
        if not self._come:
            self._loop.exec()

    def _hear(self) -> None:
        self._come = True
        self._loop.quit()
