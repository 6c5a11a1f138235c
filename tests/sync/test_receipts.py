"""Receipts between real offices: what is told, when, and to whom."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.records import language, mailbox
from desktop.records.clock import utc_text
from desktop.records.mailbox import receipts as held
from sync import outbox, receipts, send
from sync.enrolment import enrol
from sync.enrolment.keyring import signing_identity, trust_of
from sync.errors import PacketRefused
from sync.merge import Status
from sync.outbox import State
from sync.package import container, seal
from tests import rows
from tests.district import NOW, packet_of, record, signed
from tests.sync.post import OUTREACH, Post
from tests.sync.xlsx.packets import sheet as sheet_of


def test_the_sender_learns_that_its_packet_arrived(post: Post) -> None:
    assert post.take(post.export()) == [Status.ACCEPTED]
    assert post.states() == [State.SIGNED]
    (written,) = receipts.write_owed(post.office, now=NOW)
    applied = post.read(written.content)

    assert (applied.packets, applied.returned, applied.older) == (1, 0, False)
    assert applied.news == ("Huyện Pác Nặm đã nhận gói số 1.",)
    (item,) = outbox.states(post.commune)
    assert (item.state, item.state.words) == (State.RECEIVED, "đã nhận")
    assert written.file_name.isascii()
    assert written.file_name.startswith(f"ack_01864_{post.commune.device}_")
    assert written.sha256[:8] in written.file_name
    told = held.last_reading(post.commune.db)
    assert told is not None
    assert (told.office, told.signer, told.strangers) == ("060", post.office.device, 0)
    assert {name: count for name, count in told.held.items() if count} == {"outreach": 1}


def test_an_office_tells_in_vietnamese_and_is_read_in_any_language(post: Post) -> None:
    packet = post.export()
    language.use("en")
    post.take(packet)
    content = post.write()
    assert post.opened(content).packets[0].reason == "Toàn vẹn, đúng đơn vị."
    post.read(content)
    assert [item.note for item in outbox.states(post.commune)] == ["Whole, from the right office."]
    language.use("vi")
    assert [item.note for item in outbox.states(post.commune)] == ["Toàn vẹn, đúng đơn vị."]


def test_both_offices_see_the_same_code(post: Post) -> None:
    packet = post.export()
    post.take(packet)
    told = post.opened(post.write())
    (sent,) = outbox.states(post.commune)

    assert receipts.code(told) == receipts.code(sent.sent.sha256)
    assert told.packets[0].sha256 == mailbox.all_sent(post.commune.db)[0].content_digest


def test_a_later_receipt_covers_lost_packets_and_lost_receipts(post: Post) -> None:
    first, _never_arrives, third = post.export(), post.export(), post.export()
    post.take(first)
    post.write()
    post.take(third)
    post.read(post.write())

    assert post.states() == [State.RECEIVED] * 3
    notes = [item.note for item in outbox.states(post.commune)]
    assert "Cấp trên giữ gói số 3" in notes[1]


def test_nothing_is_owed_twice_and_nothing_to_who_sent_nothing(post: Post) -> None:
    assert receipts.owed(post.office) == []
    post.take(post.export())
    (owed,) = receipts.owed(post.office)
    assert (owed.unit, owed.device, owed.packets) == ("01864", post.commune.device, 1)
    written = receipts.write_owed(post.office, now=NOW)
    assert receipts.owed(post.office) == []
    assert receipts.write_owed(post.office, now=NOW) == []
    assert receipts.current(post.office) == written


def test_what_nobody_signed_or_who_is_elsewhere_is_told_nothing(post: Post) -> None:
    with post.district.stranger.open() as stranger:
        foreign = signed(stranger, packet_of(stranger))
    own = send.export(post.office, now=NOW).path.read_bytes()
    altered = post.export()[:-1]

    assert post.take(foreign, own, altered, b"x") == [
        Status.UNKNOWN_SENDER,
        *[Status.REFUSED] * 3,
    ]
    assert receipts.owed(post.office) == []


def test_a_unit_of_another_edition_stops_no_receipt(post: Post) -> None:
    entry = mailbox.Received("f" * 64, "x.xlsx", "refused", "", utc_text(NOW), "99999", "d")
    mailbox.add_received(post.office.db, entry)
    post.take(post.export())
    assert [owed.unit for owed in receipts.owed(post.office)] == ["01864"]


def _again(post: Post, packet: bytes) -> None:
    assert post.take(packet) == [Status.DUPLICATE]


def _remark(post: Post, packet: bytes) -> None:
    post.remark()


def _revocation(post: Post, packet: bytes) -> None:
    enrol.revoke(post.office, "01867", NOW)


@pytest.mark.parametrize("event", [_again, _remark, _revocation])
def test_news_of_any_kind_is_owed(post: Post, event: Callable[[Post, bytes], None]) -> None:
    packet = post.export()
    post.take(packet)
    post.read(post.write())
    assert receipts.owed(post.office) == []
    event(post, packet)

    applied = post.read(post.write())
    assert not applied.older
    assert receipts.owed(post.office) == []


def test_every_state_is_told_with_its_reason(post: Post, tmp_path: Path) -> None:
    first, second = post.export(), post.export()
    broken = packet_of(post.commune)
    broken.rows["outreach"][0]["women"] = 10**9
    refused = signed(post.commune, broken)
    twin = post.district.communes[0].copy(tmp_path / "twin")
    assert post.take(second, first, refused) == [
        Status.ACCEPTED,
        Status.SUPERSEDED,
        Status.REFUSED,
    ]
    with twin.open() as other:
        record(other, "outreach", rows.outreach(attendees=99))
        fork = signed(other, packet_of(other, sequence=2))
    assert post.take(fork) == [Status.FORK]

    told = post.opened(post.write()).packets
    assert [(one.sequence, one.state) for one in told] == [
        (2, "fork"),
        (3, "refused"),
        (1, "superseded"),
        (2, "accepted"),
    ]
    assert "Sổ Hoạt động truyền thông, dòng 1" in told[1].reason
    assert all(one.reason for one in told)


def test_what_was_signed_but_not_as_it_shows_is_told_too(post: Post) -> None:
    packet = post.export()
    parts = {n: part for n, part in container.unpack(packet).items() if n[0] != "_"}
    sheet = sheet_of(OUTREACH.name)
    parts[sheet] = parts[sheet].replace(b"<v>42</v>", b"<v>41</v>")
    bent = container.pack(seal.seal(parts, *signing_identity(post.commune), NOW))
    assert post.take(packet, bent) == [Status.ACCEPTED, Status.REFUSED]

    told = post.opened(post.write()).packets
    assert [(one.sequence, one.state) for one in told] == [(0, "refused"), (1, "accepted")]
    applied = post.read(receipts.current(post.office)[0].content)
    assert (applied.packets, post.states()) == (1, [State.RECEIVED])


def test_a_decision_for_a_fork_is_told(post: Post, tmp_path: Path) -> None:
    twin = post.district.communes[0].copy(tmp_path / "twin")
    with twin.open() as other:
        record(other, "outreach", rows.outreach(attendees=50))
        post.take(signed(other, packet_of(other)))
    fork = post.export()
    assert post.take(fork) == [Status.FORK]
    post.read(post.write())
    (item,) = outbox.states(post.commune)
    assert (item.state, item.state.words) == (State.ATTENTION, "cần người xử lý")

    assert post.take(fork, decide=True) == [Status.ACCEPTED]
    post.read(post.write())
    assert post.states() == [State.RECEIVED]


def test_packets_that_this_book_never_signed_are_pointed_out(post: Post, tmp_path: Path) -> None:
    twin = post.district.communes[0].copy(tmp_path / "twin")
    post.take(post.export())
    with twin.open() as other:
        record(other, "outreach", rows.outreach(attendees=50))
        post.take(signed(other, packet_of(other)))

    applied = post.read(post.write())
    assert "hai máy cùng ghi" in applied.news[-1]
    assert post.states() == [State.RECEIVED]


def test_a_refused_packet_is_returned_to_its_sender(post: Post) -> None:
    packet = post.export()
    uid = post.commune.db.execute("SELECT uid FROM outreach").fetchone()[0]
    with post.district.communes[1].open() as other:
        record(other, "outreach", rows.outreach())
        taken = packet_of(other)
        taken.rows["outreach"][0]["uid"] = uid
        post.take(signed(other, taken))
    assert post.take(packet) == [Status.REFUSED]
    written = {one.unit: one for one in receipts.write_owed(post.office, now=NOW)}

    post.read(written["01864"].content)
    (item,) = outbox.states(post.commune)
    assert (item.state, item.state.words) == (State.RETURNED, "bị trả lại")
    assert "một đơn vị khác" in item.note
    assert "01867" not in written["01864"].content.decode("latin-1")


def test_receipts_go_to_every_sender(post: Post) -> None:
    post.take(post.export())
    with post.district.communes[1].open() as other:
        record(other, "outreach", rows.outreach())
        post.take(send.export(other, now=NOW).path.read_bytes())
        written = receipts.write_owed(post.office, now=NOW)
        by_unit = {one.unit: one for one in written}
        assert set(by_unit) == {"01864", "01867"}
        receipts.read(other, by_unit["01867"].content, now=NOW, sandbox=post.sandbox)
        with pytest.raises(PacketRefused):
            receipts.read(other, by_unit["01864"].content, now=NOW, sandbox=post.sandbox)
        assert [item.state for item in outbox.states(other)] == [State.RECEIVED]
    assert post.states() == [State.SIGNED]


def test_a_revocation_reaches_the_communes_by_receipt(post: Post) -> None:
    post.take(post.export())
    with post.district.communes[1].open() as other:
        packet = signed(other, packet_of(other))
    before = trust_of(post.commune)
    assert post.sandbox.open(packet, before, NOW).verdict.status == "valid"
    enrol.revoke(post.office, "01867", NOW)
    post.read(post.write())

    now = NOW + timedelta(seconds=1)
    after = post.sandbox.open(packet, trust_of(post.commune), now).verdict
    assert (after.status, after.check) == ("refused", "I.chain")
    assert "thu hồi" in after.reason
    assert trust_of(post.commune).anchors == before.anchors
