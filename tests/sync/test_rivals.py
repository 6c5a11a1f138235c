"""Packets of one office that contradict one another and come in together: both are held."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest

from desktop.records.mailbox.received import undecided
from sync import compare, receive
from sync.merge import Status
from sync.receive import Planned, applying
from tests import rows
from tests.district import NOW, packet_of, record, signed, state
from tests.sync.post import Post


def together(post: Post, packets: Sequence[bytes]) -> dict[bytes, Planned]:
    """What became of packets that lie in one folder in that order."""
    folder = post.district.folder / "together"
    folder.mkdir(exist_ok=True)
    files = []
    for number, packet in enumerate(packets):
        files.append(folder / f"{number}.xlsx")
        files[-1].write_bytes(packet)
    plans = _plans_of(post, files)
    for one in receive.side_by_side(plans):
        assert not (one.rival and one.rival.sha256 == one.sha256), "nothing contradicts itself"
    return {one.content: one for one in receive.carry_out(post.office, plans, now=NOW)}


def twin(post: Post, tmp_path: Path, number: int = 1) -> list[bytes]:
    """The next packets of a second laptop with the commune's identity."""
    office = post.district.communes[0].copy(tmp_path / "twin")
    found = []
    for _ in range(number):
        office.record("outreach", rows.outreach(place="Chợ"))
        found.append(office.export().read_bytes())
    return found


def other_office(post: Post) -> bytes:
    with post.district.communes[1].open() as book:
        record(book, "outreach", rows.outreach())
        return signed(book, packet_of(book))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_two_of_one_number_are_both_held_in_any_order(
    post: Post, tmp_path: Path, order: tuple[int, ...]
) -> None:
    (second,) = twin(post, tmp_path)
    first, other = post.export(), other_office(post)
    done = together(post, [(first, second, other)[n] for n in order])

    assert [done[one].status for one in (first, second)] == [Status.FORK] * 2
    assert "mâu thuẫn" in done[first].reason and "mâu thuẫn" in done[second].reason
    assert done[other].status is Status.ACCEPTED
    assert post.events() == [], "nothing of either is in the book"
    assert post.office.db.table("outreach").count == 1
    assert {one.sha256 for one in undecided(post.office.db)} == {
        done[first].sha256,
        done[second].sha256,
    }


@pytest.mark.parametrize("turned", [False, True])
def test_after_a_common_packet_only_what_branches_off_is_held(
    post: Post, tmp_path: Path, turned: bool
) -> None:
    common = post.export()
    theirs = twin(post, tmp_path, 2)
    ours = [post.export(), post.export()]
    packets = [common, *ours, *theirs]
    done = together(post, packets[::-1] if turned else packets)

    assert done[common].status is Status.ACCEPTED
    assert [done[one].status for one in (*ours, *theirs)] == [Status.FORK] * 4
    assert len(post.events()) == 1


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("known", [False, True])
def test_two_epochs_from_one_parent_are_both_held(post: Post, turned: bool, known: bool) -> None:
    parent = post.export()
    restored = signed(
        post.commune,
        packet_of(post.commune, epoch="00000002", sequence=2, previous=_digest(parent)),
    )
    goes_on = post.export()
    if known:
        post.take(parent)
    packets = [goes_on, restored] if known else [parent, goes_on, restored]
    done = together(post, packets[::-1] if turned else packets)

    assert [done[one].status for one in (goes_on, restored)] == [Status.FORK] * 2
    assert len(post.events()) == 1, "the parent's"


def test_a_restored_book_that_follows_all_that_came_contradicts_nothing(post: Post) -> None:
    first = post.export()
    follows = signed(
        post.commune,
        packet_of(post.commune, epoch="00000002", sequence=2, previous=_digest(first)),
    )
    done = together(post, [follows, first])

    assert done[first].status is Status.ACCEPTED
    assert (done[follows].status, done[follows].cause) == (Status.FORK, "epoch")


