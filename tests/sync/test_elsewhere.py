"""A row about a place of another office: the district inspects what a commune has entered.

Commune and district send on their own; whatever comes first, is renamed or dropped, nothing is
refused, lost or left dangling.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest

from desktop.records import queries, store, units
from desktop.records.book import Book
from desktop.records.errors import InputError, RowsRefused
from desktop.records.fields import Row
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS
from sync import receive
from sync.merge import Status
from sync.package import container
from sync.pki.trust import Sender
from sync.xlsx import reader, workbook
from tests import rows
from tests.district import NOW, PASSPHRASE, District, packet_of, record

INSPECTIONS, REACH, SITES = (REGISTERS[name] for name in ("inspections", "reach", "sites"))


def posted(book: Book, sequence: int, without: str = "") -> receive.Verified:
    """What the office would send now, written and read as a packet is, the seal left aside."""
    packet = packet_of(book, sequence=sequence)
    if without:
        packet.rows[without].clear()
    parts = workbook.write(packet)
    header = packet.header
    sender = Sender(header.edition, header.unit, header.tier, header.device, "", "", "", "")
    return receive.Verified(Path("gói.xlsx"), container.pack(parts), sender, reader.read(parts))


def take(book: Book, packet: receive.Verified) -> receive.Planned:
    return receive.apply(book, receive.weigh(book, packet, now=NOW), now=NOW)


@dataclass
class Story:
    """A commune that enters a place, renames it and drops it; its district that inspects it; a
    province that has heard of nothing yet."""

    commune: Book
    office: Book
    province: Book
    place: str
    packets: list[receive.Verified]

    def inspected(self) -> Row:
        (row,) = queries.rows(self.office.db, INSPECTIONS)
        return row


@pytest.fixture(scope="module")
def told(founded: District, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("elsewhere")
    district = founded.copy(folder / "district")
    Book.create(folder / "06", PASSPHRASE, units.find("2021", "06"), now=NOW)[0].close()
    with (
        district.communes[0].open() as commune,
        district.office.open() as office,
        Book.open(folder / "06", PASSPHRASE) as province,
    ):
        (place,) = record(commune, "sites", rows.site(name="Karaoke Núi Xanh"))
        packets = [posted(commune, 1)]
        take(office, packets[0])
        (talk,) = record(office, "outreach", rows.outreach())
        record(office, "reach", rows.reach(talk, place))
        record(office, "inspections", rows.inspection(place))
        record(commune, "sites", rows.site(uid=place, name="Karaoke Sông Năng"))
        packets.append(posted(commune, 3))
        store.retire(commune, SITES, place, "đóng cửa", now=NOW)
        packets.append(posted(commune, 5))
        yield Story(commune, office, province, place, packets)


@pytest.fixture
def story(told: Story) -> Iterator[Story]:
    """The story; what a test adds to it is forgotten again."""
    books = (told.commune, told.office, told.province)
    for book in books:
        book.db.execute("BEGIN")
    yield told
    for book in books:
        book.db.execute("ROLLBACK")


def found(book: Book, words: str) -> tuple[int, int]:
    """How many inspections and lines of reach are found."""
    wanted = Wanted(words)
    return queries.count(book.db, INSPECTIONS, wanted), queries.count(book.db, REACH, wanted)


def test_an_office_may_refer_to_what_it_holds_of_another_and_to_nothing_else(
    story: Story,
) -> None:
    with pytest.raises(RowsRefused, match="không có dòng"):
        record(
            story.commune, "inspections", rows.inspection("018f5c7a-0000-7000-8000-000000000009")
        )
    assert found(story.office, "nui xanh") == (1, 1)


def test_a_place_renamed_by_its_commune_is_found_by_its_new_name(story: Story) -> None:
    take(story.office, story.packets[1])
    assert found(story.office, "song nang") == (1, 1)
    assert found(story.office, "nui xanh") == (0, 0)


def test_a_place_its_commune_has_dropped_does_not_take_the_inspection_with_it(
    story: Story,
) -> None:
    planned = take(story.office, story.packets[2])
    assert (planned.status, planned.removed) == (Status.ACCEPTED, 1)
    assert queries.count(story.office.db, SITES) == 0
    row = story.inspected()
    store.save(story.office, INSPECTIONS, row | {"fine": 2_000_000}, now=NOW)
    assert story.inspected()["fine"] == 2_000_000
    assert story.office.db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert len(posted(story.office, 1).packet.rows["inspections"]) == 1


def test_the_provinces_record_is_the_same_whatever_comes_first(story: Story) -> None:
    province, (first, renamed, dropped) = story.province, story.packets
    districts = posted(story.office, 1)
    ends = set()
    for order in permutations((first, renamed, districts)):
        province.db.execute("SAVEPOINT delivery")
        statuses = {take(province, packet).status for packet in order}
        assert statuses <= {Status.ACCEPTED, Status.SUPERSEDED}
        assert found(province, "song nang") == (1, 1)
        assert found(province, "nui xanh") == (0, 0)
        take(province, dropped)
        (row,) = queries.rows(province.db, INSPECTIONS)
        assert queries.count(province.db, SITES) == 0
        assert province.db.execute("PRAGMA foreign_key_check").fetchall() == []
        ends.add(str(row))
        province.db.execute("ROLLBACK TO delivery")
    assert len(ends) == 1


def test_a_province_that_never_heard_of_the_place_takes_the_inspection(story: Story) -> None:
    assert take(story.province, posted(story.office, 1)).status is Status.ACCEPTED
    (row,) = queries.rows(story.province.db, INSPECTIONS)
    assert row["site"] == story.place
    assert found(story.province, "thon khuoi boc") == (0, 1)


def test_a_row_about_an_own_event_that_is_not_in_the_packet_is_refused(story: Story) -> None:
    planned = receive.weigh(story.province, posted(story.office, 1, without="outreach"), now=NOW)
    assert planned.status is Status.REFUSED
    assert "Hoạt động" in planned.reason


def test_what_others_say_of_a_place_does_not_keep_its_commune_from_dropping_it(
    story: Story,
) -> None:
    (place,) = record(story.office, "sites", rows.site(name="Trường THPT"))
    record(story.commune, "outreach", rows.outreach())
    db = story.office.db
    db.execute("UPDATE inspections SET site = ?, device = 'f', unit = '01864'", [place])
    store.retire(story.office, SITES, place, "ghi nhầm", now=NOW)
    assert queries.get(db, SITES, place) is None
    (place,) = record(story.office, "sites", rows.site(name="Trường THPT"))
    db.execute("UPDATE inspections SET site = ?, device = ?", [place, story.office.device])
    with pytest.raises(InputError, match="Còn 1 dòng"):
        store.retire(story.office, SITES, place, "ghi nhầm", now=NOW)
