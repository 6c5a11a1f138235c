"""Doing what was planned: one transaction a packet, entered into mailbox and journal."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from desktop.records import journal, mailbox, snapshot
from desktop.records.book import Book
from desktop.records.cipher import translated
from desktop.records.clock import utc_text
from desktop.records.errors import InputError, SobanError
from desktop.records.language import t
from desktop.records.text import clean
from sync.merge import Status
from sync.packet import Header
from sync.receive import explain, files
from sync.receive.planned import Planned
from sync.receive.rivals import side_by_side
from sync.receive.weighing import judged, weigh_again


def apply(
    book: Book, planned: Planned, *, now: datetime, accept_fork: bool = False, because: str = ""
) -> Planned:
    """Do what was planned and enter it into the mailbox; returns the plan as it was carried out.

    A file that could not be read leaves no trace. A fork is held unless a person has decided for
    it (``accept_fork``), ``because`` of what is then journalled. The original bytes are kept:
    accepted packets in ``inbox/``, the others in ``inbox/quarantine/``.
    """
    if not planned.content:
        return planned
    chosen = planned
    if accept_fork and planned.status is Status.FORK:
        chosen = replace(planned, status=Status.ACCEPTED, reason=explain.decided(clean(because)))
    if chosen.status is not Status.DUPLICATE:
        files.keep(book.folder, chosen)
    with translated(), book.db.atomic():
        if chosen.status is Status.ACCEPTED and chosen.header:
            _require_unchanged(book, chosen.header, planned)
            snapshot.put(
                book.db, chosen.header.unit, chosen.header.device, chosen.rows, chosen.changes
            )
        _enter(book, chosen, now, because)
    return chosen


def carry_out(book: Book, plans: Iterable[Planned], *, now: datetime) -> Iterator[Planned]:
    """Do what was planned for several files, each by itself; yields how each was carried out.

    Packets of one device are taken in the order of their numbers, and each plan is made anew when
    one before it has changed what it rests on. A file that cannot be dealt with is named with its
    reason and stops no other; nothing has then been done about it. Forks are held, and so are
    packets among them that contradict one another.
    """
    found = side_by_side(list(plans))
    for planned in sorted(found, key=lambda one: one.header.sequence if one.header else 0):
        try:
            yield apply(book, weigh_again(book, planned, now=now), now=now)
        except SobanError as error:
            yield replace(planned, status=Status.REFUSED, reason=str(error), content=b"")


def keep_held(book: Book, planned: Planned, *, now: datetime, because: str) -> Planned:
    """A person has decided against a fork: what is held stays, and the packet goes back to its
    sender with the reason, in the next receipt. Raises InputError without a reason."""
    if not clean(because):
        raise InputError(t("Ghi lý do quyết định; lý do được ghi vào nhật ký và báo cho đơn vị."))
    refused = replace(planned, status=Status.REFUSED, reason=explain.kept_held(clean(because)))
    files.keep(book.folder, refused)
    with translated(), book.db.atomic():
        _enter(book, refused, now, because)
    return refused


def _enter(book: Book, done: Planned, now: datetime, because: str) -> None:
    mailbox.add_received(book.db, _entry(done, now))
    entry = journal.Entry("receive", uid=done.status, after=done.sha256, reason=clean(because))
    book.enter(entry, now)


def _require_unchanged(book: Book, header: Header, planned: Planned) -> None:
    """A plan is for the book it was made against; the mailbox tells whether that still stands."""
    judgement = judged(book, header, planned)
    free = planned.rival and judgement.status is Status.ACCEPTED
    same = judgement.status is planned.status and judgement.missing == planned.missing
    if not (free or same):
        raise InputError(
            t("Đã nhận một gói khác của đơn vị này sau khi kiểm tra. Hãy kiểm tra lại gói.")
        )


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
        packed=planned.packed if planned.packed != planned.sha256 else "",
        content_digest=planned.content_digest,
        previous_content=header.previous_content if header else "",
    )
