"""Up the line: packets out, receipts in."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from desktop.records import mailbox, units
from desktop.records.book import Book
from desktop.records.clock import from_text
from desktop.records.language import t
from desktop.records.mailbox import deliveries
from desktop.records.mailbox.deliveries import TRIP, Step
from sync import receipts
from sync.carrying import queue
from sync.carrying.events import Event, Kind
from sync.carrying.loads import Load, loads, outlived
from sync.carrying.trip import Trip
from sync.channels import names
from sync.channels.channel import Channel, Put
from sync.channels.problems import ChannelError
from sync.channels.watch import Progress
from sync.errors import PacketRefused


def push(trip: Trip, channel: Channel) -> Iterator[Event]:
    """Carry what no receipt has answered, then read the receipts that have come back.

    A file that was delivered before is looked for again each time, and now and then read back
    whole, so that one which a server has lost or damaged is carried anew. That a server cannot be
    reached takes nothing back of what it has shown before.
    """
    with trip.hold():
        waiting = loads(trip.book)
        last = deliveries.last(trip.book.db, TRIP, trip.place)
    thorough = last is not None and (last.attempt + 1) % queue.THOROUGH == 0
    for load in waiting:
        yield _carry(trip, channel, load, thorough)
    told = False
    for event in _receipts(trip, channel):
        told = told or event.news
        yield event
    if told:
        _tidy(trip, channel)


def _carry(trip: Trip, channel: Channel, load: Load, thorough: bool) -> Event:
    with trip.hold():
        before = deliveries.last(trip.book.db, load.sha256, trip.place)
        delivered = before is not None and before.step in (Step.SENT, Step.COPIED)
        if not delivered:
            trip.note(Step.BEGUN, load.sha256)
    begun = not delivered

    def seen(progress: Progress) -> None:
        nonlocal begun
        begun = begun or progress.total == len(load.content)
        trip.watch.progress(progress)

    try:
        watch = replace(trip.watch, progress=seen)
        put = channel.put(load.name, load.content, watch, thorough=thorough and delivered)
    except ChannelError as error:
        if begun:
            with trip.hold():
                trip.note(Step.FAILED, load.sha256, trip.problem(error))
        raise
    step = Step.COPIED if trip.account.local else Step.SENT
    if put is Put.CARRIED or not delivered:
        with trip.hold():
            trip.note(step, load.sha256)
    overdue = queue.overdue(from_text(load.created), trip.now)
    facts: dict[str, object] = {
        "name": load.name,
        "unit": load.unit,
        "sequence": load.sequence,
        "sha256": load.sha256,
        "carried": put is Put.CARRIED,
        "overdue": overdue,
    }
    sender = units.find(trip.book.office.edition, load.unit).name
    words = _words(load.sequence, sender, step, overdue)
    return Event(Kind.PACKET, step.value, words, facts, news=not delivered)


def _words(number: int, sender: str, step: Step, overdue: bool) -> str:
    if step is Step.COPIED:
        return t("Gói số {n} của {sender} đã chép.", n=number, sender=sender)
    if overdue:
        return t(
            "Gói số {n} của {sender} đã gửi nhưng quá 7 ngày chưa có giấy báo nhận. Hãy chép cùng "
            "gói này ra USB rồi mang lên cấp trên.",
            n=number,
            sender=sender,
        )
    return t("Gói số {n} của {sender} đã gửi, đang chờ giấy báo nhận.", n=number, sender=sender)


def _receipts(trip: Trip, channel: Channel) -> Iterator[Event]:
    """Read every receipt to this device that has not been read yet."""
    book = trip.book
    if not book.office.parent:
        return
    with trip.hold():
        done = _done(book)
    for name in channel.list(names.folder(names.ACK, book.office.code)):
        if names.addressee(name) == book.device and names.digest(name) not in done:
            content = channel.get(name, trip.watch)
            if names.whole(name, content):
                yield _read(trip, name, content)


def _done(book: Book) -> set[str]:
    """The receipts to leave alone: those that were read and, unless a packet still waits for one,
    those that were refused. While one does they are tried again: whom this office trusts, or what
    time it believes it is, may have changed."""
    steps = [Step.TAKEN] if loads(book) else [Step.TAKEN, Step.REFUSED]
    return {entry.sha256[:8] for entry in deliveries.at_step(book.db, *steps)}


def _read(trip: Trip, name: str, content: bytes) -> Event:
    facts: dict[str, object] = {"name": name}
    digest = sha256(content).hexdigest()
    with trip.hold():
        try:
            found = receipts.read(
                trip.book, content, now=trip.now, sandbox=trip.sandbox, password=trip.password
            )
        except PacketRefused as error:
            trip.note(Step.REFUSED, digest, error.rule)
            facts["rule"] = error.rule
            return Event(Kind.RECEIPT, "refused", str(error), facts, fine=False)
        trip.note(Step.TAKEN, digest)
    facts |= {"packets": found.packets, "returned": found.returned}
    words = " ".join(found.news) or t("Không có gì mới.")
    state = "older" if found.older else "read"
    return Event(Kind.RECEIPT, state, words, facts, news=not found.older)


def _tidy(trip: Trip, channel: Channel) -> None:
    """Clear away this office's packets that a newer one, held by the office above, has replaced.

    Whoever reads the channel and has not taken them yet takes the newer one instead.
    """
    book = trip.book
    with trip.hold():
        needless = outlived(book)
        known = {
            names.packet(book.office.code, book.device, sent.sequence, sent.sha256)
            for sent in mailbox.all_sent(book.db)
            if sent.sha256 in needless
        }
    if known:
        for name in channel.list(names.folder(names.IN, book.office.code)):
            if name in known:
                channel.delete(name)
