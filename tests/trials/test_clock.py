"""R6: the clock reads 1980, 2000, 2099 or a day too little for a while, at either office or both.

Real commands between two offices, without a given time: nothing is refused, nothing comes into
another order, and what was done under a clock in doubt says so, in the book and in the packet. (A
clock that jumps while a book is open in the window is tried in `ui/test_trouble.py`.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.records import clock, mailbox
from desktop.records.book import Book
from sync import merge
from sync.commands import common
from sync.merge import Judgement, Seen, Status
from sync.packet import Header
from tests import rows
from tests.district import NOW, Answer, District, Office, run

DAY = timedelta(days=1)
READINGS = {
    "1980": datetime(1980, 1, 1, tzinfo=UTC),
    "2000": datetime(2000, 1, 1, tzinfo=UTC),
    "2099": datetime(2099, 1, 1, tzinfo=UTC),
    "a day too little": NOW - DAY,
}
WRONG = pytest.mark.parametrize("wrong", READINGS.values(), ids=READINGS)


class Clock(datetime):
    """The machine's clock, as a trial sets it."""

    reads = NOW

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.reads


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program no younger than the trial's offices, on a machine whose clock is set here."""
    monkeypatch.setattr(clock, "BUILT", datetime(2021, 1, 1, tzinfo=UTC))
    monkeypatch.setattr(common, "datetime", Clock)


class Season:
    """A commune and its district; each command runs at what the clock of its machine reads."""

    def __init__(self, district: District) -> None:
        self.folder = district.folder
        self.commune, self.office = district.communes[0], district.office
        self.uids: list[str] = []

    def set_clocks(self, commune: datetime, office: datetime) -> None:
        self.clocks = {self.commune.folder: commune, self.office.folder: office}

    def run(self, whose: Office, command: str, *arguments: object) -> Answer:
        Clock.reads = self.clocks[whose.folder]
        options = ("--book", whose.folder, "--passphrase-file", whose.secret, "--json")
        found = run(*command.split(), *arguments, *options)
        assert found.code == 0, (found.out, found.err)
        return found

    def work(self) -> Any:
        """Rows are saved, changed, taken out and put back, copied and sent; the receipt comes back.
        What became of the packet."""
        file, acks = self.folder / "rows.jsonl", self.folder / "acks"
        file.write_text(json.dumps(rows.outreach(place=f"Thôn {len(self.uids)}")), "utf-8")
        uid = self.run(self.commune, "record outreach", file).json["uids"][0]
        self.uids.append(uid)
        self.run(self.commune, "retire outreach", uid, "--reason", "thử")
        self.run(self.commune, "undo")
        self.run(self.commune, "backup")
        packet = self.run(self.commune, "export").json["path"]
        found = self.run(self.office, "import", packet).json
        self.run(self.office, "receipts", "--out", acks)
        self.run(self.commune, "receipts", acks)
        return found

    def states(self) -> list[tuple[int, str]]:
        told = self.run(self.commune, "receipts").lines
        return [(one["sequence"], one["state"]) for one in told]

    def doubted(self) -> list[set[bool]]:
        """For each row in turn, whether its changes say that the clock was in doubt."""
        told = [self.run(self.commune, "history outreach", uid).lines for uid in self.uids]
        return [{change["doubted"] for change in lines} for lines in told]


def whole_season(district: District, wrong: datetime, *, below: bool, above: bool) -> Season:
    """Work at the right time, then under a clock that is wrong, then at the right time again."""
    season, right = Season(district), NOW + 9 * DAY
    season.set_clocks(NOW, NOW)
    outcomes = [season.work()]
    season.set_clocks(wrong if below else NOW + DAY, wrong if above else NOW + DAY)
    outcomes.append(season.work())
    season.set_clocks(right, right)
    outcomes.append(season.work())
    assert [one["status"] for one in outcomes] == ["accepted"] * 3
    assert [one["added"] for one in outcomes] == [1, 1, 1]
    return season


@WRONG
def test_nothing_is_refused_or_reordered_and_what_is_uncertain_says_so(
    district: District, wrong: datetime
) -> None:
    season = whole_season(district, wrong, below=True, above=True)

    assert season.states() == [(n, "received") for n in (3, 2, 1)]
    assert season.doubted() == [{False}, {True}, {False}]
    for office in (season.commune, season.office):
        with office.open() as book:
            assert marks(book) == [0, 1, 0]
        assert season.run(office, "check").json["ok"]
    assert packets_in_doubt(season) == [False, True, False]


@pytest.mark.soak
@WRONG
@pytest.mark.parametrize("below", [True, False], ids=["commune", "office"])
def test_one_clock_in_doubt_marks_nothing_at_the_other_office(
    district: District, wrong: datetime, below: bool
) -> None:
    season = whole_season(district, wrong, below=below, above=not below)

    assert season.states() == [(n, "received") for n in (3, 2, 1)]
    assert season.doubted() == [{False}, {below}, {False}]
    for office, in_doubt in ((season.commune, below), (season.office, not below)):
        with office.open() as book:
            assert marks(book) == ([0, 1, 0] if in_doubt else [0])
    assert packets_in_doubt(season) == [False, below, False]


def marks(book: Book) -> list[int]:
    """Whether the entries of the journal are in doubt, one after the other, runs told once."""
    told = [
        doubted for (doubted,) in book.db.execute("SELECT doubted FROM journal ORDER BY number")
    ]
    return [one for place, one in enumerate(told) if place == 0 or told[place - 1] != one]


def packets_in_doubt(season: Season) -> list[bool]:
    """Whether each of the commune's packets says that its time may be wrong, the first first."""
    with season.commune.open() as book:
        files = [sent.file for sent in reversed(mailbox.all_sent(book.db))]
    folder, trust = season.commune.folder / "outbox", season.folder / "trust.pem"
    asked = ("--trust", trust, "--json", "--now", NOW + 9 * DAY)
    return [run("verify", folder / file, *asked).json["clock_doubt"] for file in files]


def test_control_ordered_by_the_clock_a_packet_is_lost(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    created: dict[int, str] = {}

    def by_clock(
        header: Header, names: set[str], history: Iterable[Seen], gone: object
    ) -> Judgement:
        held = [e for e in history if e.status == Status.ACCEPTED]
        created[header.sequence] = header.created
        late = any(created[e.sequence] > header.created for e in held)
        return Judgement(Status.SUPERSEDED if late else Status.ACCEPTED)

    monkeypatch.setattr(merge, "judge", by_clock)
    with pytest.raises(AssertionError, match="superseded"):
        whole_season(district, READINGS["2099"], below=True, above=False)


def test_control_without_the_mark_nothing_says_so(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "in_doubt", lambda _lowest, _reads: False)
    season = whole_season(district, READINGS["1980"], below=True, above=False)

    assert season.doubted() == [{False}] * 3
