"""What there is to tell a sender, computed from the book of the receiving office."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from cryptography.hazmat.primitives.hashes import SHA256

from desktop.records import queries, units
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.mailbox import receipts, received, remarks
from desktop.records.mailbox.received import Received
from desktop.records.queries import Wanted
from desktop.records.registers import TRAVELLING, Register
from desktop.records.retelling import BETWEEN_OFFICES, retold
from desktop.records.text import nfc
from sync.enrolment.keyring import trust_of
from sync.merge import Status
from sync.pki.trust import Trust
from sync.receipt import MOST_PACKETS, STATES, Cover, Held, Remark, Told
from sync.xlsx import wording
from sync.xlsx.cells import FORBIDDEN, MAX_TEXT

_UNSEEN = re.compile(f"[{FORBIDDEN}]")


@dataclass(frozen=True)
class Facts:
    """All that a receipt to one device says, but for its number and time.

    ``newest`` is the SHA-256 of the file that came in last, ``packets`` what is told of all, newest
    first; ``upto`` is the number of the last file received from the device, ``reads`` that of the
    newest wording it reads, 0 where its packets have not said.
    """

    unit: str
    device: str
    upto: int
    newest: str
    packets: tuple[Told, ...]
    remarks: tuple[Remark, ...]
    held: tuple[Held, ...]
    covers: tuple[Cover, ...]
    reads: int

    def digest(self, news: str) -> str:
        """A digest by which two states of knowledge are compared; ``news`` is that of the trust.
        ``upto`` stands for ``newest``: books from before receipts knew it owe nothing new."""
        known = {name: value for name, value in asdict(self).items() if name != "newest"}
        said = json.dumps([known, news], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True)
class Owed:
    """A device that has something new to be told: how many packets came since its last receipt,
    how many rows go back to it to be corrected."""

    unit: str
    device: str
    packets: int
    remarks: int


def owed(book: Book) -> list[Owed]:
    """The devices that have something new to be told, by unit. Raises TrustError on a device that
    is not enrolled."""
    last = {(found.unit, found.device): found.upto for found in receipts.written(book.db)}
    found = []
    for facts, _ in untold(book):
        place = (facts.unit, facts.device)
        new = received.count_since(book.db, *place, last.get(place, 0))
        rows = sum(one.register != remarks.PACKET for one in facts.remarks)
        found.append(Owed(*place, new, rows))
    return found


def untold(book: Book) -> Iterator[tuple[Facts, str]]:
    """For every device that has something new to be told, all that its receipt has to say, and the
    digest of it.

    A device below this office is told when a file came from it since its last receipt, be it one
    that was here before: its sender seems not to know. The device whose packet is held is also told
    when remarks, what is held, or the revocations have changed.
    """
    news = _news(trust_of(book))
    told = {(found.unit, found.device): found for found in receipts.written(book.db)}
    heads = received.heads(book.db)
    holding = {(head.unit, head.device) for head in heads}
    for (unit, device), upto in received.devices(book.db).items():
        if not _is_below(book, unit) or device == book.device:
            continue
        last = told.get((unit, device))
        if last and last.upto == upto and (unit, device) not in holding:
            continue
        facts = _facts(book, unit, device, upto, heads)
        digest = facts.digest(news)
        if facts.packets and (last is None or last.facts != digest):
            yield facts, digest


def _is_below(book: Book, unit: str) -> bool:
    """Whether receipts to that office are this one's to write; a unit of another edition is not."""
    try:
        return units.find(book.office.edition, unit).parent == book.office.code
    except InputError:
        return False


def _facts(book: Book, unit: str, device: str, upto: int, heads: list[Received]) -> Facts:
    asked = units.find(book.office.edition, unit)
    entries = received.from_device(book.db, unit, device)
    best = _best(entries)
    return Facts(
        unit,
        device,
        upto,
        best[0].sha256 if best else "",
        tuple(line for one in best for line in _told(one))[:MOST_PACKETS],
        tuple(
            Remark(
                remarks.label_of(one.register),
                printable(one.caption),
                printable(one.reason),
                one.at,
                one.version,
                one.register,
                one.uid,
            )
            for one in remarks.given(book.db, unit)
        ),
        tuple(
            Held(register.vi, _count(book, register, unit), register.name)
            for register in TRAVELLING
        ),
        tuple(
            Cover(head.unit, head.device, head.sequence, head.epoch, digest)
            for head in heads
            for digest in _names(head)
            if units.within(units.find(book.office.edition, head.unit), asked)
        ),
        next((entry.reads for entry in entries if entry.reads), 0),
    )


def _count(book: Book, register: Register, unit: str) -> int:
    return queries.count(book.db, register, Wanted(units=(unit,)))


def _best(entries: list[Received]) -> list[Received]:
    """The best that became of each packet that may be told of, the newest arrival first as they are
    in ``entries``."""
    best: dict[str, Received] = {}
    for entry in reversed(entries):
        if entry.status in STATES:
            held = best.get(entry.name)
            if held is None or _outranks(entry.status, held.status):
                best[entry.name] = entry
    order = dict.fromkeys(entry.name for entry in entries)
    return [best[name] for name in order if name in best]


def _told(found: Received) -> Iterator[Told]:
    """A line for each name of a packet."""
    for name in _names(found):
        yield Told(
            found.sequence,
            found.epoch,
            found.status,
            printable(retold(found.reason, BETWEEN_OFFICES)),
            found.received_at,
            found.added,
            found.changed,
            found.removed,
            name,
        )


def _names(entry: Received) -> list[str]:
    """The digests by which its sender may know a packet: of its content; where the sender knew none
    when it was signed, of the file that came and of the file that this program packs of it."""
    if entry.content_digest and wording.up_to(entry.reads).knows_content:
        return [entry.content_digest]
    return [name for name in (entry.sha256, entry.packed) if name]


def _outranks(later: str, earlier: str) -> bool:
    """Whether a file counts for what it has become: what was held may be refused by a person, and
    what was refused be held when it is looked at again."""
    open_states = (Status.FORK, Status.REFUSED)
    if later in open_states and earlier in open_states:
        return later != earlier
    ranks = [state.value for state in STATES]
    return ranks.index(later) < ranks.index(earlier)


def printable(text: str) -> str:
    """``text`` as a cell can hold it."""
    return _UNSEEN.sub(" ", nfc(text))[:MAX_TEXT]


def _news(trust: Trust) -> str:
    """What of the trust is worth telling: who issues, and what has been revoked."""
    issuers = sorted(c.fingerprint(SHA256()).hex() for c in (*trust.anchors, *trust.issuers))
    revoked = sorted(
        f"{crl.issuer.rfc4514_string()} {entry.serial_number}"
        for crl in trust.crls
        for entry in crl
    )
    return json.dumps([issuers, revoked])
