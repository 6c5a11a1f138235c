"""From a file to the record: honest packets, lost and repeated ones, and dishonest senders."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.records import mailbox, units
from desktop.records.book import Book
from desktop.records.errors import InputError
from sync import receive
from sync.enrolment import enrol
from sync.enrolment.keyring import trust_of
from sync.errors import TrustError
from sync.merge import Status
from sync.sandbox import Sandbox
from tests import rows
from tests.district import (
    NOW,
    District,
    Office,
    enrolled,
    packet_of,
    record,
    signed,
    state,
    whole,
)


@pytest.fixture
def office(district: District) -> Iterator[Book]:
    with district.office.open() as book:
        yield book


@pytest.fixture
def commune(district: District) -> Iterator[Book]:
    with district.communes[0].open() as book:
        yield book


def file(folder: Path, content: bytes) -> Path:
    place = folder / f"{len(list(folder.glob('*.xlsx')))}.xlsx"
    place.write_bytes(content)
    return place


Take = Callable[..., list[receive.Planned]]


@pytest.fixture
def take(sandbox: Sandbox) -> Take:
    """Plan and apply each file in turn."""

    def plan_and_apply(book: Book, *files: Path) -> list[receive.Planned]:
        plans = receive.plan(book, files, now=NOW, sandbox=sandbox)
        return [receive.apply(book, planned, now=NOW) for planned in plans]

    return plan_and_apply


def test_planning_only_reads(sandbox: Sandbox, office: Book, commune: Book, tmp_path: Path) -> None:
    record(commune, "outreach", rows.outreach())
    packet = file(tmp_path, signed(commune, packet_of(commune)))
    before = whole(office.db)
    (planned,) = receive.plan(office, [packet], now=NOW, sandbox=sandbox)

    assert (planned.status, planned.added) == (Status.ACCEPTED, 1)
    assert planned.sender is not None
    assert planned.sender.name == "Xã Bộc Bố"
    assert whole(office.db) == before


def test_what_is_held_is_what_was_sent(
    take: Take, office: Book, commune: Book, tmp_path: Path
) -> None:
    (event,) = record(commune, "outreach", rows.outreach(), rows.outreach())[:1]
    (site,) = record(commune, "sites", rows.site())
    record(commune, "reach", rows.reach(event, site))
    record(commune, "models", rows.model())
    travelling = ("outreach", "sites", "reach", "models")

    (done,) = take(office, file(tmp_path, signed(commune, packet_of(commune))))
    assert (done.status, done.added) == (Status.ACCEPTED, 5)
    assert state(office.db, travelling) == state(commune.db, travelling)


def test_every_file_is_kept_and_entered(
    take: Take, office: Book, commune: Book, tmp_path: Path
) -> None:
    good = signed(commune, packet_of(commune))
    bad = good[:-1]
    take(office, file(tmp_path, good), file(tmp_path, bad), file(tmp_path, good))

    inbox = office.folder / "inbox"
    assert [f.read_bytes() for f in inbox.glob("*.xlsx")] == [good]
    assert [f.read_bytes() for f in (inbox / "quarantine").iterdir()] == [bad]
    entered = [(entry.status, entry.file) for entry in mailbox.all_received(office.db)]
    assert entered == [("duplicate", "2.xlsx"), ("refused", "1.xlsx"), ("accepted", "0.xlsx")]


def test_file_that_cannot_be_read_leaves_no_trace(take: Take, office: Book, tmp_path: Path) -> None:
    before = whole(office.db)
    done = take(office, tmp_path / "none.xlsx", tmp_path)

    assert [planned.status for planned in done] == [Status.REFUSED] * 2
    assert whole(office.db) == before


def test_office_without_certificate_takes_nothing(
    sandbox: Sandbox, district: District, tmp_path: Path
) -> None:
    with district.newcomer.open() as book, pytest.raises(TrustError):
        list(receive.plan(book, [tmp_path], now=NOW, sandbox=sandbox))


def test_lost_packets_are_counted_and_harmless(
    take: Take, office: Book, commune: Book, tmp_path: Path
) -> None:
    packet = packet_of(commune, sequence=4, previous="f" * 64)
    (done,) = take(office, file(tmp_path, signed(commune, packet)))

    assert (done.status, done.missing) == (Status.ACCEPTED, 3)
    assert "3" in done.reason


def test_plan_made_before_another_packet_came_is_void(
    sandbox: Sandbox, office: Book, commune: Book, tmp_path: Path
) -> None:
    first = file(tmp_path, signed(commune, packet_of(commune)))
    record(commune, "outreach", rows.outreach())
    second = file(tmp_path, signed(commune, packet_of(commune, sequence=2, previous="f" * 64)))
    (late,) = receive.plan(office, [second], now=NOW, sandbox=sandbox)
    (stale,) = receive.plan(office, [first], now=NOW, sandbox=sandbox)
    receive.apply(office, late, now=NOW)
    before = whole(office.db)

    with pytest.raises(InputError):
        receive.apply(office, stale, now=NOW)
    assert whole(office.db) == before


def test_units_do_not_disturb_each_other(
    take: Take, district: District, office: Book, commune: Book, tmp_path: Path
) -> None:
    record(commune, "outreach", rows.outreach())
    record(office, "outreach", rows.outreach(attendees=99))
    with district.communes[1].open() as other:
        record(other, "outreach", rows.outreach(attendees=60, women=1))
        take(office, file(tmp_path, signed(other, packet_of(other))))
    take(office, file(tmp_path, signed(commune, packet_of(commune))))
    emptied = packet_of(commune, {}, sequence=3, previous="f" * 64)
    (done,) = take(office, file(tmp_path, signed(commune, emptied)))

    assert (done.status, done.removed) == (Status.ACCEPTED, 1)
    left = office.db.execute("SELECT attendees FROM outreach WHERE retired IS NULL ORDER BY 1")
    assert left.fetchall() == [(60,), (99,)]


def test_row_that_comes_back_is_live_again(
    take: Take, office: Book, commune: Book, tmp_path: Path
) -> None:
    record(commune, "outreach", rows.outreach())
    whole_record = packet_of(commune)
    packets = (
        whole_record,
        packet_of(commune, {}, sequence=3, previous="f" * 64),
        packet_of(commune, sequence=5, previous="f" * 64),
    )
    done = take(office, *(file(tmp_path, signed(commune, packet)) for packet in packets))

    counts = [(planned.added, planned.changed, planned.removed) for planned in done]
    assert counts == [(1, 0, 0), (0, 0, 1), (1, 0, 0)]
    assert state(office.db, ("outreach",)) == state(commune.db, ("outreach",))


# Dishonest or unlucky senders, each with a genuine certificate.


Refused = Callable[[Book, bytes], receive.Planned]


@pytest.fixture
def refused(take: Take, tmp_path: Path) -> Refused:
    """Take a packet that must be refused without a trace in the registers."""

    def refuse(book: Book, content: bytes) -> receive.Planned:
        before = state(book.db)
        (done,) = take(book, file(tmp_path, content))
        assert done.status is Status.REFUSED, done.reason
        assert done.reason
        assert state(book.db) == before
        return done

    return refuse


@pytest.mark.parametrize(
    "claim",
    [
        {"unit": "01867"},
        {"unit": "060", "tier": "district"},
        {"tier": "district"},
        {"edition": "2025"},
        {"device": "0" * 16},
    ],
    ids=str,
)
def test_header_that_claims_to_be_another(
    refused: Refused, office: Book, commune: Book, claim: dict[str, Any]
) -> None:
    record(commune, "outreach", rows.outreach())

    refused(office, signed(commune, packet_of(commune, **claim)))


def test_rows_of_another_office_are_not_taken_over(
    refused: Refused, take: Take, district: District, office: Book, commune: Book, tmp_path: Path
) -> None:
    with district.communes[1].open() as other:
        record(other, "outreach", rows.outreach())
        take(office, file(tmp_path, signed(other, packet_of(other))))
        stolen = {"outreach": packet_of(other).rows["outreach"]}
    (own,) = record(office, "models", rows.model())
    ours = {"models": packet_of(office).rows["models"]}

    for rows_claimed in (stolen, ours):
        refused(office, signed(commune, packet_of(commune, rows_claimed)))
    assert office.db.execute("SELECT unit FROM models WHERE uid = ?", [own]).fetchone() == ("060",)


@pytest.mark.parametrize(
    "change",
    [
        {"women": 43},
        {"date": "2020-12-31"},
        {"note": "x" * 301},
        {"attendees": None},
    ],
    ids=str,
)
def test_rows_that_break_a_rule(
    refused: Refused, office: Book, commune: Book, change: dict[str, object]
) -> None:
    record(commune, "outreach", rows.outreach())
    packet = packet_of(commune)
    packet.rows["outreach"][0].update(change)  # type: ignore[arg-type]

    done = refused(office, signed(commune, packet))
    assert done.added == 0


def test_reference_to_a_row_that_does_not_travel(
    refused: Refused, office: Book, commune: Book
) -> None:
    (event,) = record(commune, "outreach", rows.outreach())
    (site,) = record(commune, "sites", rows.site())
    record(commune, "reach", rows.reach(event, site))
    packet = packet_of(commune)
    packet.rows["outreach"].clear()

    refused(office, signed(commune, packet))


def test_same_row_twice(refused: Refused, office: Book, commune: Book) -> None:
    record(commune, "outreach", rows.outreach())
    packet = packet_of(commune)
    packet.rows["outreach"].append(packet.rows["outreach"][0] | {"attendees": 50})

    refused(office, signed(commune, packet))


def test_a_date_ahead_is_a_doubtful_clock_not_a_refusal(
    take: Take, office: Book, commune: Book, tmp_path: Path
) -> None:
    ahead = NOW.replace(year=2031)
    record(commune, "outreach", rows.outreach(date="01/01/2031"), now=ahead)
    (done,) = take(office, file(tmp_path, signed(commune, packet_of(commune), ahead)))

    assert done.status is Status.ACCEPTED


def test_replayed_packet_changes_nothing(
    take: Take, office: Book, commune: Book, tmp_path: Path
) -> None:
    first = file(tmp_path, signed(commune, packet_of(commune)))
    take(office, first)
    record(commune, "outreach", rows.outreach())
    newer = packet_of(commune, sequence=2, previous="f" * 64)
    (fork,) = take(office, file(tmp_path, signed(commune, newer)))
    assert fork.status is Status.FORK
    before = state(office.db)

    assert take(office, first)[0].status is Status.DUPLICATE
    assert state(office.db) == before


def test_truncated_packet(refused: Refused, office: Book, commune: Book) -> None:
    content = signed(commune, packet_of(commune))

    for length in (0, 1, 100, len(content) // 2, len(content) - 1):
        if length:
            refused(office, content[:length])
    assert mailbox.history(office.db, "01864") == []


def test_two_laptops_with_one_identity(
    take: Take, district: District, office: Book, tmp_path: Path
) -> None:
    twin = district.communes[0].copy(tmp_path / "twin")
    first = [district.communes[0].export()]
    with twin.open() as book:
        record(book, "outreach", rows.outreach())
    second = [twin.export(), twin.export()]

    assert [p.status for p in take(office, *first)] == [Status.ACCEPTED]
    assert [p.status for p in take(office, *second)] == [Status.FORK, Status.FORK]
    assert office.db.table("outreach").count == 0


def test_restored_old_copy_that_goes_on_as_if_nothing_was(
    take: Take, district: District, office: Book, tmp_path: Path
) -> None:
    commune = district.communes[0]
    backup = commune.copy(tmp_path / "backup")
    take(office, commune.export(), commune.export())

    with backup.open() as book:
        record(book, "outreach", rows.outreach())
    (done,) = take(office, backup.export())
    assert done.status is Status.FORK


def test_announced_restore_waits_for_a_person(
    take: Take, office: Book, commune: Book, tmp_path: Path
) -> None:
    take(office, file(tmp_path, signed(commune, packet_of(commune))))
    again = packet_of(commune, epoch="00000001", sequence=1, previous="")

    (done,) = take(office, file(tmp_path, signed(commune, again)))
    assert done.status is Status.FORK
    assert receive.apply(office, done, now=NOW, accept_fork=True).status is Status.ACCEPTED


def test_second_laptop_of_the_receiving_office_does_not_drop_its_rows(
    refused: Refused, district: District, tmp_path: Path
) -> None:
    """Under one province both are believed; a snapshot of one must not replace the other's rows."""
    province = Office.found(tmp_path / "06", "06")
    laptops = (district.office, Office.found(tmp_path / "second" / "060", "060"))
    request = tmp_path / "request.pem"
    for laptop in laptops:
        with laptop.open() as book, province.open() as above:
            enrol.request(book, request)
            enrol.accept(book, enrol.issue(above, request.read_bytes(), NOW), NOW)
    laptops[0].record("models", rows.model())

    packet = laptops[1].export()
    with laptops[0].open() as book, laptops[1].open() as second:
        enrol.learn(book, trust_of(second))
        done = refused(book, packet.read_bytes())
    assert "máy khác của chính cơ quan này" in done.reason


def test_commune_of_another_district_under_the_same_province(
    refused: Refused, district: District, tmp_path: Path
) -> None:
    province = Office.found(tmp_path / "06", "06")
    request = tmp_path / "request.pem"
    for laptop in (district.office, district.neighbour):
        with laptop.open() as book, province.open() as above:
            enrol.request(book, request)
            enrol.accept(book, enrol.issue(above, request.read_bytes(), NOW), NOW)
    enrolled(district.stranger, district.neighbour)
    packet = district.stranger.export().read_bytes()

    with district.office.open() as book:
        done = refused(book, packet)
        assert "không thuộc" in done.reason
        assert done.sender is not None
        assert units.find("2021", done.sender.unit).parent == "061"
