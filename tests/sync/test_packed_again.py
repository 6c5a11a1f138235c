"""A packet whose zip was written again on its way: the same parts and seal, another SHA-256."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.records import mailbox
from desktop.records.mailbox import receipts as held
from sync import receipts
from sync.enrolment.keyring import trust_of
from sync.errors import PacketRefused
from sync.merge import Status
from sync.outbox import State
from sync.package import container
from sync.package.verify import verify
from sync.receive import weighing
from sync.sandbox import Opened, Sandbox
from tests.district import NOW, packet_of, signed, state
from tests.sync.package.forge import Raw, entries, write_zip
from tests.sync.post import Post

Pack = Callable[[bytes], bytes]


def tighter(content: bytes) -> bytes:
    """Every part deflated at another level."""
    listed = entries(container.unpack(content))
    for entry in listed:
        stream = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
        entry.packed = stream.compress(entry.content) + stream.flush()
    return write_zip(listed)


def stored(content: bytes) -> bytes:
    """No part deflated."""
    parts = container.unpack(content)
    return write_zip(Raw(name, part, method=0) for name, part in parts.items())


def turned(content: bytes) -> bytes:
    """The last part first."""
    return write_zip(reversed(entries(container.unpack(content))))


WAYS = pytest.mark.parametrize("again", [tighter, stored, turned])


@WAYS
def test_it_verifies_and_is_another_file(post: Post, again: Pack) -> None:
    packet = post.export()
    verdict = verify(again(packet), trust_of(post.office), NOW)

    assert verdict.status == "valid"
    assert again(packet) != packet


@WAYS
def test_after_the_original_it_is_a_duplicate(post: Post, again: Pack) -> None:
    packet = post.export()

    assert post.take(packet, again(packet)) == [Status.ACCEPTED, Status.DUPLICATE]


@WAYS
def test_after_it_the_original_is_a_duplicate(post: Post, again: Pack) -> None:
    packet = post.export()

    assert post.take(again(packet), packet) == [Status.ACCEPTED, Status.DUPLICATE]


@WAYS
def test_the_next_packet_follows_it(post: Post, again: Pack) -> None:
    first, second, third = post.export(), post.export(), post.export()

    assert post.take(again(first), second, again(third)) == [Status.ACCEPTED] * 3
    assert post.take(again(second), first) == [Status.DUPLICATE] * 2


@WAYS
def test_one_that_comes_late_fits_before_the_next(post: Post, again: Pack) -> None:
    first, second = post.export(), post.export()

    assert post.take(second, again(first)) == [Status.ACCEPTED, Status.SUPERSEDED]


@WAYS
def test_its_sender_learns_that_it_arrived_and_nothing_alarming(post: Post, again: Pack) -> None:
    assert post.take(again(post.export())) == [Status.ACCEPTED]
    epoch = post.commune.epoch
    applied = post.read(post.write())

    assert applied.news == ("Huyện Pác Nặm đã nhận gói số 1.",)
    assert post.states() == [State.RECEIVED]
    told = held.last_reading(post.commune.db)
    assert told is not None
    assert told.strangers == 0
    assert post.commune.epoch == epoch
    assert post.take(post.export()) == [Status.ACCEPTED]


def test_another_zlib_on_this_side_knows_it_by_its_parts(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where this program packs otherwise than the sender's, equal parts are still one packet."""
    packet = post.export()
    assert post.take(packet) == [Status.ACCEPTED]
    _as_if_packed_otherwise(monkeypatch)

    assert post.take(tighter(packet), packet) == [Status.DUPLICATE] * 2


def test_other_parts_under_one_number_stay_a_fork(post: Post, tmp_path: Path) -> None:
    first = post.export()
    other = signed(post.commune, packet_of(post.commune, {}, sequence=1, previous=""))
    assert post.take(first) == [Status.ACCEPTED]
    before = state(post.office.db)

    assert post.take(other, tighter(other)) == [Status.FORK] * 2
    assert state(post.office.db) == before


def test_a_copy_that_signs_under_one_name_is_still_told_of(post: Post, tmp_path: Path) -> None:
    """Two lines of one packet are no alarm; two packets of one number are."""
    twin = post.district.communes[0].copy(tmp_path / "twin").export().read_bytes()
    post.take(tighter(twin))
    packet = post.export()
    assert post.take(packet, decide=True) == [Status.ACCEPTED]
    post.read(post.write())

    told = held.last_reading(post.commune.db)
    assert told is not None
    assert told.strangers == 2, "the twin's, by both its digests"


# controls


def _as_if_packed_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """This program's way of packing gives no digest that a sender knows."""
    opened = Sandbox.open

    def otherwise(self: Sandbox, *asked: Any, **how: Any) -> Opened:
        return replace(opened(self, *asked, **how), packed="")

    monkeypatch.setattr(Sandbox, "open", otherwise)


def test_control_without_the_second_name_all_of_it_goes_wrong(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_if_packed_otherwise(monkeypatch)
    monkeypatch.setattr(weighing, "_same_parts", lambda *_: False)
    first, second = post.export(), post.export()

    assert post.take(tighter(first)) == [Status.ACCEPTED]
    with pytest.raises(PacketRefused, match="chưa từng ký"):
        post.read(post.write())
    assert post.take(first, second) == [Status.FORK] * 2


def test_control_without_a_look_at_the_parts_another_zlib_makes_forks(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    packet = post.export()
    assert post.take(packet) == [Status.ACCEPTED]
    _as_if_packed_otherwise(monkeypatch)
    monkeypatch.setattr(weighing, "_same_parts", lambda *_: False)

    assert post.take(tighter(packet)) == [Status.FORK]


def test_the_entry_says_by_which_other_digest_it_is_known(post: Post) -> None:
    packet = post.export()
    post.take(tighter(packet), post.export())
    plain, again = mailbox.all_received(post.office.db)

    assert plain.packed == ""
    assert receipts.code(again.packed) == receipts.code(mailbox.all_sent(post.commune.db)[1].sha256)
