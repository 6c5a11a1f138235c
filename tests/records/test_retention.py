"""Slips go when their time is over: the rows wholly, the counts not at all."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.records import (
    backup,
    clock,
    consent,
    drafts,
    health,
    history,
    journal,
    queries,
    restoring,
    retention,
    safekeeping,
    snapshot,
    store,
    targets,
    undo,
)
from desktop.records.book import Book
from desktop.records.clock import VIETNAM
from desktop.records.errors import InputError
from desktop.records.fields import Row, Value
from desktop.records.registers import REGISTERS
from tests.records.making import NOW, PASSPHRASE, REFERRALS, referral

TOTALS = ("referral_months", "referral_years")
CLOSED: dict[str, Any] = {"outcome": "DA_SU_DUNG", "outcome_date": "2024-02-20"}
YEAR_LATER = NOW + timedelta(days=366)


def keep(book: Book, days: int = 0, **values: Value) -> str:
    row = referral(**values)
    saved = store.save(book, REFERRALS, row, now=NOW + timedelta(days=days), confirmed=True)
    found = queries.get(book.db, REFERRALS, saved.uid) or {}
    return str(found["code"])


def totals(book: Book) -> dict[str, list[Row]]:
    taken = snapshot.take(book)
    return {name: taken[name] for name in TOTALS}


@pytest.fixture
def slips(book: Book) -> tuple[str, str, str]:
    """One that is over (with two services), one still open, one closed too lately."""
    over = keep(book, **CLOSED)
    keep(book, code=over, service="PHAP_LY", **CLOSED)
    still_open = keep(book, outcome="DA_CHUYEN")
    late = keep(book, 66, **CLOSED)
    return over, still_open, late


def test_what_is_over_goes_and_every_count_stays(book: Book, slips: tuple[str, ...]) -> None:
    before = totals(book)
    assert retention.erase_due(book, now=YEAR_LATER) == 2
    assert {row["code"] for row in queries.rows(book.db, REFERRALS)} == set(slips[1:])
    assert totals(book) == before
    assert retention.erase_due(book, now=YEAR_LATER) == 0
    assert retention.erase_due(book, now=YEAR_LATER + timedelta(days=366)) == 1
    assert totals(book) == before
    assert journal.verify(book.db) is None
    assert health.check(book) == []


def test_the_target_of_that_year_stays(book: Book, slips: tuple[str, ...]) -> None:
    day = date(2024, 12, 31)
    (before,) = (r for r in targets.compute(book, book.office, day) if r.target.id == "CT4.2")
    assert (before.numerator, before.denominator) == (2, 3)
    retention.erase_due(book, now=YEAR_LATER)
    (after,) = (r for r in targets.compute(book, book.office, day) if r.target.id == "CT4.2")
    assert (after.numerator, after.denominator) == (2, 3)


def test_nothing_goes_before_the_day_its_time_is_over(book: Book, slips: tuple[str, ...]) -> None:
    eve = datetime(2025, 6, 2, 8, tzinfo=VIETNAM)
    assert retention.erase_due(book, now=eve) == 0
    assert queries.count(book.db, REFERRALS) == 4
    assert retention.erase_due(book, now=eve + timedelta(days=1)) == 2


def test_nothing_in_the_file_tells_the_code_any_more(book: Book, slips: tuple[str, ...]) -> None:
    row = next(row for row in queries.rows(book.db, REFERRALS) if row["code"] == slips[0])
    store.save(book, REFERRALS, row | {"service": "VAY_VON"}, now=NOW, confirmed=True)
    assert _spelt(book, slips[0])
    retention.erase_due(book, now=YEAR_LATER)
    assert not _spelt(book, slips[0])
    assert _spelt(book, slips[1])
    assert (book.folder / "book.db-wal").stat().st_size == 0, "nor does what was written before"


def test_only_a_service_that_was_used_stays_as_served(book: Book) -> None:
    keep(book, **CLOSED)
    keep(book, outcome="MAT_LIEN_LAC", outcome_date="2024-02-20")
    before = totals(book)
    assert retention.erase_due(book, now=YEAR_LATER) == 2
    assert totals(book) == before
    assert [(row["entitled"], row["served"]) for row in before["referral_years"]] == [(2, 1)]


def test_a_row_that_was_taken_out_keeps_no_slip_and_stays_in_no_count(book: Book) -> None:
    code = keep(book, **CLOSED)
    still_open = {"code": code, "service": "PHAP_LY", "outcome": "DA_CHUYEN"}
    uid = store.save(book, REFERRALS, referral(**still_open), now=NOW, confirmed=True).uid
    assert retention.due(book.db, book.device, YEAR_LATER.date()).slips == 0
    store.retire(book, REFERRALS, uid, "ghi nhầm", now=NOW)
    before = totals(book)
    assert retention.erase_due(book, now=YEAR_LATER) == 2
    assert totals(book) == before


def test_nothing_goes_under_a_clock_far_ahead_of_all_the_book_knows(
    book: Book, slips: tuple[str, ...]
) -> None:
    with pytest.raises(InputError, match="Chưa xóa gì"):
        retention.erase_due(book, now=clock.floor(book) + clock.FAR + timedelta(days=1))
    assert queries.count(book.db, REFERRALS) == 4


def test_withdrawing_consent_keeps_what_a_packet_has_reported(book: Book) -> None:
    reported = keep(book, **CLOSED)
    with book.db.atomic():
        book.enter(journal.Entry("export"), NOW)
    told = totals(book)
    later = keep(book, **CLOSED)
    assert consent.withdraw(book, reported.lower(), now=NOW) == 1
    assert consent.withdraw(book, later, now=NOW) == 1
    assert totals(book) == told
    assert not _spelt(book, reported)


def test_an_erased_slip_cannot_be_brought_back(book: Book) -> None:
    keep(book, **CLOSED)
    retention.erase_due(book, now=YEAR_LATER)
    (action, *_) = history.actions(book.db)
    with pytest.raises(InputError):
        undo.undo(book, now=YEAR_LATER, action=action.id)
    assert queries.count(book.db, REFERRALS) == 0


def _spelt(book: Book, code: str) -> bool:
    """Whether any table of the book holds ``code``, in any letter case, searched as text."""
    names = [name for name in book.db.table_names() if not name.startswith("sqlite_")]
    cells = (
        str(cell).lower()
        for name in names
        for line in book.db.execute(f'SELECT * FROM "{name}"')
        for cell in line
    )
    return any(code.lower() in cell for cell in cells) or bool(_found(book, code))


def _found(book: Book, code: str) -> list[Row]:
    return queries.page(book.db, REGISTERS["referrals"], queries.Wanted(words=code))


def test_what_is_erased_leaves_no_draft(book: Book, slips: tuple[str, ...]) -> None:
    uids = [str(row["uid"]) for row in queries.rows(book.db, REFERRALS) if row["code"] == slips[0]]
    typed = [drafts.Draft("referrals", uid, "2024-05-07T00:00:00Z", {}) for uid in (*uids, "")]
    drafts.write(book.db, typed)
    retention.erase_due(book, now=YEAR_LATER)
    assert [draft.uid for draft in drafts.waiting(book.db)] == [""]


def test_copies_that_hold_it_go_within_a_year_though_nothing_more_is_written(
    book: Book, slips: tuple[str, ...]
) -> None:
    """What the officer is told before a slip is erased."""
    before = backup.make(book, now=YEAR_LATER)
    retention.erase_due(book, now=YEAR_LATER)
    after = safekeeping.daily(book, YEAR_LATER + timedelta(days=1))
    assert after and backup.listed(before.path.parent) == [after, before]
    assert safekeeping.daily(book, YEAR_LATER + timedelta(days=200)) is None
    assert before.path.exists()
    assert safekeeping.daily(book, YEAR_LATER + timedelta(days=367)) is None
    assert backup.listed(before.path.parent) == [after]
    with restored(after.path, before.path.parent / "anew") as again:
        assert {row["code"] for row in queries.rows(again.db, REFERRALS)} == set(slips[1:])


def restored(file: Path, folder: Path) -> Book:
    restoring.restore(file, folder, PASSPHRASE, now=YEAR_LATER)
    return Book.open(folder, PASSPHRASE)
