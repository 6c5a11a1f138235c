"""From a file that came in to the record: verify, plan, and only then apply.

Planning changes nothing. Applying is one transaction a packet, so that one bad packet never stops
the others and nothing is ever half there.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from desktop.records import journal, mailbox, rules, snapshot, units
from desktop.records.book import Book
from desktop.records.change import Changes
from desktop.records.cipher import translated
from desktop.records.clock import local_day, utc_text
from desktop.records.errors import InputError
from desktop.records.fields import Row
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.registers import TRAVELLING
from sync import explain, merge, standing
from sync.enrolment.keyring import trust_of
from sync.merge import Judgement, Status
from sync.packet import Header, Packet
from sync.pki.trust import Sender
from sync.sandbox import Opened, Sandbox
from sync.standing import Examine

LARGEST_FILE = 10 * 1024 * 1024


@dataclass(frozen=True)
class Verified:
    """A file whose every byte is as its sender signed it, and what it says."""

    file: Path
    content: bytes
    sender: Sender
    packet: Packet


@dataclass(frozen=True)
class Planned:
    """What accepting one file would do; nothing has been done.

    ``content`` are the signed bytes; of a file with a password, those behind it once it is open.
    ``added``, ``changed`` and ``removed`` count rows over all registers; ``changes`` holds them by
    register. ``sender`` is None for a file whose seal is not good, ``header`` for one that does not
    say what its seal promises.
    """

    file: Path
    content: bytes
    status: Status
    reason: str
    sender: Sender | None = None
    header: Header | None = None
    missing: int = 0
    rows: Mapping[str, list[Row]] = field(default_factory=dict)
    changes: Mapping[str, Changes] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()

    @property
    def added(self) -> int:
        return sum(len(change.added) for change in self.changes.values())

    @property
    def changed(self) -> int:
        return sum(len(change.changed) for change in self.changes.values())

    @property
    def removed(self) -> int:
        return sum(len(change.removed) for change in self.changes.values())


def plan(
    book: Book,
    files: Iterable[Path],
    *,
    now: datetime,
    sandbox: Sandbox | None = None,
    password: str = "",
) -> Iterator[Planned]:
    """One plan a file, in their order, each against the book as it then stands.

    ``sandbox`` opens the packets; without one a child process is started for this call.
    ``password`` is for those among the files that have one. Files
    that cannot be read are refused like bad packets. Raises TrustError when this office itself
    has no certificate yet.
    """
    trust = trust_of(book)
    with ExitStack() as stack:
        opener = sandbox or stack.enter_context(Sandbox())
        examine = partial(opener.open, trust=trust, password=password)
        for file in files:
            yield _plan(book, file, examine, now)


def apply(book: Book, planned: Planned, *, now: datetime, accept_fork: bool = False) -> Planned:
    """Do what was planned and enter it into the mailbox; returns the plan as it was carried out.

    A file that could not be read leaves no trace. A fork is held unless a person has decided for
    it (``accept_fork``). The original bytes are kept: accepted packets in ``inbox/``, the others
    in ``inbox/quarantine/``.
    """
    if not planned.content:
        return planned
    chosen = planned
    if accept_fork and planned.status is Status.FORK:
        chosen = replace(planned, status=Status.ACCEPTED, reason=explain.decided())
    if chosen.status is not Status.DUPLICATE:
        _keep_file(book, chosen)
    with translated(), book.db.atomic():
        if chosen.status is Status.ACCEPTED and chosen.header:
            _require_unchanged(book, chosen.header, planned)
            snapshot.put(
                book.db, chosen.header.unit, chosen.header.device, chosen.rows, chosen.changes
            )
        mailbox.add_received(book.db, _entry(chosen, now))
        entry = journal.Entry("receive", uid=chosen.status, after=chosen.sha256)
        journal.append(book.db, entry, device=book.device, now=now)
    return chosen


def _plan(book: Book, file: Path, examine: Examine, now: datetime) -> Planned:
    try:
        content = read_file(file)
    except InputError as error:
        return Planned(file, b"", Status.REFUSED, str(error))
    opened = examine(content, now=now)
    verdict, content = opened.verdict, opened.unlocked or content
    if opened.receipt:
        return Planned(file, b"", Status.REFUSED, explain.a_receipt())
    if opened.packet is None or verdict.sender is None:
        refused = Planned(file, content, Status(verdict.status), verdict.reason, verdict.sender)
        past = standing.as_signed(book, content, verdict, examine)
        return weigh_past(book, past, refused, now=now) if past else refused
    return weigh(book, Verified(file, content, verdict.sender, opened.packet), now=now)


def weigh(book: Book, verified: Verified, *, now: datetime) -> Planned:
    """What a verified packet would do to this book; the book is only read."""
    packet, header = verified.packet, verified.packet.header
    planned = Planned(verified.file, verified.content, Status.ACCEPTED, "", verified.sender, header)
    refusal = _not_for_us(book, header) or broken_rule(packet, now)
    if refusal:
        return replace(planned, status=Status.REFUSED, reason=refusal)
    judgement = _judgement(book, header, planned.sha256)
    rows = snapshot.stamped(header.unit, packet.rows)
    if judgement.status in (Status.ACCEPTED, Status.FORK):
        if snapshot.foreign(book.db, header.unit, rows):
            return replace(planned, status=Status.REFUSED, reason=explain.foreign_rows())
        held = snapshot.held(book.db, header.unit)
        changes = {name: merge.diff(held[name], found) for name, found in rows.items()}
        planned = replace(planned, rows=rows, changes=changes)
    reason = explain.judgement(judgement, header)
    return replace(planned, status=judgement.status, reason=reason, missing=judgement.missing)


def weigh_past(book: Book, past: Opened, refused: Planned, *, now: datetime) -> Planned:
    """What a packet counts for whose certificate was good when it was signed and is not any more:
    it is named when it is known or left behind, but changes nothing."""
    packet, sender = past.packet, past.verdict.sender
    if packet is None or sender is None:
        return refused
    planned = weigh(book, Verified(refused.file, refused.content, sender, packet), now=now)
    if planned.status in (Status.DUPLICATE, Status.SUPERSEDED):
        return planned
    if standing.has_successor(book, packet.header, now):
        planned = replace(planned, rows={}, changes={}, missing=0)
        return replace(planned, status=Status.SUPERSEDED, reason=explain.replaced())
    return refused


def _judgement(book: Book, header: Header, digest: str) -> Judgement:
    known = mailbox.history(book.db, header.unit)
    history = (
        merge.Seen(e.status, e.sha256, e.device, e.epoch, e.sequence, e.previous) for e in known
    )
    return merge.judge(header, digest, history, standing.gone(book, known, header.device))


def _not_for_us(book: Book, header: Header) -> str:
    sender = units.find(header.edition, header.unit)
    if header.device == book.device:
        return explain.own_packet()
    if sender == book.office:
        return explain.own_office()
    if not units.within(sender, book.office):
        return explain.elsewhere(sender.name, book.office.name)
    return ""


def broken_rule(packet: Packet, now: datetime) -> str:
    """The first broken rule of a row, "" when all keep them.

    Dates ahead only warn: the clock in doubt may be the sender's or ours.
    """
    by_uid = {
        (name, str(row["uid"])): row
        for name, rows in packet.rows.items()
        for row in rows
        if "uid" in row
    }
    known = rules.Known(
        today=local_day(now),
        find=lambda name, uid: by_uid.get((name, uid)),
        clock_doubted=True,
    )
    for register in TRAVELLING:
        for number, row in enumerate(packet.rows[register.name], start=1):
            for problem in rules.check(register, row, known):
                if not problem.warning:
                    return explain.broken_rule(register.label, number, problem.message)
    return ""


def _require_unchanged(book: Book, header: Header, planned: Planned) -> None:
    """A plan is for the book it was made against; the mailbox tells whether that still stands."""
    judgement = _judgement(book, header, planned.sha256)
    if judgement.status is not planned.status or judgement.missing != planned.missing:
        raise InputError(
            t("Đã nhận một gói khác của đơn vị này sau khi kiểm tra. Hãy kiểm tra lại gói.")
        )


def read_file(file: Path) -> bytes:
    """The bytes of a packet, cut off beyond what one may have. Raises InputError."""
    try:
        if not file.is_file():
            raise InputError(t("“{file}” không phải là một tệp. Chọn tệp gói .xlsx.", file=file))
        with file.open("rb") as source:
            return source.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(
            t("Không đọc được tệp “{file}”: {why}.", file=file, why=error.strerror or str(error))
        ) from error


def _keep_file(book: Book, planned: Planned) -> None:
    accepted = planned.status in (Status.ACCEPTED, Status.SUPERSEDED)
    folder = book.folder / "inbox" / ("" if accepted else "quarantine")
    place = folder / f"{planned.sha256[:16]}.xlsx"
    folder.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        write_durably(place, planned.content)


def _entry(planned: Planned, now: datetime) -> mailbox.Received:
    header, sender = planned.header, planned.sender
    signer = (sender.unit, sender.device) if sender else ("", "")
    return mailbox.Received(
        sha256=planned.sha256,
        file=planned.file.name,
        status=planned.status,
        reason=planned.reason,
        received_at=utc_text(now),
        unit=signer[0],
        device=signer[1],
        epoch=header.epoch if header else "",
        sequence=header.sequence if header else 0,
        period=header.period if header else "",
        added=planned.added,
        changed=planned.changed,
        removed=planned.removed,
        previous=header.previous if header else "",
        serial=sender.serial if sender else "",
        reads=header.reads if header else 0,
    )
