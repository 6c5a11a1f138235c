"""``export``, ``verify`` and ``import`` as offices use them."""

import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from desktop.records import store
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from sync.demo import alter
from tests import rows
from tests.district import NOW, PASSPHRASE, District, Office, run, state

SHAPE = {"file", "status", "reason", "unit", "device", "sequence", "added", "changed", "removed"}


@pytest.fixture
def packet(district: District) -> Path:
    """The first packet of the first commune: one event."""
    district.communes[0].record("outreach", rows.outreach())
    return district.communes[0].export()


def received(office: Office, *files: object) -> list[tuple[str, int, int, int]]:
    """Status and counts of each file, imported in this order."""
    found = office.run("import", *files).lines
    assert all(set(line) == SHAPE for line in found)
    assert [line["file"] for line in found] == [str(file) for file in files]
    return [(r["status"], r["added"], r["changed"], r["removed"]) for r in found]


def test_export_says_what_it_wrote(district: District, tmp_path: Path) -> None:
    commune = district.communes[0]
    commune.record("outreach", rows.outreach(), rows.outreach())
    commune.record("referrals", rows.referral())
    told = commune.run("export", "--out", tmp_path / "usb" / "new", "--period", "2024-h1").json

    content = Path(told["path"]).read_bytes()
    assert Path(told["path"]).parent == tmp_path / "usb" / "new"
    assert (told["sequence"], told["rows"]) == (1, 4)
    assert told["sha256"] == sha256(content).hexdigest()
    assert (commune.folder / "outbox" / Path(told["path"]).name).read_bytes() == content
    assert commune.run("export").json["sequence"] == 2


def test_same_book_and_time_give_the_same_bytes(district: District, tmp_path: Path) -> None:
    commune = district.communes[0]
    commune.record("outreach", *(rows.outreach() for _ in range(20)))
    commune.record("referrals", *(rows.referral() for _ in range(20)))
    twin = commune.copy(tmp_path / "twin")

    assert commune.export().read_bytes() == twin.export().read_bytes()


def test_verify_needs_no_book(district: District, packet: Path) -> None:
    told = run("verify", packet, "--trust", district.trust, "--json", "--now", NOW).json

    with Book.open(district.communes[0].folder, PASSPHRASE) as book:
        device = book.device
    expected = {"status": "valid", "unit": "01864", "device": device, "sequence": 1, "rows": 1}
    assert told.items() >= expected.items()


def test_verify_of_an_altered_packet(district: District, packet: Path) -> None:
    packet.write_bytes(alter(packet.read_bytes()))
    answer = run("verify", packet, "--trust", district.trust, "--json", "--now", NOW)

    assert answer.code == 1
    assert (answer.json["status"], answer.json["unit"]) == ("refused", None)
    assert answer.json["reason"] in answer.err


def test_verify_of_an_unknown_sender(district: District) -> None:
    packet = district.stranger.export()
    answer = run("verify", packet, "--trust", district.trust, "--json", "--now", NOW)

    assert (answer.code, answer.json["status"]) == (1, "unknown_sender")


def test_import_twice(district: District, packet: Path) -> None:
    assert received(district.office, packet) == [("accepted", 1, 0, 0)]
    assert received(district.office, packet) == [("duplicate", 0, 0, 0)]
    (row,) = district.office.run("rows", "outreach").lines
    (own,) = district.communes[0].run("rows", "outreach").lines
    assert row == own | {"unit": "01864"}


def test_later_packet_adds_changes_and_removes(district: District, packet: Path) -> None:
    commune, office = district.communes[0], district.office
    (first,) = commune.run("rows", "outreach").lines
    (second,) = commune.record("outreach", rows.outreach(date="06/03/2024"))
    early = commune.export()
    commune.record("outreach", first | {"attendees": 77}, rows.outreach(date="07/03/2024"))
    with commune.open() as book:
        store.retire(book, REGISTERS["outreach"], second, "ghi nhầm", now=NOW)
    late = commune.export()

    assert received(office, packet, early) == [("accepted", 1, 0, 0), ("accepted", 1, 0, 0)]
    assert received(office, late) == [("accepted", 1, 1, 1)]
    assert office.run("rows", "outreach").lines == [
        row | {"unit": "01864"} for row in commune.run("rows", "outreach").lines
    ]


def test_older_packet_after_a_newer_one(district: District, packet: Path) -> None:
    later = district.communes[0].export()

    assert received(district.office, later) == [("accepted", 1, 0, 0)]
    assert received(district.office, packet) == [("superseded", 0, 0, 0)]
    assert received(district.office, packet) == [("duplicate", 0, 0, 0)]


def test_one_bad_file_does_not_stop_the_others(district: District, packet: Path) -> None:
    office, folder = district.office, packet.parent
    bad = folder / "a.xlsx"
    bad.write_bytes(alter(packet.read_bytes()))
    (folder / "b.xlsx").write_bytes(b"")
    foreign = shutil.copy(district.stranger.export(), folder / "c.xlsx")
    answer = office.run("import", folder)

    assert answer.code == 1
    assert {Path(r["file"]).name: r["status"] for r in answer.lines} == {
        "a.xlsx": "refused",
        "b.xlsx": "refused",
        "c.xlsx": "unknown_sender",
        packet.name: "accepted",
    }
    assert len(answer.err.splitlines()) == 3
    quarantine = office.folder / "inbox" / "quarantine"
    kept = {file.read_bytes() for file in quarantine.iterdir()}
    assert kept == {bad.read_bytes(), Path(foreign).read_bytes()}


def test_own_packet_is_not_taken(district: District) -> None:
    office = district.office
    office.record("models", rows.model())
    packet = office.export()

    answer = office.run("import", packet)
    assert (answer.code, answer.json["status"]) == (1, "refused")
    assert len(office.run("rows", "models").lines) == 1


def test_commune_takes_no_packets_of_others(district: District, packet: Path) -> None:
    first, second = district.communes[:2]

    assert received(first, packet)[0][0] == "refused"
    assert received(second, packet)[0][0] in ("refused", "unknown_sender")
    assert second.run("rows", "outreach").out == ""


def test_plan_shows_and_does_nothing(district: District, packet: Path) -> None:
    office = district.office
    with office.peek() as db:
        before = state(db)
    shown: Any = office.run("import", "--plan", packet).json

    assert (shown["status"], shown["added"]) == ("accepted", 1)
    with office.peek() as db:
        assert state(db) == before
        assert db.table("received").count == 0


def test_fork_waits_for_a_person(district: District, tmp_path: Path) -> None:
    commune, office = district.communes[0], district.office
    twin = commune.copy(tmp_path / "twin")
    commune.record("outreach", rows.outreach())
    twin.record("outreach", rows.outreach(date="09/03/2024"))
    ours, theirs = commune.export(), twin.export()

    assert received(office, ours) == [("accepted", 1, 0, 0)]
    waiting = office.run("import", theirs)
    assert (waiting.code, waiting.json["status"]) == (1, "fork")
    assert (waiting.json["added"], waiting.json["removed"]) == (1, 1)
    assert [row["date"] for row in office.run("rows", "outreach").lines] == ["2024-03-05"]
    decided = office.run("import", "--accept-fork", theirs)
    assert (decided.code, decided.json["status"]) == (0, "accepted")
    assert [row["date"] for row in office.run("rows", "outreach").lines] == ["2024-03-09"]
