"""What a verified packet means for what is held, as pure judgement."""

import inspect
import re
from dataclasses import dataclass, replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.fields import Row
from sync.merge import Judgement, Seen, Status, diff, judge
from sync.packet import Header
from sync.receive import explain
from sync.receive.rivals import CAUSE

ACCEPTED, DUPLICATE = Judgement(Status.ACCEPTED), Judgement(Status.DUPLICATE)
SUPERSEDED = Judgement(Status.SUPERSEDED)


def digest(sequence: int, epoch: str = "e1") -> str:
    return f"{epoch}/{sequence}"


def header(
    sequence: int, *, device: str = "laptop", epoch: str = "e1", previous: str | None = None
) -> Header:
    before = digest(sequence - 1, epoch) if sequence > 1 else ""
    return Header(
        format=1,
        wording="1-0123456789abcdef",
        edition="2021",
        unit="01864",
        tier="commune",
        device=device,
        epoch=epoch,
        sequence=sequence,
        period="2024-05",
        created="2024-05-15T01:00:00Z",
        previous=before if previous is None else previous,
        journal_head="0" * 64,
        reads=1,
    )


def seen(
    sequence: int,
    status: Status = Status.ACCEPTED,
    *,
    device: str = "laptop",
    epoch: str = "e1",
    sha256: str | None = None,
    previous: str = "",
) -> Seen:
    follows = frozenset({previous} - {""})
    names = frozenset({sha256 or digest(sequence, epoch)})
    return Seen(status, names, device, epoch, sequence, follows)


def fork(cause: str) -> Judgement:
    return Judgement(Status.FORK, cause=cause)


def test_first_packet_of_an_office_is_accepted() -> None:
    assert judge(header(1), {digest(1)}, []) == ACCEPTED


def test_first_packet_to_arrive_may_be_a_later_one() -> None:
    assert judge(header(4), {digest(4)}, []) == Judgement(Status.ACCEPTED, missing=3)


def test_next_packet_is_accepted() -> None:
    assert judge(header(3), {digest(3)}, [seen(2)]) == ACCEPTED


def test_packet_that_was_held_back_breaks_no_chain() -> None:
    """What a person has not decided about is neither the one before nor the one after another."""
    held_back = seen(3, Status.FORK, sha256="forged", previous="another")
    assert judge(header(4), {digest(4)}, [seen(2), held_back]) == Judgement(
        Status.ACCEPTED, missing=1
    )
    assert judge(header(2), {digest(2)}, [seen(1), held_back]) == ACCEPTED


def test_gap_is_accepted_and_counted() -> None:
    assert judge(header(5), {digest(5)}, [seen(2)]) == Judgement(Status.ACCEPTED, missing=2)


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.SUPERSEDED])
def test_same_packet_again_is_a_duplicate(status: Status) -> None:
    history = [seen(2, status), seen(3)]

    assert judge(header(2), {digest(2)}, history) == DUPLICATE


def test_older_packet_is_superseded_even_when_it_was_never_seen() -> None:
    assert judge(header(2), {digest(2)}, [seen(3)]) == SUPERSEDED


@pytest.mark.parametrize("held", [3, 4, 9])
def test_same_number_with_other_content_is_a_fork(held: int) -> None:
    history = [seen(3, sha256="other"), *([seen(held)] if held > 3 else [])]

    assert judge(header(3), {digest(3)}, history) == fork("content")


def test_packet_that_does_not_follow_the_held_one_is_a_fork() -> None:
    assert judge(header(4, previous="elsewhere"), {digest(4)}, [seen(3)]) == fork("chain")


def test_packet_is_known_by_every_digest_of_it() -> None:
    held = replace(seen(3), names=frozenset({"packed again", digest(3)}))

    assert judge(header(3), {digest(3)}, [held]) == DUPLICATE
    assert judge(header(3), {"otherwise", digest(3)}, [held]) == DUPLICATE
    assert judge(header(3), {"otherwise"}, [held]) == fork("content")
    assert judge(header(4), {digest(4)}, [held]) == ACCEPTED
    assert judge(header(4), {digest(4)}, [seen(3, sha256="packed again")]) == fork("chain")
    later = seen(4, previous=digest(3))
    assert judge(header(3), {"packed again", digest(3)}, [later]) == SUPERSEDED
    assert judge(header(3), {"packed again"}, [later]) == fork("chain")


