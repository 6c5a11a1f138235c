"""From the record to a signed packet: numbers, chain, outbox, and who cannot send."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.records import journal, mailbox, reporting
from desktop.records.errors import DiskError, InputError, SobanError
from desktop.records.periods import Basis
from desktop.records.registers import TRAVELLING
from desktop.records.reporting import Reporting
from sync import send
from sync.errors import TrustError
from sync.packet import Packet
from sync.pki.trust import Trust
from sync.sandbox import examine
from tests import rows
from tests.district import NOW, District, record


def read(district: District, path: Path) -> Packet:
    opened = examine(path.read_bytes(), Trust.from_pem(district.trust.read_bytes()), NOW)
    assert opened.packet is not None, opened.verdict
    return opened.packet


def test_packets_number_themselves_and_name_the_one_before(district: District) -> None:
    previous = ""
    with district.communes[0].open() as book:
        for sequence in (1, 2, 3):
            head = journal.head(book.db)
            sent = send.export(book, now=NOW)
            header = read(district, sent.path).header

            assert (header.sequence, header.previous) == (sequence, previous)
            assert (header.epoch, header.device) == (book.epoch, book.device)
            assert header.journal_head == head
            previous = sha256(sent.path.read_bytes()).hexdigest()


def test_a_packet_holds_the_record_as_it_stands(district: District) -> None:
    with district.communes[0].open() as book:
        (event,) = record(book, "outreach", rows.outreach())
        (site,) = record(book, "sites", rows.site())
        record(book, "reach", rows.reach(event, site))
        record(book, "models", rows.model())
        sent = send.export(book, now=NOW)
        packet = read(district, sent.path)

    assert sent.rows == 4
    counts = {name: len(found) for name, found in packet.rows.items()}
    filled = {"outreach", "sites", "reach", "models"}
    assert counts == {register.name: int(register.name in filled) for register in TRAVELLING}
    assert packet.rows["outreach"][0]["uid"] == event


def test_referrals_travel_as_totals_only(district: District) -> None:
    with district.communes[0].open() as book:
        (uid,) = record(book, "referrals", rows.referral())
        code = str(book.db.table("referrals").get(uid)["code"])
        record(
            book,
            "referrals",
            rows.referral(code=code, service="TAM_LY", outcome="DA_CHUYEN"),
            rows.referral(),
            rows.referral(date="03/01/2024", outcome="DA_CHUYEN", outcome_date=None),
            rows.referral(eligible=False),
            rows.referral(date="30/12/2023", consent_date="30/12/2023"),
        )
        packet = read(district, send.export(book, now=NOW).path)

    months = [tuple(row.values()) for row in packet.rows["referral_months"]]
    assert months == [
        ("2023-12", "Y_TE", "DA_SU_DUNG", 1),
        ("2024-01", "Y_TE", "DA_CHUYEN", 1),
        ("2024-02", "TAM_LY", "DA_CHUYEN", 1),
        ("2024-02", "Y_TE", "DA_SU_DUNG", 3),
    ]
    years = [tuple(row.values()) for row in packet.rows["referral_years"]]
    assert years == [(2023, 1, 1), (2024, 3, 2)]


def test_district_sends_its_own_rows_only(district: District) -> None:
    district.communes[0].record("outreach", rows.outreach())
    assert district.office.run("import", district.communes[0].export()).code == 0
    district.office.record("models", rows.model())

    told = district.office.run("export").json
    assert told["rows"] == 1


@pytest.mark.parametrize(
    ("period", "named"), [("2024-h1", "2024-H1"), ("2024", "2024"), (None, "2024-07")]
)
def test_period_is_named_or_the_month_that_runs(
    district: District, period: str | None, named: str
) -> None:
    with district.communes[0].open() as book:
        sent = send.export(book, now=NOW, period=period)

    assert read(district, sent.path).header.period == named


def test_the_month_that_runs_is_bounded_as_the_office_has_set(district: District) -> None:
    after_the_cut = NOW.replace(day=20)
    with district.communes[0].open() as book:
        by_decree = send.export(book, now=after_the_cut)
        reporting.keep(book.settings, Reporting(Basis.CALENDAR))
        by_calendar = send.export(book, now=after_the_cut)
    named = [read(district, sent.path).header.period for sent in (by_decree, by_calendar)]
    assert named == ["2024-08", "2024-07"]


def _unknown_period(district: District, _folder: Path) -> None:
    with district.communes[0].open() as book:
        send.export(book, now=NOW, period="2024-H3")


def _not_enrolled(district: District, _folder: Path) -> None:
    with district.newcomer.open() as book:
        send.export(book, now=NOW)


def _nowhere(district: District, folder: Path) -> None:
    (folder / "file").touch()
    with district.communes[0].open() as book:
        send.export(book, now=NOW, out=folder / "file" / "usb")


@pytest.mark.parametrize(
    ("attempt", "error"),
    [(_unknown_period, InputError), (_not_enrolled, TrustError), (_nowhere, DiskError)],
)
def test_what_cannot_be_sent_takes_no_number(
    district: District,
    tmp_path: Path,
    attempt: Callable[[District, Path], None],
    error: type[SobanError],
) -> None:
    with pytest.raises(error):
        attempt(district, tmp_path)

    for office in (district.communes[0], district.newcomer):
        with office.peek() as db:
            assert mailbox.all_sent(db) == []
        assert not any((office.folder / "outbox").iterdir())


def test_outbox_is_filled_again_after_a_power_cut(district: District) -> None:
    with district.communes[0].open() as book:
        first, second = (send.export(book, now=NOW).path for _ in range(2))
        kept = second.read_bytes()
        first.unlink()
        second.unlink()
        send.export(book, now=NOW)

        assert second.read_bytes() == kept
        assert not first.exists()


def test_only_the_newest_packet_is_kept_in_the_book(district: District) -> None:
    with district.communes[0].open() as book:
        sent = [send.export(book, now=NOW) for _ in range(3)]
        kept = list(book.db.execute("SELECT sequence, packet FROM sent ORDER BY sequence"))

    assert [packet for _, packet in kept] == [None, None, sent[2].path.read_bytes()]


@pytest.mark.parametrize("year", [1980, 2000, 2099])
def test_wrong_clock_stops_no_packet(district: District, year: int) -> None:
    now = NOW.replace(year=year)
    with district.communes[0].open() as book:
        sent = send.export(book, now=now)
    answer = district.office.run("import", sent.path)

    assert (answer.code, answer.json["status"]) == (0, "accepted")
