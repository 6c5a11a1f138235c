"""Time is written in UTC; the day is the day in Vietnam; a clock is believed within reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from desktop.records import clock, store
from desktop.records.book import Book
from desktop.records.clock import BUILT, FAR, believed, from_text, local_day, utc_text
from tests.records import post
from tests.records.making import SITES, event, save, site


@pytest.mark.parametrize("offset", [-11, 0, 7, 14])
def test_a_moment_reads_the_same_wherever_it_was_told(offset: int) -> None:
    moment = datetime(2024, 3, 5, 8, 30, tzinfo=UTC).astimezone(timezone(timedelta(hours=offset)))
    assert utc_text(moment) == "2024-03-05T08:30:00Z"
    assert from_text(utc_text(moment)) == moment


@pytest.mark.parametrize(
    ("hour", "day"), [(0, date(2024, 3, 5)), (16, date(2024, 3, 5)), (17, date(2024, 3, 6))]
)
def test_a_new_day_begins_at_seventeen_hours_utc(hour: int, day: date) -> None:
    assert local_day(datetime(2024, 3, 5, hour, 59 if hour == 16 else 0, tzinfo=UTC)) == day


@pytest.mark.parametrize("text", ["", "2024-03-05", "2024-03-05T08:30:00", "2024-13-05T08:30:00Z"])
def test_other_text_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match="does not match"):
        from_text(text)


DAY = timedelta(days=1)


def test_before_anything_is_known_the_clock_is_not_believed_below_the_build(book: Book) -> None:
    for year in (1980, 2000, 2024):
        assert believed(book, datetime(year, 3, 5, tzinfo=UTC)) == (BUILT, True)
    assert believed(book, BUILT) == (BUILT, False)


def test_the_last_entries_of_the_journal_lift_the_floor(book: Book) -> None:
    save(book, "outreach", event())
    book.db.execute("UPDATE journal SET at = ? WHERE number = 2", [utc_text(BUILT + 30 * DAY)])
    save(book, "sites", site())
    assert believed(book, BUILT + 29 * DAY) == (BUILT + 30 * DAY, True)
    assert believed(book, BUILT + 31 * DAY) == (BUILT + 31 * DAY, False)


def test_the_last_receipt_lifts_the_floor(book: Book) -> None:
    post.receipt(book, created_at=utc_text(BUILT + 40 * DAY))
    assert clock.floor(book) == BUILT + 40 * DAY


def test_what_was_written_under_a_doubted_clock_lifts_no_floor(book: Book) -> None:
    save(book, "outreach", event())
    far = BUILT + 2000 * DAY
    assert book.time(far) == far
    assert book.clock_doubted
    store.save(book, SITES, site(), now=far, confirmed=True)
    post.receipt(book, created_at=utc_text(far), doubted=True)
    assert clock.floor(book) == BUILT
    assert book.time(BUILT + DAY) == BUILT + DAY
    assert not book.clock_doubted


def test_what_was_learned_lifts_the_floor_and_never_lowers_it(book: Book) -> None:
    clock.learn(book, BUILT + 90 * DAY)
    clock.learn(book, BUILT + 20 * DAY)
    assert clock.floor(book) == BUILT + 90 * DAY


def test_a_clock_far_ahead_is_asked_about_and_believed_once_it_was_confirmed(book: Book) -> None:
    assert believed(book, BUILT + FAR) == (BUILT + FAR, False)
    late = BUILT + FAR + DAY
    assert clock.far_ahead(book, late)
    assert believed(book, late) == (late, False)
    clock.correct(book, late)
    assert not clock.far_ahead(book, late)
    assert believed(book, late + DAY) == (late + DAY, False)
    assert not clock.far_ahead(book, BUILT - DAY), "a clock that is behind is not asked about"


def test_a_clock_is_in_doubt_behind_the_floor_and_beyond_half_a_year_ahead_of_it() -> None:
    second = timedelta(seconds=1)
    assert [clock.in_doubt(BUILT, BUILT + more) for more in (-second, 0 * second)] == [True, False]
    assert [clock.in_doubt(BUILT, BUILT + FAR + more) for more in (0 * second, second)] == [
        False,
        True,
    ]


def test_what_a_wrong_clock_wrote_can_be_set_right(book: Book) -> None:
    wrong = BUILT + 500 * DAY
    save(book, "outreach", event())
    book.db.execute("UPDATE journal SET at = ?", [utc_text(wrong)])
    post.receipt(book, created_at=utc_text(wrong))
    clock.learn(book, wrong + DAY)
    assert believed(book, BUILT + 9 * DAY) == (wrong + DAY, True)

    clock.correct(book, BUILT + 9 * DAY)
    assert believed(book, BUILT + 9 * DAY) == (BUILT + 9 * DAY, False)
    assert believed(book, BUILT + 8 * DAY) == (BUILT + 9 * DAY, True)
    save(book, "sites", site())
    book.db.execute("UPDATE journal SET at = ? WHERE number = 3", [utc_text(BUILT + 20 * DAY)])
    post.receipt(book, created_at=utc_text(BUILT + 30 * DAY))
    assert clock.floor(book) == BUILT + 30 * DAY
