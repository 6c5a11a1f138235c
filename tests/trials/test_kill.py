"""R1: ``kill -9`` at a random moment of save, export and import loses nothing acknowledged.

The control acknowledges before the commit; the same trial then finds losses.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from desktop.records import journal, mailbox
from desktop.records.cipher import Database
from desktop.records.identifiers import new_uid
from sync import receive, send
from sync.enrolment.keyring import trust_of
from sync.pki.trust import Trust
from sync.sandbox import examine
from tests import rows
from tests.district import NOW, District, Office, record, state
from tests.nursery import PROCESSES
from tests.trials import victims
from tests.trials.arrived import verified

TRAVELLING = ("outreach", "sites", "models")
PACKETS = 40
MOST = {victims.save: 12, victims.export: 3, victims.take: 5}
"""Pieces of work that a victim ends before the last, at most: a dozen rows or a few packets."""


def begun(victim: Callable[..., None], *arguments: object) -> tuple[Any, Connection]:
    """A victim at work, and what it says."""
    ours, theirs = PROCESSES.Pipe(duplex=False)
    folder, *rest = arguments
    process = PROCESSES.Process(target=victim, args=(folder, theirs, *rest), daemon=True)
    process.start()
    theirs.close()
    assert ours.recv() == "ready"
    return process, ours


def pace(victim: Callable[..., None], *arguments: object) -> float:
    """Seconds that one piece of work takes here and now: from the first word to the second."""
    process, words = begun(victim, *arguments)
    words.recv()
    began = time.monotonic()
    words.recv()
    taken = time.monotonic() - began
    process.kill()
    process.join()
    process.close()
    return taken


def killed(
    victim: Callable[..., None], pieces: int, seconds: float, *arguments: object
) -> list[Any]:
    """Let the victim acknowledge that many pieces of work, kill it so long after, and return all
    it acknowledged: what it ends does not hang on how busy the machine is, the moment does."""
    process, words = begun(victim, *arguments)
    said = [words.recv() for _ in range(pieces)]
    time.sleep(seconds)
    process.kill()
    while True:
        try:
            said.append(words.recv())
        except EOFError:
            break
    process.join()
    process.close()
    return said


@dataclass
class Trial:
    """One kind of work, killed again and again on the same book."""

    office: Office
    trust: Trust
    early: bool = False
    acknowledged: set[Any] = field(default_factory=set)
    lost: int = 0

    def run(
        self, victim: Callable[..., None], times: int, *arguments: object, seed: int = 0
    ) -> None:
        draw = random.Random(seed)
        given = (self.office.folder, self.early, *arguments)
        piece = pace(victim, *given)
        for _ in range(times):
            moment = draw.randint(0, MOST[victim]), draw.uniform(0, 2 * piece)
            self.acknowledged |= {*killed(victim, *moment, *given)}
            with self.office.peek() as db:
                sound(db)
                self.lost += len(self.acknowledged - self.kept(db))

    def run_until_lost(self, victim: Callable[..., None], *arguments: object) -> None:
        """For the control: kill until something is lost, since the gap between word and commit is
        missed often where the machine is busy; give up after 200 kills."""
        for seed in range(25):
            if not self.lost:
                self.run(victim, 8, *arguments, seed=seed)

    def kept(self, db: Database) -> set[Any]:
        raise NotImplementedError


def sound(db: Database) -> None:
    """Whole pages, whole structure, an unbroken journal with an entry for every version."""
    assert db.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert journal.verify(db) is None
    (untold,) = db.execute(
        "SELECT count(*) FROM outreach o WHERE device = (SELECT value FROM settings WHERE"
        " name = 'device') AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.uid = o.uid)"
    ).fetchone()
    assert untold == 0


class Saving(Trial):
    def kept(self, db: Database) -> set[Any]:
        return {uid for (uid,) in db.execute("SELECT uid FROM outreach WHERE retired IS NULL")}


class Exporting(Trial):
    """A number counts as kept when its packet is entered, follows the one before, and its file is
    whole; only the newest may still lack its file, which the next export puts there."""

    def kept(self, db: Database) -> set[Any]:
        sent = sorted(mailbox.all_sent(db), key=lambda s: s.sequence)
        assert [packet.sequence for packet in sent] == list(range(1, len(sent) + 1))
        if sent:
            self._follows(db, sent)
        outbox = self.office.folder / "outbox"
        whole = {
            s.sequence
            for s in sent
            if (outbox / s.file).exists()
            and sha256((outbox / s.file).read_bytes()).hexdigest() == s.sha256
        }
        assert {s.sequence for s in sent[:-1]} <= whole
        return whole

    def _follows(self, db: Database, sent: list[mailbox.Sent]) -> None:
        newest = mailbox.last_sent(db, sent[-1].epoch)
        assert newest is not None
        assert newest.packet is not None
        opened = examine(newest.packet, self.trust, NOW)
        assert opened.packet is not None, opened.verdict
        before = sent[-2].sha256 if len(sent) > 1 else ""
        assert (opened.packet.header.sequence, opened.packet.header.previous) == (
            newest.sequence,
            before,
        )


@dataclass
class Importing(Trial):
    """The district holds exactly the last packet that its mailbox calls accepted, never a part."""

    states: dict[int, str] = field(default_factory=dict)

    def kept(self, db: Database) -> set[Any]:
        accepted = [r.sequence for r in mailbox.history(db, "01864") if r.status == "accepted"]
        assert accepted == sorted(accepted)
        assert state(db, TRAVELLING) == self.states[accepted[-1] if accepted else 0]
        return {*accepted}


@pytest.fixture
def saving(district: District) -> Saving:
    return Saving(district.communes[0], trust(district))


@pytest.fixture
def exporting(district: District) -> Exporting:
    district.communes[0].record("outreach", *(rows.outreach() for _ in range(30)))
    return Exporting(district.communes[0], trust(district))


def trust(district: District) -> Trust:
    return Trust.from_pem(district.trust.read_bytes())


@dataclass(frozen=True)
class Post:
    """A commune's packets in their order, and the state the district should hold after each."""

    packets: list[receive.Verified]
    states: dict[int, str]