def test_packet_follows_by_the_content_of_the_one_before_it() -> None:
    held = replace(seen(3), names=frozenset({"packed again", "inside 3"}))
    following = replace(header(4), previous_content="inside 3")

    assert judge(following, {digest(4)}, [held]) == ACCEPTED
    assert judge(header(4), {digest(4)}, [held]) == fork("chain")
    other = replace(header(4), previous_content="inside another")
    assert judge(other, {digest(4)}, [held]) == fork("chain")
    later = replace(seen(4), follows=following.follows)
    assert judge(header(3), {"packed otherwise", "inside 3"}, [later]) == SUPERSEDED
    assert judge(header(3), {"packed otherwise", "inside another"}, [later]) == fork("chain")


def test_packet_of_another_laptop_is_a_fork() -> None:
    assert judge(header(9, device="second"), {digest(9)}, [seen(3)]) == fork("device")


def test_unknown_epoch_is_a_fork_whatever_its_number() -> None:
    for sequence in (1, 3, 4, 90):
        found = judge(header(sequence, epoch="e2"), {digest(sequence, "e2")}, [seen(3)])
        assert found == fork("epoch")


def test_epoch_that_was_left_behind_is_superseded() -> None:
    history = [seen(3), seen(5, epoch="e2")]

    assert judge(header(4), {digest(4)}, history) == SUPERSEDED
    assert judge(header(5), {digest(5)}, history) == SUPERSEDED


def test_epoch_that_was_left_behind_and_goes_on_is_a_fork() -> None:
    history = [seen(3), seen(5, epoch="e2")]

    assert judge(header(6), {digest(6)}, history) == fork("old_epoch")


def test_late_packet_that_the_next_one_does_not_follow_is_a_fork() -> None:
    history = [seen(2), seen(5, previous=digest(4)), seen(9, previous=digest(8))]

    assert judge(header(4), {digest(4)}, history) == SUPERSEDED
    assert judge(header(4), {"other"}, history) == fork("chain")
    assert judge(header(3, previous="elsewhere"), {digest(3)}, history) == fork("chain")
    assert judge(header(8), {digest(8)}, [seen(9)]) == SUPERSEDED, "edition 1 kept no such digest"


def test_another_laptop_follows_one_that_was_revoked() -> None:
    history, found = [seen(3)], header(2, device="second")

    assert judge(found, {digest(2)}, history, {"laptop"}) == Judgement(
        Status.ACCEPTED, missing=1, cause="successor"
    )
    assert judge(found, {digest(2)}, history, {"third"}) == fork("device")
    assert judge(found, {digest(2)}, history, {"laptop", "second"}) == Judgement(
        Status.SUPERSEDED, cause="replaced"
    )


def test_late_packet_of_a_replaced_laptop_is_superseded_whatever_its_number() -> None:
    history = [seen(3), seen(1, device="second", epoch="e2")]

    assert judge(header(9), {digest(9)}, history) == fork("device")
    assert judge(header(9), {digest(9)}, history, {"laptop"}) == Judgement(
        Status.SUPERSEDED, cause="replaced"
    )
    assert judge(header(3), {digest(3)}, history, {"laptop"}) == DUPLICATE


def test_held_fork_stays_a_fork_until_a_person_decides() -> None:
    waiting = seen(3, Status.FORK, sha256="other")

    assert judge(header(3), {"other"}, [seen(3), waiting]) == fork("content")
    assert judge(header(3), {"other"}, [seen(3), waiting, seen(3, sha256="other")]) == DUPLICATE


def test_after_a_fork_was_accepted_its_branch_goes_on() -> None:
    history = [seen(3), seen(3, Status.FORK, sha256="other"), seen(3, sha256="other")]

    assert judge(header(4, previous="other"), {"next"}, history) == ACCEPTED
    assert judge(header(4), {digest(4)}, history) == fork("chain")


def test_held_forks_do_not_move_what_is_held() -> None:
    history = [seen(3), seen(7, Status.FORK, sha256="stray")]

    assert judge(header(4), {digest(4)}, history) == ACCEPTED


