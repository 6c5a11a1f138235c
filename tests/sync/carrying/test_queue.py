"""When the next trip is due, whatever the clock does and however often the program restarts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.mailbox.deliveries import TRIP, Delivery, Step
from sync.carrying.queue import FIRST, LONGEST, ended, overdue, turn
from sync.channels.problems import Problem

CLOCKS = st.integers(0, 4_102_444_800)  # 1970 to 2100
LOTS = st.floats(0, 1)
PAUSING = {
    *(Problem.LOGIN, Problem.FORBIDDEN, Problem.FULL, Problem.CERTIFICATE, Problem.CLOCK),
    *(Problem.HOST_KEY, Problem.READ_ONLY),
}
PROBLEMS = st.sampled_from(["", *Problem])


def entry(step: Step, clock: int, problem: str = "", attempt: int = 1, wait: int = 0) -> Delivery:
    return Delivery(TRIP, "folder", step, "2024-07-01T08:30:00Z", clock, problem, attempt, wait)


ENTRIES = st.builds(
    entry,
    st.sampled_from([Step.DONE, Step.FAILED, Step.SET_UP]),
    CLOCKS,
    PROBLEMS,
    st.integers(1, 10_000),
    st.integers(0, 10**9),
)


def test_the_first_trip_is_due_at_once() -> None:
    assert turn(None, fresh=False, clock=0).wait == 0


@given(ENTRIES, st.booleans(), CLOCKS)
def test_it_never_waits_longer_than_the_longest_wait(
    last: Delivery, fresh: bool, clock: int
) -> None:
    found = turn(last, fresh=fresh, clock=clock)
    paused = last.step != Step.SET_UP and last.problem in PAUSING
    assert (found.wait is None) == paused
    assert found.wait is None or 0 <= found.wait <= LONGEST
    if fresh or clock < last.clock or clock > last.clock + LONGEST:
        assert found.wait in (0, None)


@given(st.integers(0, LONGEST), st.integers(0, 2 * LONGEST), CLOCKS)
def test_what_is_left_to_wait_falls_with_the_clock(wait: int, passed: int, clock: int) -> None:
    last = entry(Step.FAILED, clock, Problem.OFFLINE, wait=wait)
    assert turn(last, fresh=False, clock=clock + passed).wait == max(0, wait - passed)


@given(st.lists(LOTS, min_size=1, max_size=40))
def test_waits_rise_to_six_hours_and_no_further(lots: list[float]) -> None:
    last = None
    for number, lot in enumerate(lots):
        attempt, wait = ended(last, Step.FAILED, news=False, lot=lot)
        ceiling = min(LONGEST, FIRST * 2**number)
        assert attempt == number + 1
        assert wait == max(1, round(lot * ceiling))
        last = entry(Step.FAILED, 0, Problem.OFFLINE, attempt, wait)


@given(st.integers(1, 10_000), LOTS, st.booleans())
def test_after_news_or_another_ending_it_begins_anew(
    attempt: int, lot: float, failed: bool
) -> None:
    last = entry(Step.FAILED if failed else Step.DONE, 0, attempt=attempt, wait=LONGEST)
    other = Step.DONE if failed else Step.FAILED
    assert ended(last, other, news=False, lot=lot) == (1, max(1, round(lot * FIRST)))
    alike = Step.FAILED if failed else Step.DONE
    assert ended(last, alike, news=True, lot=lot) == (1, max(1, round(lot * FIRST)))
    assert ended(last, alike, news=False, lot=lot)[0] == attempt + 1


@given(CLOCKS)
def test_a_new_packet_does_not_knock_at_a_closed_door(clock: int) -> None:
    for problem in PAUSING:
        assert turn(entry(Step.FAILED, clock, problem), fresh=True, clock=clock).wait is None


@given(CLOCKS, CLOCKS)
def test_setting_the_channel_up_ends_a_pause(clock: int, later: int) -> None:
    assert turn(entry(Step.SET_UP, clock), fresh=False, clock=later).wait == 0


def test_one_failed_line_does_not_bring_all_communes_back_at_once() -> None:
    last = entry(Step.FAILED, 0, Problem.OFFLINE, attempt=9)
    waits = {ended(last, Step.FAILED, news=False, lot=n / 20)[1] for n in range(20)}
    assert len(waits) == 20
    assert max(waits) > 4 * 60 * 60


@pytest.mark.parametrize(("days", "offered"), [(0, False), (6, False), (7, True), (400, True)])
def test_after_seven_days_a_stick_is_offered(days: int, offered: bool) -> None:
    made = datetime(2024, 7, 1, 8, 30, tzinfo=UTC)
    assert overdue(made, made + timedelta(days=days)) is offered
    assert overdue(made, made - timedelta(days=days + 1)) is False


def test_the_entry_alone_decides() -> None:
    last = entry(Step.FAILED, 1_000, Problem.CUT, 3, 90)
    assert turn(last, fresh=False, clock=1_040) == turn(replace(last), fresh=False, clock=1_040)
    assert turn(last, fresh=False, clock=1_040).problem is Problem.CUT
