"""Time is written in UTC; the day is the day in Vietnam."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from desktop.records.clock import from_text, local_day, utc_text


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