@pytest.mark.parametrize("order", list(permutations((1, 2, 3, 4))))
def test_any_order_ends_at_the_newest(order: tuple[int, ...]) -> None:
    history: list[Seen] = []
    for sequence in (*order, *order):
        found = judge(header(sequence), {digest(sequence)}, history)
        assert found.status in (Status.ACCEPTED, Status.SUPERSEDED, Status.DUPLICATE)
        if found.status is not Status.DUPLICATE:
            history.append(seen(sequence, found.status))
    held = [entry.sequence for entry in history if entry.status == Status.ACCEPTED]

    assert held[-1] == 4
    assert held == sorted(held)


rows = st.dictionaries(
    st.sampled_from("abcdef"), st.fixed_dictionaries({"place": st.sampled_from("xyz")})
).map(lambda found: {uid: {"uid": uid, **row} for uid, row in found.items()})


@given(rows, rows)
def test_changes_turn_what_is_held_into_what_came(
    held: dict[str, Row], coming: dict[str, Row]
) -> None:
    changes = diff(held, coming.values())
    result = held | {str(row["uid"]): row for row in [*changes.added, *changes.changed]}
    for uid in changes.removed:
        del result[uid]

    assert result == coming
    assert all(held[str(row["uid"])] != row for row in changes.changed)
    assert not {str(row["uid"]) for row in changes.added} & held.keys()


@given(rows)
def test_same_snapshot_changes_nothing(held: dict[str, Row]) -> None:
    stamped = {uid: row | {"unit": "01864", "retired": None} for uid, row in held.items()}
    changes = diff(stamped, held.values())

    assert not (changes.added or changes.changed or changes.removed)


@dataclass(frozen=True)
class Attack:
    """A packet that is held or left behind, and the same with the one fact hidden by which the
    judgement knows it."""

    packet: Header
    names: set[str]
    history: list[Seen]
    hidden: tuple[Header, list[Seen]]


LEFT_BEHIND = [seen(3), seen(5, epoch="e2")]
ATTACKS = {
    "device": Attack(header(4, device="second"), {digest(4)}, [seen(3)], (header(4), [seen(3)])),
    "epoch": Attack(header(4, epoch="e2"), {digest(4)}, [seen(3)], (header(4), [seen(3)])),
    "old_epoch": Attack(
        header(6),
        {digest(6)},
        LEFT_BEHIND,
        (header(6, epoch="e2", previous=digest(5, "e2")), LEFT_BEHIND),
    ),
    "content": Attack(
        header(3),
        {"other"},
        [seen(2), seen(3, Status.SUPERSEDED), seen(2)],
        (header(3), [seen(2)]),
    ),
    "chain": Attack(
        header(4, previous="elsewhere"), {digest(4)}, [seen(3)], (header(4), [seen(3)])
    ),
    "older": Attack(header(2), {digest(2)}, [seen(3)], (header(4), [seen(3)])),
    "again": Attack(header(3), {digest(3)}, [seen(3)], (header(3), [seen(2)])),
}
"""By the cause of a fork, or what else keeps a packet from being taken."""


@pytest.mark.parametrize("rule", ATTACKS)
def test_each_rule_keeps_a_packet_out_that_gets_in_without_it(rule: str) -> None:
    attack = ATTACKS[rule]
    found = judge(attack.packet, attack.names, attack.history)
    assert found.status is not Status.ACCEPTED
    assert (found.cause or {"older": "older", "again": "again"}[rule]) == rule
    told, history = attack.hidden
    assert judge(told, attack.names, history).status is Status.ACCEPTED


def test_a_packet_of_a_revoked_laptop_gets_in_only_where_nobody_knows_that_it_is() -> None:
    history = [seen(3, device="second")]
    late = header(4)
    assert judge(late, {digest(4)}, history, {"laptop"}).cause == "replaced"
    assert judge(late, {digest(4)}, history, {"second"}).status is Status.ACCEPTED


def test_every_cause_has_its_attack() -> None:
    """Packets that come together have their trial and control among the rivals."""
    for cause in {*ATTACKS} - {"older", "again"} | {CAUSE}:
        assert explain.judgement(fork(cause), header(1))
    told = set(re.findall(r'^        "(\w+)": t\(', inspect.getsource(explain._fork), re.M))
    assert told == {*ATTACKS} - {"older", "again"} | {CAUSE}