def test_a_run_and_the_same_file_twice_are_no_contradiction(post: Post) -> None:
    first, second, fourth = post.export(), post.export(), (post.export(), post.export())[1]
    done = together(post, [fourth, first, second, first])

    assert done[fourth].status is Status.ACCEPTED
    assert Status.FORK not in {one.status for one in done.values()}
    assert len(post.events()) == 4


def test_they_stand_side_by_side_and_a_person_takes_one(post: Post, tmp_path: Path) -> None:
    (second,) = twin(post, tmp_path)
    packets = [post.export(), second]
    plans = receive.side_by_side(_plans(post, packets))
    for one, other in (plans, plans[::-1]):
        theirs, ours = compare.sides(post.office, one)
        assert theirs is not None and ours is not None
        assert (theirs.sha256, ours.sha256) == (other.sha256, one.sha256)
    taken = receive.apply(post.office, plans[1], now=NOW, accept_fork=True, because="Đã hỏi")
    assert taken.status is Status.ACCEPTED
    before = state(post.office.db)
    (rest,) = receive.carry_out(post.office, [plans[0]], now=NOW)

    assert (rest.status, rest.cause) == (Status.FORK, "content")
    assert state(post.office.db) == before


def test_deciding_against_one_takes_the_other_only_by_a_decision(
    post: Post, tmp_path: Path
) -> None:
    (second,) = twin(post, tmp_path)
    plans = receive.side_by_side(_plans(post, [post.export(), second]))
    receive.keep_held(post.office, plans[0], now=NOW, because="Máy cũ")
    (rest,) = receive.carry_out(post.office, plans[1:], now=NOW)

    assert rest.status is Status.FORK
    done = receive.apply(post.office, rest, now=NOW, accept_fork=True, because="Máy đúng")
    assert done.status is Status.ACCEPTED


def test_what_a_person_decided_against_holds_nothing_when_it_lies_there_still(
    post: Post, tmp_path: Path
) -> None:
    (second,) = twin(post, tmp_path)
    first = post.export()
    assert post.take(first, second) == [Status.ACCEPTED, Status.FORK]
    (plan,) = _plans(post, [second])
    receive.keep_held(post.office, plan, now=NOW, because="Máy cũ")
    third = post.export()
    done = together(post, [first, second, third])

    assert done[third].status is Status.ACCEPTED


def test_control_without_it_the_first_in_the_order_of_files_is_taken(
    post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (second,) = twin(post, tmp_path)
    first = post.export()
    monkeypatch.setattr(applying, "side_by_side", lambda plans: plans)
    done = together(post, [second, first])

    assert [done[one].status for one in (second, first)] == [Status.ACCEPTED, Status.FORK]


@pytest.mark.parametrize("turned", [False, True])
def test_the_command_holds_both(post: Post, tmp_path: Path, turned: bool) -> None:
    (second,) = twin(post, tmp_path)
    packets = [post.export(), second]
    folder = tmp_path / "in"
    folder.mkdir()
    for name, packet in zip("ba" if turned else "ab", packets, strict=True):
        (folder / f"{name}.xlsx").write_bytes(packet)
    post.office.close()
    for decide in ([], ["--accept-fork"]):
        answer = post.district.office.run("import", folder, *decide)
        assert answer.code == 1
        assert [line["status"] for line in answer.lines] == ["fork", "fork"]


def _plans(post: Post, packets: Sequence[bytes]) -> list[Planned]:
    folder = post.district.folder / "plans"
    folder.mkdir(exist_ok=True)
    for number, packet in enumerate(packets):
        (folder / f"{number}.xlsx").write_bytes(packet)
    return _plans_of(post, sorted(folder.iterdir()))


def _plans_of(post: Post, files: Sequence[Path]) -> list[Planned]:
    return list(receive.plan(post.office, files, now=NOW, sandbox=post.sandbox))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
