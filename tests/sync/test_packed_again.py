"""A packet whose zip was written again on its way: the same parts and seal, another SHA-256."""

import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from desktop.records import mailbox
from desktop.records.mailbox import receipts as held
from desktop.records.mailbox.received import undecided
from sync import sandbox
from sync.enrolment.keyring import trust_of
from sync.errors import PacketRefused
from sync.merge import Status
from sync.outbox import State
from sync.package import archive, container
from sync.package.verify import verify
from sync.sandbox import Sandbox
from sync.xlsx import wording
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


def packed_here(content: bytes) -> bytes:
    """As this program packs it."""
    return container.pack(container.unpack(content))


WAYS = pytest.mark.parametrize("again", [tighter, stored, turned, packed_here])


class Far(Post):
    """A commune whose zlib packs otherwise than the district's."""

    def export(self, **changes: Any) -> bytes:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(container, "_compress", _loosely)
            return super().export(**changes)


def _loosely(content: bytes) -> tuple[int, bytes]:
    stream = zlib.compressobj(2, zlib.DEFLATED, -zlib.MAX_WBITS, 1)
    return archive.DEFLATED, stream.compress(content) + stream.flush()


@pytest.fixture
def far(post: Post) -> Post:
    return Far(post.district, post.office, post.commune, post.sandbox)


@WAYS
def test_it_verifies_and_is_another_file(far: Post, again: Pack) -> None:
    packet = far.export()
    verdict = verify(again(packet), trust_of(far.office), NOW)

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


# another zlib at the sender's


@WAYS
def test_no_zlib_parts_the_next_packet_from_it(far: Post, again: Pack) -> None:
    first, second, third = far.export(), far.export(), far.export()

    assert far.take(again(first), second, again(third)) == [Status.ACCEPTED] * 3
    assert far.take(first, again(second), third) == [Status.DUPLICATE] * 3


@WAYS
def test_whatever_the_zlib_one_that_comes_late_fits(far: Post, again: Pack) -> None:
    first, second = far.export(), far.export()

    assert far.take(second, again(first)) == [Status.ACCEPTED, Status.SUPERSEDED]


@WAYS
def test_whatever_the_zlib_its_receipt_is_believed(far: Post, again: Pack) -> None:
    first, epoch = far.export(), far.commune.epoch
    assert far.take(again(first)) == [Status.ACCEPTED]
    applied = far.read(far.write())

    assert (applied.packets, applied.news) == (1, ("Huyện Pác Nặm đã nhận gói số 1.",))
    assert far.states() == [State.RECEIVED]
    told = held.last_reading(far.commune.db)
    assert told is not None
    assert told.strangers == 0
    assert far.commune.epoch == epoch, "no sign of an older copy of the book"
    assert far.take(far.export()) == [Status.ACCEPTED]


def test_a_packet_that_an_earlier_edition_entered_is_known_by_its_file(far: Post) -> None:
    """Such a book holds no digest of content; the file that was kept gives it."""
    first = far.export()
    assert far.take(packed_here(first)) == [Status.ACCEPTED]
    far.office.db.execute("UPDATE received SET content_digest = '', previous_content = ''")

    assert far.take(first, far.export()) == [Status.DUPLICATE, Status.ACCEPTED]


# a sender of the first wording


def test_who_knows_no_digest_of_content_is_told_of_both_files(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (_in_first_wording(post, monkeypatch) for _ in range(2))
    assert post.take(tighter(first), second) == [Status.ACCEPTED] * 2
    receipt = post.write()
    again, _ = reversed(mailbox.all_received(post.office.db))

    files = {sha256(one).hexdigest() for one in (tighter(first), first, second)}
    assert {told.sha256 for told in post.opened(receipt).packets} == files
    assert again.packed == sha256(first).hexdigest()
    post.read(receipt)
    assert post.states() == [State.RECEIVED] * 2


def _in_first_wording(post: Post, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The commune's next packet, from a program that has but that wording."""
    first = {1: wording.known()[1]}
    with monkeypatch.context() as earlier:
        earlier.setattr(wording, "known", lambda: first)
        return post.export()


def test_other_parts_under_one_number_stay_a_fork(post: Post, tmp_path: Path) -> None:
    first = post.export()
    other = signed(post.commune, packet_of(post.commune, {}, sequence=1, previous=""))
    assert post.take(first) == [Status.ACCEPTED]
    before = state(post.office.db)

    assert post.take(other, tighter(other)) == [Status.FORK] * 2
    assert state(post.office.db) == before


def test_a_fork_that_came_twice_is_decided_once(post: Post) -> None:
    """Both files are one packet: what a person decides about one counts for the other."""
    other = signed(post.commune, packet_of(post.commune, {}, sequence=1, previous=""))
    assert post.take(post.export(), other, tighter(other)) == [
        Status.ACCEPTED,
        *[Status.FORK] * 2,
    ]
    assert len(undecided(post.office.db)) == 1
    assert post.take(other, decide=True) == [Status.ACCEPTED]
    assert undecided(post.office.db) == []
    told = post.opened(post.write()).packets

    assert [one.state for one in told] == ["accepted"] * 2


def test_a_copy_that_signs_under_one_name_is_still_told_of(post: Post, tmp_path: Path) -> None:
    """Two lines of one packet are no alarm; two packets of one number are."""
    twin = post.district.communes[0].copy(tmp_path / "twin").export().read_bytes()
    post.take(tighter(twin))
    packet = post.export()
    assert post.take(packet, decide=True) == [Status.ACCEPTED]
    post.read(post.write())

    told = held.last_reading(post.commune.db)
    assert told is not None
    assert told.strangers == 1, "the twin's"


# controls


def _files_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No digest of content is known anywhere."""
    monkeypatch.setattr(container, "content_digest", lambda _parts: "")
    monkeypatch.setattr(Sandbox, "open", lambda _self, *a, **how: sandbox.examine(*a, **how))


def test_control_by_the_digests_of_files_all_of_it_goes_wrong(
    far: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    _files_alone(monkeypatch)
    first, second = far.export(), far.export()

    assert far.take(packed_here(first)) == [Status.ACCEPTED]
    with pytest.raises(PacketRefused, match="chưa từng ký"):
        far.read(far.write())
    assert far.take(first, second) == [Status.FORK] * 2
