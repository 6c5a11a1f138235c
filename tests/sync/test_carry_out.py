"""Several packets at once, decisions about forks, and files that are looked at again."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.records import mailbox
from desktop.records.errors import InputError
from desktop.records.mailbox import received, remarks
from desktop.records.mailbox.received import undecided
from sync import receipts, receive
from sync.enrolment import enrol
from sync.merge import Status
from sync.outbox import State
from sync.sandbox import Sandbox
from tests import rows
from tests.district import NOW, District
from tests.sync.post import Post


@pytest.fixture
def post(district: District, sandbox: Sandbox):  # type: ignore[no-untyped-def]
    with district.office.open() as office, district.communes[0].open() as commune:
        yield Post(district, office, commune, sandbox)


def written(folder: Path, *packets: bytes) -> list[Path]:
    files = []
    for number, packet in enumerate(packets):
        files.append(folder / f"{number}.xlsx")
        files[-1].write_bytes(packet)
    return files


def planned(post: Post, files: list[Path]) -> list[receive.Planned]:
    return list(receive.plan(post.office, files, now=NOW, sandbox=post.sandbox))


def test_two_packets_of_one_device_in_one_folder_are_both_taken(post: Post, tmp_path: Path) -> None:
    first, second = post.export(), post.export(attendees=41)
    plans = planned(post, written(tmp_path, second, first))
    done = list(receive.carry_out(post.office, plans, now=NOW))
    assert [(one.status, one.header and one.header.sequence) for one in done] == [
        (Status.ACCEPTED, 1),
        (Status.ACCEPTED, 2),
    ]
    assert len(post.events()) == 2


def test_one_that_cannot_be_dealt_with_stops_no_other(
    post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = post.export(), b"PK not a packet"
    plans = planned(post, written(tmp_path, bad, good))
    blocked = post.office.folder / "inbox" / "quarantine"
    blocked.parent.mkdir(exist_ok=True)
    blocked.write_bytes(b"")  # a file where the folder should be: the bad one cannot be kept
    done = list(receive.carry_out(post.office, plans, now=NOW))
    assert {one.status for one in done} == {Status.REFUSED, Status.ACCEPTED}
    assert len(post.events()) == 1


def test_a_decision_against_a_fork_goes_back_to_its_sender(
    post: Post, district: District, tmp_path: Path
) -> None:
    twin = district.communes[0].copy(tmp_path / "twin")
    post.take(post.export())
    twin.record("outreach", rows.outreach(attendees=90))
    fork = twin.export(tmp_path / "b").read_bytes()
    assert post.take(fork) == [Status.FORK]
    (waiting,) = undecided(post.office.db)
    (plan,) = receive.again(post.office, [waiting], now=NOW, sandbox=post.sandbox)
    assert plan.status is Status.FORK
    with pytest.raises(InputError, match="lý do"):
        receive.keep_held(post.office, plan, now=NOW, because=" ")
    done = receive.keep_held(post.office, plan, now=NOW, because="Máy cũ, đã gọi điện")
    assert done.status is Status.REFUSED
    assert undecided(post.office.db) == []
    assert len(post.events()) == 1
    with twin.open() as commune:
        (owed,) = receipts.write_owed(post.office, now=NOW)
        receipts.read(commune, owed.content, now=NOW, sandbox=post.sandbox)
        from sync import outbox

        states = [item.state for item in outbox.states(commune)]
        assert State.RETURNED in states
        assert any("Máy cũ" in item.note for item in outbox.states(commune))


def test_an_accepted_fork_is_journalled_with_its_reason(
    post: Post, district: District, tmp_path: Path
) -> None:
    twin = district.communes[0].copy(tmp_path / "twin")
    post.take(post.export())
    twin.record("outreach", rows.outreach(attendees=90))
    post.take(twin.export(tmp_path / "b").read_bytes())
    (plan,) = receive.again(post.office, undecided(post.office.db), now=NOW, sandbox=post.sandbox)
    receive.apply(post.office, plan, now=NOW, accept_fork=True, because="Máy mới phục hồi")
    (why,) = post.office.db.execute("SELECT reason FROM journal ORDER BY number DESC").fetchone()
    assert why == "Máy mới phục hồi"
    assert "phục hồi" in mailbox.all_received(post.office.db)[0].reason
    assert undecided(post.office.db) == []


def test_a_stranger_is_taken_after_it_was_enrolled(
    post: Post, district: District, tmp_path: Path
) -> None:
    newcomer = district.newcomer
    with newcomer.open() as book, district.neighbour.open():
        asked = tmp_path / "asked.csr"
        enrol.request(book, asked)
        bundle = enrol.issue(post.office, asked.read_bytes(), NOW)
        enrol.accept(book, bundle, NOW)
    packet = newcomer.export(tmp_path / "out")
    altered = tmp_path / "cut.xlsx"
    altered.write_bytes(packet.read_bytes()[:-3])
    done = list(receive.carry_out(post.office, planned(post, [altered, packet]), now=NOW))
    assert {one.status for one in done} == {Status.REFUSED, Status.ACCEPTED}
    refused = next(one for one in received.all_received(post.office.db) if one.status == "refused")
    (plan,) = receive.again(post.office, [refused], now=NOW, sandbox=post.sandbox)
    assert (plan.status, plan.file.name) == (Status.REFUSED, "cut.xlsx")
    assert plan.rule.startswith("B.")
    assert plan.reason


def test_an_opinion_on_the_packet_travels_and_ends_with_the_next_packet(post: Post) -> None:
    with pytest.raises(InputError):
        remarks.remark_packet(post.office, "01864", "Thiếu tháng 5", now=NOW)
    post.take(post.export())
    remarks.remark_packet(post.office, "01864", "Thiếu tháng 5", now=NOW)
    applied = post.read(post.write())
    assert any("Thiếu tháng 5" in one for one in applied.news)
    assert applied.returned == 0
    (opinion,) = remarks.opinions(post.commune.db)
    assert (opinion.reason, opinion.caption) == ("Thiếu tháng 5", "Gói số 1")
    post.take(post.export(attendees=77))
    assert remarks.given(post.office.db) == []
    post.read(post.write())
    assert remarks.opinions(post.commune.db) == []


def test_a_corrected_row_waits_for_the_receipt_that_proves_it(post: Post) -> None:
    post.take(post.export())
    post.remark("Sai số người")
    post.read(post.write())
    (back,) = remarks.returned(post.commune.db)
    uid = back.uid
    from tests.district import record

    record(post.commune, "outreach", rows.outreach(uid=uid, attendees=33))
    assert remarks.returned(post.commune.db) == []
    assert [one.uid for one in remarks.corrected(post.commune.db)] == [uid]
    post.take(post.export(attendees=55))
    post.read(post.write())
    assert remarks.corrected(post.commune.db) == []


def test_a_folder_gives_its_packets_and_nothing_else(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.xlsx", "ack_1.xlsx", "~$a.xlsx", "x.docx", "060_certificates.pem"):
        (tmp_path / name).write_bytes(b"")
    below = tmp_path / "so-ban" / "in" / "01864"
    below.mkdir(parents=True)
    (below / "c.xlsx").write_bytes(b"")
    packets, certificates = receive.gather([tmp_path, tmp_path / "a.xlsx"])
    assert [file.name for file in packets] == ["a.xlsx", "b.xlsx", "c.xlsx"]
    assert [file.name for file in certificates] == ["060_certificates.pem"]
