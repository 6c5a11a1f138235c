"""What a sender believes of a receipt, and what no dishonest or late one gets it to believe."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.records import continuity, journal
from desktop.records.book import Book
from desktop.records.mailbox import remarks
from sync import receipts, send
from sync.enrolment import enrol
from sync.enrolment.keyring import authority_of, signing_identity, trust_of
from sync.errors import PacketRefused
from sync.merge import Status
from sync.outbox import State
from sync.pki.revocation import make_crl
from sync.pki.trust import Trust
from sync.receipt import Receipt
from sync.receipts import reading
from tests.district import NOW, whole
from tests.sync.post import Post, seal_with, second_computer

Forge = Callable[[Post, Receipt], bytes]


def _altered(post: Post, receipt: Receipt) -> bytes:
    content = bytearray(receipts.current(post.office)[0].content)
    content[len(content) // 2] ^= 1
    return bytes(content)


def _by_another_district(post: Post, receipt: Receipt) -> bytes:
    with post.district.neighbour.open() as neighbour:
        return seal_with(receipt, signing_identity(neighbour))


def _by_the_commune_itself(post: Post, receipt: Receipt) -> bytes:
    return seal_with(receipt, signing_identity(post.commune))


def _by_the_commune_in_its_name(post: Post, receipt: Receipt) -> bytes:
    return _as_office(post.commune, receipt)


def _by_a_neighbouring_commune(post: Post, receipt: Receipt) -> bytes:
    with post.district.communes[1].open() as other:
        return _as_office(other, receipt)


def _as_office(book: Book, receipt: Receipt) -> bytes:
    office = book.office
    header = replace(receipt.header, unit=office.code, tier=office.tier, device=book.device)
    return seal_with(replace(receipt, header=header), signing_identity(book))


def _to_another_device(post: Post, receipt: Receipt) -> bytes:
    header = replace(receipt.header, to_device="another")
    return _signed(post, replace(receipt, header=header))


def _to_another_commune(post: Post, receipt: Receipt) -> bytes:
    header = replace(receipt.header, to_unit="01867")
    return _signed(post, replace(receipt, header=header))


def _about_nothing_sent(post: Post, receipt: Receipt) -> bytes:
    told = replace(receipt.packets[0], sha256="f" * 64)
    return _signed(post, replace(receipt, packets=(told,), covers=()))


def _with_another_number(post: Post, receipt: Receipt) -> bytes:
    told = replace(receipt.packets[0], sequence=7)
    return _signed(post, replace(receipt, packets=(told,)))


def _without_certificates(post: Post, receipt: Receipt) -> bytes:
    return _signed(post, replace(receipt, trust="-----BEGIN X-----\n"))


def _packet_of_its_own(post: Post, receipt: Receipt) -> bytes:
    return send.export(post.commune, now=NOW).path.read_bytes()


def _signed(post: Post, receipt: Receipt) -> bytes:
    return seal_with(receipt, signing_identity(post.office))


@pytest.mark.parametrize(
    ("forge", "rule"),
    [
        (_altered, "B"),
        (_by_another_district, "I.chain"),
        (_by_the_commune_itself, "I.header"),
        (_by_the_commune_in_its_name, "J.header"),
        (_by_a_neighbouring_commune, "J.header"),
        (_to_another_device, "L.address"),
        (_to_another_commune, "L.address"),
        (_about_nothing_sent, "L.outbox"),
        (_with_another_number, "L.outbox"),
        (_without_certificates, "J.values"),
        (_packet_of_its_own, "L.kind"),
    ],
)
def test_a_receipt_that_is_not_what_it_should_be_changes_nothing(
    post: Post, forge: Forge, rule: str
) -> None:
    post.take(post.export())
    honest = post.write()
    forged = forge(post, post.opened(honest))
    before = whole(post.commune.db)

    with pytest.raises(PacketRefused) as refusal:
        post.read(forged)
    assert refusal.value.rule.startswith(rule)
    assert str(refusal.value)
    assert whole(post.commune.db) == before
    assert post.read(honest).packets == 1


@pytest.mark.parametrize(
    "forge", [_to_another_device, _to_another_commune, _about_nothing_sent, _with_another_number]
)
def test_only_these_rules_keep_it_out(
    post: Post, forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.take(post.export())
    forged = forge(post, post.opened(post.write()))
    monkeypatch.setattr(reading, "_check", lambda book, receipt, sent: None)
    assert not post.read(forged).older


def test_only_the_office_directly_above_is_believed(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.take(post.export())
    content = post.write()
    monkeypatch.setattr(post.commune, "office", replace(post.commune.office, parent="06"))
    with pytest.raises(PacketRefused, match="Huyện Pác Nặm ký") as refusal:
        post.read(content)
    assert refusal.value.rule == "L.office"


@pytest.mark.parametrize(("years", "words"), [(6, "hết hạn"), (-1, "chỉ có hiệu lực từ")])
def test_an_office_whose_certificate_is_not_valid_is_not_believed(
    post: Post, years: int, words: str
) -> None:
    post.take(post.export())
    content = post.write()
    with pytest.raises(PacketRefused, match=words):
        post.read(content, now=NOW + timedelta(days=366 * years))


def test_an_office_that_was_revoked_is_not_believed(post: Post) -> None:
    post.take(post.export())
    content = post.write()
    lost = second_computer(post.office)
    theirs = _from_second(post.opened(content))
    assert post.read(seal_with(theirs, lost)).packets == 1
    crl = make_crl(authority_of(post.office), trust_of(post.office).crls, [lost.certificate], NOW)
    enrol.learn(post.commune, Trust((), (), (crl,)))

    with pytest.raises(PacketRefused, match="thu hồi"):
        post.read(seal_with(_from_second(theirs, number=5), lost))
    assert not post.read(content).older


def _from_second(receipt: Receipt, **changes: Any) -> Receipt:
    return replace(receipt, header=replace(receipt.header, device="second", **changes))


def test_two_computers_of_one_office_do_not_undo_one_another(post: Post) -> None:
    first, second = post.export(), post.export()
    post.take(first, second)
    whole_story = post.opened(post.write())
    behind = replace(
        _from_second(whole_story, number=9),
        packets=(replace(whole_story.packets[0], state="fork"), whole_story.packets[1]),
        covers=(),
    )
    post.read(receipts.current(post.office)[0].content)
    assert not post.read(seal_with(behind, second_computer(post.office))).older

    assert post.states() == [State.RECEIVED] * 2


def test_an_older_receipt_or_the_same_again_undoes_nothing(post: Post) -> None:
    post.take(post.export())
    old = post.write()
    post.remark()
    post.take(post.export())
    new = post.write()
    post.read(new)
    before = whole(post.commune.db)

    for content in (old, new, old):
        assert post.read(content).older
    assert whole(post.commune.db) == before
    assert post.states() == [State.RECEIVED, State.REMARKED]


def test_no_clock_orders_receipts(post: Post) -> None:
    post.take(post.export())
    for number, days in enumerate((0, -400, 40_000, 3), start=1):
        post.remark(f"lần {number}")
        (written,) = receipts.write_owed(post.office, now=NOW + timedelta(days=days))
        assert written.sequence == number
        assert not post.read(written.content).older
        assert [one.reason for one in remarks.returned(post.commune.db)] == [f"lần {number}"]


def test_an_old_copy_of_a_book_learns_that_it_is_one(post: Post, tmp_path: Path) -> None:
    post.take(post.export())
    old = post.district.communes[0].copy(tmp_path / "old")
    post.take(post.export())
    told = post.write()
    with old.open() as copy:
        epoch, post.commune = copy.epoch, copy
        applied = post.read(told)
        assert "sổ này là một bản cũ" in applied.news[-1]
        assert copy.epoch != epoch
        assert post.take(post.export()) == [Status.FORK]


def test_a_restored_office_counts_anew_and_is_believed(post: Post, tmp_path: Path) -> None:
    post.take(post.export())
    backup = post.district.office.copy(tmp_path / "backup")
    lost = [post.write()]
    post.remark()
    lost.append(post.write())
    post.read(lost[1])
    with backup.open() as restored:
        restored.epoch, _ = continuity.start_over(
            restored.db, restored.device, journal.Entry("restore"), now=NOW
        )
        post.office = restored
        first = post.write()
        assert post.opened(first).header.number == 1
        assert not post.read(first).older
        assert remarks.returned(post.commune.db) == []
        post.remark("Sau khi khôi phục")
        assert post.read(post.write()).returned == 1


def test_what_comes_late_from_before_a_restore_changes_nothing(post: Post) -> None:
    post.take(post.export())
    early = post.write()
    _new_epoch(post.office)
    post.remark()
    second = post.write()
    _new_epoch(post.office)
    post.take(post.export())
    third = post.write()
    assert len(post.opened(third).header.before.split()) == 2

    assert not post.read(third).older
    before = whole(post.commune.db)
    assert post.read(early).older
    assert post.read(second).older
    assert whole(post.commune.db) == before


def _new_epoch(office: Book) -> None:
    entry = journal.Entry("restore")
    office.epoch, _ = continuity.start_over(office.db, office.device, entry, now=NOW)
