"""S2: rows of referrals stay on the laptop, whatever is recorded, dropped, sent and printed."""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop.records import queries, sheet, snapshot, store
from desktop.records.book import Book
from desktop.records.fields import Row
from desktop.records.registers import REGISTERS
from sync import receive, send
from sync.enrolment.keyring import trust_of
from sync.packet import Packet
from sync.sandbox import Sandbox, examine
from sync.xlsx import drafting, wording
from tests import rows
from tests.district import NOW, District, record
from tests.trials.canaries import date_spellings, files, scan, spellings

REFERRALS = REGISTERS["referrals"]
SERVICES = ("Y_TE", "TAM_LY", "PHAP_LY", "GDNN")
OUTCOMES = ("DA_SU_DUNG", "DA_TIEP_CAN", "DA_CHUYEN")
PERIODS = ("2023", "2023-H1", "2023-Q2", "2023-11", None)
Marks = dict[str, dict[str, bytes]]


@dataclass
class Life:
    """A commune that goes on at random; it remembers every mark that must not get out."""

    book: Book
    draw: random.Random
    marks: Marks = field(default_factory=dict)
    packets: list[Path] = field(default_factory=list)

    def live(self, steps: int) -> None:
        acts = (self.refer, self.refer, self.serve_again, self.drop, self.work, self.send)
        self.refer()
        for _ in range(steps):
            self.draw.choice(acts)()
        self.send()

    def refer(self, **fixed: Any) -> None:
        """A slip. Its days lie in 2022 and 2023, when nothing else here happens, and are no day on
        which a period begins or ends."""
        names = ("date", "consent_date", "outcome_date", "due")
        month = f"{self.draw.choice((2022, 2023))}-{self.draw.randint(1, 12):02}"
        days = sorted(self.draw.sample(range(2, 14), len(names)))
        dates = {name: f"{month}-{day:02}" for name, day in zip(names, days, strict=True)}
        row = rows.referral(
            **dates,
            service=self.draw.choice(SERVICES),
            outcome=self.draw.choice(OUTCOMES),
            need=self.draw.random() < 0.8,
            eligible=self.draw.random() < 0.8,
        )
        (uid,) = record(self.book, "referrals", row | fixed)
        code = str(self.book.db.table("referrals").get(uid)["code"])
        self.marks |= {uid: spellings(uid), code: spellings(code)}
        self.marks |= {day: date_spellings(day) for day in dates.values()}

    def serve_again(self) -> None:
        slip = self.draw.choice(self.slips())
        self.refer(code=slip["code"])

    def drop(self) -> None:
        slip = self.draw.choice(self.slips())
        if len(self.slips()) > 1:
            store.retire(self.book, REFERRALS, str(slip["uid"]), "ghi nhầm", now=NOW)

    def work(self) -> None:
        record(self.book, "outreach", rows.outreach())

    def send(self) -> None:
        sent = send.export(self.book, now=NOW, period=self.draw.choice(PERIODS))
        self.packets.append(sent.path)

    def slips(self) -> list[Row]:
        return list(queries.rows(self.book.db, REFERRALS))


def totals(slips: list[Row]) -> tuple[Counter[Any], dict[int, tuple[int, int]]]:
    """The two tables that travel, counted once more by hand."""
    months = Counter((str(s["date"])[:7], s["service"], s["outcome"]) for s in slips)
    years = {}
    for year in {str(s["date"])[:4] for s in slips if s["need"] and s["eligible"]}:
        found = [s for s in slips if s["need"] and s["eligible"] and year in str(s["date"])]
        served = {s["code"] for s in found if s["outcome"] == "DA_SU_DUNG"}
        years[int(year)] = (len({s["code"] for s in found}), len(served))
    return months, years


def told(packet: Packet) -> tuple[Counter[Any], dict[int, tuple[int, int]]]:
    """The same two tables as the packet gives them."""
    months: Counter[Any] = Counter()
    for row in packet.rows["referral_months"]:
        month, service, outcome, count = row.values()
        months[month, service, outcome] = int(str(count))
    years = (map(int, map(str, row.values())) for row in packet.rows["referral_years"])
    return months, {year: (entitled, served) for year, entitled, served in years}


@dataclass
class Firewall:
    """The trial: lives of communes, and a look at all that came out of them."""

    founded: District
    folder: Path
    sandbox: Sandbox

    def leaks(self, seed: int, *, printed: bool = False) -> set[tuple[str, str, str]]:
        """Everything of a referral that one life let out."""
        district = self.founded.copy(self.folder / str(seed))
        with district.communes[0].open() as book, district.office.open() as office:
            life = Life(book, random.Random(seed))
            life.live(steps=8)
            out = [(path.name, path.read_bytes()) for path in life.packets]
            packet = examine(out[-1][1], trust_of(office), NOW).packet
            assert packet is not None
            assert told(packet) == totals(life.slips())
            for planned in receive.plan(office, life.packets, now=NOW, sandbox=self.sandbox):
                out.append(("message", repr(receive.apply(office, planned, now=NOW)).encode()))
            out += files(office.folder)
            out += self._printed(book, office) if printed else []
        shutil.rmtree(district.folder)
        return scan(out, life.marks)

    def _printed(self, *books: Book) -> list[tuple[str, bytes]]:
        return [
            (f"{name}-{period}.pdf", sheet.pdf(sheet.compose(book, name, period, NOW)))
            for book in books
            for name in sheet.SHEETS
            for period in ("2022", "2023-11")
        ]


@pytest.fixture
def firewall(founded: District, tmp_path: Path, sandbox: Sandbox) -> Firewall:
    return Firewall(founded, tmp_path, sandbox)


def test_nothing_gets_out(firewall: Firewall) -> None:
    for seed in range(50):
        assert firewall.leaks(seed, printed=seed % 25 == 0) == set()


@pytest.mark.soak
def test_nothing_gets_out_at_length(firewall: Firewall) -> None:
    for seed in range(50, 1_050):
        assert firewall.leaks(seed, printed=seed % 25 == 0) == set()


def test_rows_have_no_way_into_a_packet(district: District) -> None:
    with district.communes[0].open() as book:
        record(book, "referrals", rows.referral())
        header = send.next_header(book, "2024", NOW)
        with pytest.raises(ValueError, match="does not travel"):
            Packet.of(header, {"referrals": list(queries.rows(book.db, REFERRALS))})


@pytest.fixture
def widened(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The columns that travel with one more: the slip's code, beside the totals."""
    months, code = REGISTERS["referral_months"], REFERRALS.field("code")
    kept, count = months.fields, snapshot._DERIVED["referral_months"]
    monkeypatch.setitem(
        snapshot._DERIVED,
        "referral_months",
        lambda book: [
            total | {"code": slip["code"]}
            for total, slip in zip(count(book), queries.rows(book.db, REFERRALS), strict=False)
        ],
    )
    object.__setattr__(months, "fields", (*kept, code))
    published = wording.of(drafting.draft(1))
    monkeypatch.setattr(wording, "known", lambda: {1: published})
    yield
    object.__setattr__(months, "fields", kept)


@pytest.mark.usefixtures("widened")
def test_control_one_more_column_lets_codes_out(district: District) -> None:
    with district.communes[0].open() as book:
        life = Life(book, random.Random(1))
        life.refer()
        life.send()
    hits = scan([(path.name, path.read_bytes()) for path in life.packets], life.marks)

    assert {spelling for _, _, spelling in hits} == {"utf-8"}
