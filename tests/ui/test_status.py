"""The bottom line and the head of a form say what is so: what waits, and that the clock is in doubt
while what is written is marked for it."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel

from desktop.records import store, undo
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui import facts
from desktop.ui.desk import Desk
from desktop.ui.form import drafting
from desktop.ui.form.record import Record
from desktop.ui.frame.status import StatusLine
from tests import rows
from tests.district import record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands

OUTREACH = REGISTERS["outreach"]


def head_of(desk: Desk, hands: Hands, uid: str = "") -> QLabel:
    opened = drafting.opened(desk, desk.book.db, OUTREACH, uid) if uid else None
    return hands.show(Record(desk, OUTREACH, opened)).head.state


def test_rows_entered_and_taken_out_again_wait_for_nothing(book: Book) -> None:
    kept, _gone = (record(book, "outreach", rows.outreach(), now=NOW)[0] for _ in range(2))
    assert facts.waiting(book.db).rows == 2
    undo.undo(book, now=NOW)
    assert facts.waiting(book.db).rows == 1
    assert facts.unsent(book.db) == {kept}
    undo.redo(book, now=NOW)
    assert facts.waiting(book.db).rows == 2
    store.retire(book, OUTREACH, kept, "ghi nhầm", now=NOW)
    assert facts.waiting(book.db).rows == 1


def test_a_doubted_clock_stands_on_the_bottom_line_while_it_is(desk: Desk, hands: Hands) -> None:
    line = hands.show(StatusLine(desk, print, print))
    line.resize(1300, line.height())
    hands.settle()
    assert not line.clock.isVisible()
    desk.clock = lambda: NOW - timedelta(days=400)
    line.look_at_clock()
    assert line.clock.isVisible()
    assert line.clock.text() == "Giờ máy không chắc"
    desk.clock = lambda: NOW
    line.look_at_clock()
    assert not line.clock.isVisible()


def test_a_form_says_that_its_row_is_marked_for_the_clock(desk: Desk, hands: Hands) -> None:
    assert "giờ máy" not in head_of(desk, hands).text().lower()
    (sure,) = record(desk.book, "outreach", rows.outreach(), now=NOW)
    desk.clock = lambda: NOW - timedelta(days=400)
    desk.now()  # the book learns of the doubt
    assert "Giờ máy không chắc" in head_of(desk, hands).text()
    (odd,) = record(desk.book, "outreach", rows.outreach(place="Nà Phầy"), now=NOW)
    assert "giờ máy không chắc" in head_of(desk, hands, odd).text()
    assert "không chắc" not in head_of(desk, hands, sure).text()
    desk.clock = lambda: NOW
    desk.now()
    doubted, sure_one = head_of(desk, hands, odd), head_of(desk, hands, sure)
    assert doubted.property("look") == "warning"
    assert sure_one.property("look") == "small"
