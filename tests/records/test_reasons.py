"""The program's own reasons stand in the book in Vietnamese and are read in the language in use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.records import history, language, reasons, store, undo
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from tests.records.making import NOW, OUTREACH, event, save


@pytest.fixture
def in_english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("vi")


def reasons_of(book: Book, uid: str) -> list[str]:
    return [one.reason for one in history.of(book.db, REGISTERS["outreach"], uid)]


def test_what_was_done_in_english_stands_there_in_vietnamese(book: Book, in_english: None) -> None:
    uid = save(book, "outreach", event())
    store.retire(book, OUTREACH, uid, "", now=NOW)
    undo.undo(book, now=NOW)
    undo.redo(book, now=NOW)
    retired = book.db.execute("SELECT retired FROM outreach").fetchone()
    assert retired == (reasons.UNSAID,)
    assert reasons_of(book, uid)[0] == reasons.REDONE
    assert reasons.shown(reasons.REDONE) == "redone"
    language.use("vi")
    assert reasons.shown(reasons.REDONE) == reasons.REDONE


@pytest.mark.parametrize(
    ("stored", "english"),
    [
        (reasons.UNSAID, "no reason given"),
        (reasons.taken_over(7), "taken over from packet 7 of the old computer"),
        (reasons.both(reasons.read_out(1), reasons.CHECKED), "The explanation was read out, "),
        ("ghi nhầm; hoàn tác 2 lần", "ghi nhầm; hoàn tác 2 lần"),
        ("", ""),
    ],
)
def test_only_the_programs_own_words_are_translated(
    stored: str, english: str, in_english: None
) -> None:
    assert reasons.shown(stored).startswith(english)


def test_a_reason_offered_at_a_click_is_kept_in_vietnamese(in_english: None) -> None:
    assert reasons.kept(reasons.shown(reasons.CHECKED)) == reasons.CHECKED
    assert reasons.kept("as in the minutes") == "as in the minutes"
