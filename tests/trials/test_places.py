"""M4: gap, replay, rollback, fork and restored backup are each named rightly, and nothing else is.

One commune's book lives three lives: it goes on (`LINE`); an older copy of its folder is put back
and goes on under the same epoch, as a second laptop with the same identity would (`COPY`); a backup
from the same day is restored by the program (`BACK`). All packets are real; what is tried many
times is the district's judgement. The control forgets which packet each one follows.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.records import backup, restoring
from desktop.records.book import Book
from sync import merge, receive, send
from sync.enrolment.keyring import trust_of
from sync.merge import Judgement, Seen, Status
from sync.packet import Header
from sync.pki.trust import Trust
from tests import rows
from tests.district import NOW, PASSPHRASE, District, Office, record
from tests.trials.arrived import verified

LAST, PARTED = 7, 3
LINE, COPY, BACK = "line", "copy", "back"
FINE = (Status.ACCEPTED, Status.DUPLICATE, Status.SUPERSEDED)
NAMES = {
    "Đã có gói số": "content",
    "Gói không nối tiếp": "chain",
    "Máy gửi vừa được khôi phục": "restored",
    "Máy đã được khôi phục": "old copy in use",
}

Step = tuple[str, int, str]
"""Which life's packet arrives, its number, and how it must be named."""


@dataclass
class Post:
    """The packets of every life by number, and the district they arrive at."""

    office: Book
    packets: dict[tuple[str, int], receive.Verified]

    def misnamed(self, story: Iterable[Step]) -> list[str]:
        """What was named otherwise than it should have been; the book forgets the story again."""
        self.office.db.execute("BEGIN")
        try:
            return [wrong for step in story if (wrong := self._arrives(*step))]
        finally:
            self.office.db.execute("ROLLBACK")

    def _arrives(self, life: str, number: int, wanted: str) -> str:
        planned = receive.weigh(self.office, self.packets[life, number], now=NOW)
        named = named_as(planned)
        receive.apply(self.office, planned, now=NOW, accept_fork=wanted == "restored")
        return "" if named == wanted else f"{life} {number}: {named} instead of {wanted}"


def named_as(planned: receive.Planned) -> str:
    if planned.status is Status.FORK:
        return next(name for words, name in NAMES.items() if planned.reason.startswith(words))
    if planned.missing:
        return f"{planned.missing} missing"
    return planned.status.value


@pytest.fixture(scope="module")
def post(founded: District, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    folder = tmp_path_factory.mktemp("places")
    district = founded.copy(folder / "offices")
    commune = district.communes[0]
    with district.office.open() as office:
        trust = trust_of(office)
        packets = dict(_written(commune, LINE, range(1, PARTED + 1), trust))
        copy, back = commune.copy(folder / "copy"), _brought_back(commune, folder)
        for life, book in ((LINE, commune), (COPY, copy), (BACK, back)):
            packets |= dict(_written(book, life, range(PARTED + 1, LAST + 1), trust))
        yield Post(office, packets)


def _brought_back(commune: Office, folder: Path) -> Office:
    with commune.open() as book:
        made = backup.make(book, now=NOW, out=folder)
    restoring.restore(made.path, folder / "back", PASSPHRASE, now=NOW)
    return Office(folder / "back", commune.code)


def _written(
    office: Office, life: str, numbers: Iterable[int], trust: Trust
) -> Iterator[tuple[tuple[str, int], receive.Verified]]:
    with office.open() as book:
        for number in numbers:
            place = f"{life} {number}"
            record(book, "outreach", rows.outreach(place=place))
            file = send.export(book, now=NOW).path
            found = verified(file, trust)
            assert found.packet.header.sequence == number
            yield (life, number), found


def gap_and_replay(draw: random.Random) -> Iterator[Step]:
    """One honest book: packets lost, late and sent again, in any order."""
    arriving = [draw.randint(1, LAST) for _ in range(draw.randint(2, 9))]
    known: set[int] = set()
    for number in arriving:
        highest = max(known, default=0)
        if number in known:
            yield LINE, number, "duplicate"
        elif number < highest:
            yield LINE, number, "superseded"
        else:
            missing = number - highest - 1
            yield LINE, number, f"{missing} missing" if missing else "accepted"
        known.add(number)


def rollback_or_fork(draw: random.Random) -> Iterator[Step]:
    """An older copy goes on: what it signs next meets what the office knows of the same place."""
    known = draw.randint(PARTED + 1, LAST - 1)
    for number in range(1, known + 1):
        yield LINE, number, "accepted"
    number = draw.randint(PARTED + 2, known + 1)
    yield COPY, number, "content" if number <= known else "chain"
    yield LINE, known + 1, "accepted" if number <= known else "content"


def rollback_into_a_gap(draw: random.Random) -> Iterator[Step]:
    """Only the neighbours of a place are known: the one after it tells that it does not belong."""
    gap = draw.randint(PARTED + 1, LAST - 1)
    before = 0
    for number in (n for n in range(1, LAST + 1) if n != gap):
        missing = number - before - 1
        yield LINE, number, f"{missing} missing" if missing else "accepted"
        before = number
    yield COPY, gap, "chain"
    yield LINE, gap, "content"  # the copy's is entered and held, so a person sees both


def restored_backup(draw: random.Random) -> Iterator[Step]:
    """Told once, decided once; what comes late from before is no alarm, what goes on is."""
    known = draw.randint(1, LAST - 1)
    for number in range(1, known + 1):
        yield LINE, number, "accepted"
    first = draw.randint(PARTED + 1, LAST - 1)
    yield BACK, first, "restored"
    yield BACK, first + 1, "accepted"
    late = draw.randint(1, LAST)
    if late <= known:
        yield LINE, late, "duplicate"
    elif late <= first + 1:
        yield LINE, late, "superseded"
    else:
        yield LINE, late, "old copy in use"
    yield BACK, first + 1, "duplicate"


STORIES = (gap_and_replay, rollback_or_fork, rollback_into_a_gap, restored_backup)


def errors(post: Post, story: Callable[[random.Random], Iterator[Step]], trials: int) -> list[str]:
    return [wrong for seed in range(trials) for wrong in post.misnamed(story(random.Random(seed)))]


@pytest.mark.parametrize("story", STORIES)
def test_each_is_named_rightly(
    post: Post, story: Callable[[random.Random], Iterator[Step]]
) -> None:
    assert errors(post, story, 25) == []


@pytest.mark.soak
@pytest.mark.parametrize("story", STORIES)
def test_each_is_named_rightly_at_length(
    post: Post, story: Callable[[random.Random], Iterator[Step]]
) -> None:
    assert errors(post, story, 500) == []


def test_control_without_the_digest_of_the_previous_packet(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = merge.judge

    def forgetful(
        header: Header, names: set[str], history: Iterable[Seen], gone: object
    ) -> Judgement:
        entries = [replace(entry, follows=frozenset()) for entry in history]
        before = [e for e in entries if e.sequence == header.sequence - 1 and e.status != "fork"]
        follows = min(before[-1].names) if before else header.previous
        return honest(replace(header, previous=follows, previous_content=""), names, entries)

    monkeypatch.setattr(merge, "judge", forgetful)
    assert errors(post, gap_and_replay, 10) == []
    for story in (rollback_or_fork, rollback_into_a_gap):
        assert [wrong for wrong in errors(post, story, 10) if wrong.endswith("chain")]
