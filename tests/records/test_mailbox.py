"""What was sent and what came in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.records import mailbox
from desktop.records.book import Book
from desktop.records.cipher import DatabaseError
from desktop.records.mailbox import Received, Sent, receipts, received
from desktop.records.mailbox.receipts import Cover, Reading, Told, Written

SENT = Sent(
    sha256="a" * 64,
    epoch="01020304",
    sequence=1,
    period="2024-05",
    created_at="2024-06-03T01:00:00Z",
    file="01864_x_0001.xlsx",
    rows=42,
    packet=b"PK\x03\x04\x00",
)
RECEIVED = Received(
    sha256="b" * 64,
    file="gói của xã.xlsx",
    status="accepted",
    reason="Toàn vẹn",
    received_at="2024-06-03T01:00:00Z",
    unit="01864",
    device="00112233aabbccdd",
    epoch="01020304",
    sequence=1,
    period="2024-05",
    added=42,
)


def sent(sequence: int, epoch: str = SENT.epoch) -> Sent:
    sha256 = f"{epoch}{sequence:056}"
    return replace(SENT, sha256=sha256, sequence=sequence, epoch=epoch)


def test_the_newest_packet_of_an_epoch_comes_back_with_its_bytes(book: Book) -> None:
    packets = [sent(1), sent(2), sent(10), sent(7, epoch="ffffffff")]
    for packet in packets:
        mailbox.add_sent(book.db, packet)
    assert mailbox.last_sent(book.db, "ffffffff") == packets[-1]
    newest = mailbox.last_sent(book.db, SENT.epoch)
    assert newest is not None
    assert (newest.sequence, newest.packet) == (10, None)
    assert mailbox.last_sent(book.db, "00000000") is None


def test_only_the_newest_packet_keeps_its_bytes(book: Book) -> None:
    for number in (1, 2, 3):
        mailbox.add_sent(book.db, sent(number))
    lengths = book.db.execute("SELECT length(packet) FROM sent ORDER BY sequence").fetchall()
    assert lengths == [(None,), (None,), (5,)]
    listed = mailbox.all_sent(book.db)
    assert [packet.sequence for packet in listed] == [3, 2, 1]
    assert all(packet.packet is None for packet in listed)


def test_one_packet_is_entered_once(book: Book) -> None:
    mailbox.add_sent(book.db, SENT)
    with pytest.raises(DatabaseError), book.db.atomic():
        mailbox.add_sent(book.db, replace(SENT, sequence=2, packet=b""))
    assert mailbox.last_sent(book.db, SENT.epoch) == SENT


def test_every_file_that_came_in_is_listed_the_newest_first(book: Book) -> None:
    refused = Received("c" * 64, "lạ.xlsx", "refused", "Không phải gói.", RECEIVED.received_at)
    for entry in (RECEIVED, refused, RECEIVED):
        mailbox.add_received(book.db, entry)
    assert mailbox.all_received(book.db) == [RECEIVED, refused, RECEIVED]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("accepted", True),
        ("superseded", True),
        ("fork", True),
        ("duplicate", False),
        ("refused", False),
        ("unknown_sender", False),
    ],
)
def test_the_history_of_an_office_is_what_was_verified(book: Book, status: str, told: bool) -> None:
    first, second = RECEIVED, replace(RECEIVED, status=status, sequence=2)
    for entry in (first, second, replace(RECEIVED, unit="01867")):
        mailbox.add_received(book.db, entry)
    assert mailbox.history(book.db, "01864") == [first, second][: 1 + told]


def test_a_device_is_known_by_its_last_file_and_an_office_by_what_is_held(book: Book) -> None:
    other = replace(RECEIVED, device="ffff", sha256="c" * 64)
    late = replace(other, sha256="d" * 64, status="refused")
    unknown = replace(RECEIVED, unit="", device="", status="unknown_sender")
    for entry in (RECEIVED, other, late, unknown, replace(RECEIVED, unit="01867")):
        mailbox.add_received(book.db, entry)

    assert received.devices(book.db) == {
        ("01864", RECEIVED.device): 1,
        ("01864", "ffff"): 3,
        ("01867", RECEIVED.device): 5,
    }
    assert received.from_device(book.db, "01864", "ffff") == [late, other]
    assert received.count_since(book.db, "01864", "ffff", 2) == 1
    assert received.heads(book.db) == [other, replace(RECEIVED, unit="01867")]


def test_one_receipt_is_kept_for_a_device_the_newest(book: Book) -> None:
    first = Written("01864", "d", "e", "", 1, "ack_1.xlsx", "a" * 64, "", 3, "f", b"one")
    second = replace(first, sequence=2, content=b"two")
    other = replace(first, device="e")
    for written in (first, other, second):
        receipts.put_written(book.db, written)
    assert receipts.written(book.db) == [second, other]


def test_a_receipt_takes_the_place_of_what_its_signer_said(book: Book) -> None:
    told = Told("a" * 64, "fork", "chờ", "", 1, 2, 3, "s")
    silent_on = replace(told, sha256="b" * 64)
    cover = Cover("01864", "d", "e", 1, "a" * 64, "s")
    reading = Reading("1" * 64, "060", "s", "e", "", 1, "", "", {"outreach": 4}, 2, 1)
    receipts.add_reading(book.db, reading, [told, silent_on], [cover])
    theirs = replace(reading, sha256="2" * 64, signer="t")
    receipts.add_reading(book.db, theirs, [replace(told, signer="t")], [])
    later = replace(reading, sha256="3" * 64, sequence=2, held={}, strangers=0)
    receipts.add_reading(book.db, later, [replace(told, state="accepted")], [])

    by_packet = {(one.sha256[0], one.signer): one.state for one in receipts.told(book.db)}
    assert by_packet == {("a", "s"): "accepted", ("b", "s"): "fork", ("a", "t"): "fork"}
    assert receipts.covers(book.db) == []
    assert receipts.last_reading(book.db) == receipts.last_reading(book.db, "s") == later
    assert receipts.last_reading(book.db, "t") == theirs
    assert receipts.last_reading(book.db, "u") is None
