"""What the window says without being asked, computed from the book."""

from __future__ import annotations

from desktop.records import store, undo
from desktop.records.registers import REGISTERS
from desktop.ui import facts
from sync import send
from tests import rows
from tests.district import NOW, District, record


def test_a_row_that_came_and_went_between_two_packets_waits_for_none(district: District) -> None:
    with district.communes[0].open() as book:
        (kept,) = record(book, "outreach", rows.outreach(), now=NOW)
        record(book, "outreach", rows.outreach(place="Nà Phầy"), now=NOW)
        undo.undo(book, now=NOW)
        assert facts.unsent(book.db) == {kept}
        send.export(book, now=NOW)
        assert not facts.unsent(book.db)
        store.retire(book, REGISTERS["outreach"], kept, "nhầm", now=NOW)
        assert facts.unsent(book.db) == {kept}, "the office above still has it"