@pytest.fixture(scope="module")
def post(founded: District, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    district = founded.copy(tmp_path_factory.mktemp("post") / "district")
    with district.office.open() as office, district.communes[0].open() as book:
        states, packets = {0: state(book.db, TRAVELLING)}, []
        kept = [new_uid(NOW) for _ in range(20)]
        for sequence in range(1, PACKETS + 1):
            changed = [rows.outreach(uid=uid, attendees=50 + sequence) for uid in kept]
            record(book, "outreach", rows.outreach(), *changed)
            path = send.export(book, now=NOW).path
            packets.append(verified(path, trust_of(office)))
            states[sequence] = state(book.db, TRAVELLING)
        yield Post(packets, states)


@pytest.fixture
def importing(district: District, post: Post, tmp_path: Path) -> Importing:
    return Importing(district.office, trust(district), states=post.states)


def test_save(saving: Saving) -> None:
    saving.run(victims.save, 20)

    assert len(saving.acknowledged) > 2
    assert saving.lost == 0


def test_export(exporting: Exporting) -> None:
    exporting.run(victims.export, 20)

    assert len(exporting.acknowledged) > 2
    assert exporting.lost == 0


def test_import(importing: Importing, post: Post) -> None:
    importing.run(victims.take, 20, post.packets)

    assert len(importing.acknowledged) > 2
    assert importing.lost == 0


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 51))
def test_many_times(
    saving: Saving, exporting: Exporting, importing: Importing, post: Post, seed: int
) -> None:
    saving.run(victims.save, 20, seed=seed)
    exporting.run(victims.export, 20, seed=seed)
    importing.run(victims.take, 20, post.packets, seed=seed)

    assert (saving.lost, exporting.lost, importing.lost) == (0, 0, 0)


def test_control_acknowledging_before_the_commit_loses(
    saving: Saving, exporting: Exporting, importing: Importing, post: Post
) -> None:
    for trial in (saving, exporting, importing):
        trial.early = True
    saving.run_until_lost(victims.save)
    exporting.run_until_lost(victims.export)
    importing.run_until_lost(victims.take, post.packets)

    assert min(saving.lost, exporting.lost, importing.lost) > 0
