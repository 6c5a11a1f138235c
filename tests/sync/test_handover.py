"""A laptop is lost, revoked and replaced; its record comes back from the district's copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.records import health, history, queries, undo
from desktop.records.errors import InputError
from desktop.records.registers import REGISTERS
from sync import handover
from sync.sandbox import Sandbox
from tests import rows
from tests.district import NOW, District, Office, packet_of, signed, state, whole

DAY = timedelta(days=1)
LOST, ISSUED, TODAY = NOW + 2 * DAY, NOW + 3 * DAY, NOW + 4 * DAY
TRAVELLING = ("outreach", "sites", "reach", "models")


@dataclass(frozen=True)
class Case:
    """A district that has revoked the laptop of a commune (``old``) and issued to its successor
    (``new``); ``held`` is the packet it holds, ``late`` one signed before the loss and not sent."""

    folder: Path

    @property
    def district(self) -> Office:
        return District(self.folder).office

    @property
    def old(self) -> Office:
        return District(self.folder).communes[0]

    @property
    def new(self) -> Office:
        return Office(self.folder / "new" / self.old.code, self.old.code)

    @property
    def held(self) -> Path:
        return next((self.old.folder / "outbox").glob("*_0001_*.xlsx"))

    @property
    def late(self) -> Path:
        return next((self.old.folder / "outbox").glob("*_0002_*.xlsx"))

    def take(self, packet: Path, now: datetime = TODAY) -> Any:
        return self.district.run("import", packet, now=now).json

    def hand_back(self, folder: Path) -> Path:
        out = folder / "back.xlsx"
        assert self.district.run("handback", "--unit", self.old.code, "--out", out).code == 0
        return out


@pytest.fixture(scope="module")
def lost(founded: District, tmp_path_factory: pytest.TempPathFactory) -> Case:
    district = founded.copy(tmp_path_factory.mktemp("lost") / "offices")
    office, old = district.office, district.communes[0]
    event, _ = old.record("outreach", rows.outreach(), rows.outreach(attendees=51))
    (site,) = old.record("sites", rows.site())
    old.record("reach", rows.reach(event, site))
    old.record("models", rows.model())
    old.record("referrals", rows.referral(), rows.referral(service="TAM_LY"))
    old.record("outreach", rows.outreach(uid=event, attendees=60))
    assert office.run("import", old.export()).code == 0
    old.record("outreach", rows.outreach(attendees=77))
    old.export(now=NOW + DAY)
    assert office.run("enrol revoke", "--unit", old.code, now=LOST).code == 0
    new = Office.found(district.folder / "new" / old.code, old.code)
    asked, bundle = district.folder / "asked.pem", district.folder / "bundle.pem"
    new.run("enrol request", "--out", asked, now=ISSUED)
    office.run("enrol issue", asked, "--out", bundle, now=ISSUED)
    assert new.run("enrol accept", bundle, now=ISSUED).code == 0
    return Case(district.folder)


@pytest.fixture
def case(lost: Case, tmp_path: Path) -> Case:
    return Case(District(lost.folder).copy(tmp_path / "offices").folder)


def test_the_record_comes_back_and_goes_on_without_a_question(case: Case, tmp_path: Path) -> None:
    back = case.hand_back(tmp_path)
    assert back.read_bytes() == case.held.read_bytes()
    with case.district.peek() as db:
        held = state(db)

    answer = case.new.run("takeover", back, now=TODAY)
    assert (answer.code, answer.json["rows"], answer.json["totals"]) == (0, 5, 3)
    with case.new.open() as book:
        with case.district.peek() as db:
            assert state(book.db, TRAVELLING) == state(db, TRAVELLING)
        assert {row["device"] for row in queries.rows(book.db, REGISTERS["outreach"])} == {
            book.device
        }
        assert list(queries.rows(book.db, REGISTERS["referrals"])) == []
        assert health.check(book) == []
    found = case.take(case.new.export(now=TODAY))
    assert found["status"] == "accepted"
    assert (found["added"], found["changed"], found["removed"]) == (0, 0, 0)
    assert "thay máy cũ" in found["reason"]
    with case.district.peek() as db:
        assert state(db) == held


def test_what_is_recorded_next_is_added_to_what_came_back(case: Case, tmp_path: Path) -> None:
    case.new.run("takeover", case.hand_back(tmp_path), now=TODAY)
    case.new.record("referrals", rows.referral(), now=TODAY)
    with case.new.open() as book:
        uid = next(queries.rows(book.db, REGISTERS["outreach"]))["uid"]
    case.new.record("outreach", rows.outreach(uid=uid, attendees=61), now=TODAY)
    found = case.take(case.new.export(now=TODAY))
    assert (found["added"], found["changed"], found["removed"]) == (0, 3, 0)
    with case.district.peek() as db:
        counts = db.execute(
            "SELECT (SELECT sum(count) FROM referral_months WHERE retired IS NULL), entitled"
            " FROM referral_years WHERE retired IS NULL"
        ).fetchall()
    assert counts == [(3, 3)]


def test_taking_over_twice_or_where_the_rows_are_already_changes_nothing(
    case: Case, tmp_path: Path
) -> None:
    back = case.hand_back(tmp_path)
    case.new.run("takeover", back, now=TODAY)
    with case.new.peek() as db:
        before = whole(db)
    for office, reason in ((case.new, "trước đây"), (case.old, "chính máy này")):
        answer = office.run("takeover", back, now=TODAY)
        assert answer.code == 1
        assert reason in answer.json["error"]
    with case.new.peek() as db:
        assert whole(db) == before


def test_what_came_back_can_be_looked_back_on_and_taken_back_as_one(
    case: Case, tmp_path: Path
) -> None:
    case.new.run("takeover", case.hand_back(tmp_path), now=TODAY)
    with case.new.open() as book:
        (action,) = history.actions(book.db)
        assert (action.rows, action.kind) == (5, "save")
        assert "máy cũ" in action.reason
        assert undo.undo(book, now=TODAY).rows == 5
        assert list(queries.rows(book.db, REGISTERS["outreach"])) == []


def test_a_packet_of_another_office_or_a_spoilt_one_is_not_taken_over(
    case: Case, tmp_path: Path, sandbox: Sandbox
) -> None:
    other = Office(case.district.folder.parent / "01867", "01867")
    spoilt = tmp_path / "spoilt.xlsx"
    spoilt.write_bytes(case.held.read_bytes()[:-1])
    with case.new.peek() as db:
        before = whole(db)
    for file, reason in (
        (other.export(), "không phải của Xã Bộc Bố"),
        (spoilt, ""),
        (tmp_path / "none.xlsx", "không phải là một tệp"),
    ):
        answer = case.new.run("takeover", file, now=TODAY)
        assert answer.code == 1
        assert reason in answer.json["error"]
    with case.new.peek() as db:
        assert whole(db) == before


def test_a_packet_with_a_broken_rule_is_not_taken_over(case: Case, tmp_path: Path) -> None:
    with case.old.open() as book:
        packet = packet_of(book)
        for row in packet.rows["outreach"]:
            row["women"] = 999
        content = signed(book, packet)
    (tmp_path / "broken.xlsx").write_bytes(content)
    with case.new.open() as book:
        before = whole(book.db)
        with pytest.raises(InputError, match="Hoạt động truyền thông, dòng 1"):
            handover.take_over(book, tmp_path / "broken.xlsx", now=TODAY)
        assert whole(book.db) == before


def test_late_packets_of_the_lost_laptop_are_named_and_never_imported(case: Case) -> None:
    with case.district.peek() as db:
        before = state(db)
    packets = {
        "held": case.held,
        "late": case.late,
        "stolen": case.old.export(now=LOST + DAY),
        "backdated": case.old.export(now=NOW + DAY),
    }
    found = {name: case.take(packet) for name, packet in packets.items()}
    assert {name: line["status"] for name, line in found.items()} == {
        "held": "duplicate",
        "late": "superseded",
        "stolen": "refused",
        "backdated": "superseded",
    }
    assert "thu hồi" in found["stolen"]["reason"]
    assert "ký trước khi máy đó bị thu hồi" in found["late"]["reason"]
    with case.district.peek() as db:
        assert state(db) == before


def test_without_a_successor_a_late_packet_is_refused(founded: District, tmp_path: Path) -> None:
    district = founded.copy(tmp_path / "offices")
    old = district.communes[0]
    packet = old.export()
    district.office.run("enrol revoke", "--unit", old.code, now=LOST)
    found = district.office.run("import", packet, now=TODAY).json
    assert (found["status"], found["added"]) == ("refused", 0)
    assert "thu hồi" in found["reason"]


def test_late_packets_stay_superseded_once_the_successor_has_sent(case: Case) -> None:
    assert case.take(case.new.export(now=TODAY))["status"] == "accepted"
    assert case.take(case.late)["status"] == "superseded"
    assert case.take(case.late)["status"] == "duplicate"
    found = case.take(case.new.export(now=TODAY))
    assert (found["status"], found["sequence"]) == ("accepted", 2)


def test_a_second_laptop_without_a_revocation_is_a_question(
    founded: District, case: Case, tmp_path: Path
) -> None:
    """The control: what makes a successor is the revocation, nothing else."""
    district = founded.copy(tmp_path / "unrevoked")
    old = district.communes[0]
    new = Office.found(tmp_path / "second" / old.code, old.code)
    asked, bundle = tmp_path / "asked.pem", tmp_path / "bundle.pem"
    new.run("enrol request", "--out", asked)
    district.office.run("enrol issue", asked, "--out", bundle)
    new.run("enrol accept", bundle)
    assert district.office.run("import", old.export()).json["status"] == "accepted"
    found = district.office.run("import", new.export()).json
    assert (found["status"], found["reason"].split(".")[0]) == (
        "fork",
        "Gói từ một máy khác của cùng đơn vị",
    )


def test_nothing_is_handed_back_that_is_not_there_whole(case: Case, tmp_path: Path) -> None:
    out = tmp_path / "back.xlsx"
    answer = case.district.run("handback", "--unit", "01867", "--out", out)
    assert (answer.code, "Chưa nhận gói nào" in answer.json["error"]) == (1, True)
    next((case.district.folder / "inbox").glob("*.xlsx")).write_bytes(b"")
    answer = case.district.run("handback", "--unit", case.old.code, "--out", out)
    assert (answer.code, "mất hoặc hỏng" in answer.json["error"]) == (1, True)
    assert not out.exists()
