"""Down the line: packets in, receipts out.

Fetched packets wait in the book's folder `inbox/new` until they have been dealt with, so a window
can show first what they would change. Any number of computers may pull from one place: nobody
removes what another has not taken, and a receipt takes only its own writer's earlier ones away.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from desktop.records import units
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.mailbox import deliveries, originals
from desktop.records.mailbox.deliveries import Step
from desktop.records.mailbox.receipts import Written
from sync import receipts, receive
from sync.carrying.events import Event, Kind
from sync.carrying.trip import Trip
from sync.channels import names
from sync.channels.channel import Channel
from sync.channels.problems import ChannelError, Problem
from sync.merge import Status
from sync.package.password import is_locked

_FINE = (Status.ACCEPTED, Status.DUPLICATE, Status.SUPERSEDED)
_OF_ONE_FILE = (Problem.DIFFERENT, Problem.MISSING, Problem.NOT_THERE)


def pull(trip: Trip, channel: Channel) -> Iterator[Event]:
    """Fetch what is new, receive it, and answer with receipts."""
    yield from fetch(trip, channel)
    yield from take(trip)
    yield from answer(trip, channel)


def arrived(book: Book) -> list[Path]:
    """The packets that were fetched and not dealt with yet, in the order to take them."""
    return sorted(originals.fetched(book.folder).glob("*.xlsx"))


def fetch(trip: Trip, channel: Channel) -> Iterator[Event]:
    """Bring every packet of an office below that was not fetched before, whole, to `arrived`."""
    book = trip.book
    with trip.hold():
        taken = {entry.sha256[:8] for entry in deliveries.at_step(book.db, Step.TAKEN)}
    for folder in channel.list(names.IN):
        if _is_below(book, names.unit(folder)):
            for name in channel.list(folder):
                if names.digest(name) not in taken:
                    yield _fetched(trip, channel, name)


def take(trip: Trip) -> Iterator[Event]:
    """Receive what has arrived: verify, apply, enter; a packet behind a password that was not given
    stays where it is."""
    for planned in receive.side_by_side(list(_planned(trip))):
        with trip.hold():
            yield _taken(trip, planned)


def answer(trip: Trip, channel: Channel) -> Iterator[Event]:
    """Write the receipts that are owed and have the newest to every device lie in the channel."""
    book = trip.book
    with trip.hold():
        before = {(one.unit, one.device): one for one in receipts.current(book)}
        receipts.write_owed(book, now=trip.now)
        current = receipts.current(book)
    for one in current:
        with trip.hold():
            there = deliveries.last(book.db, one.sha256, trip.place)
        if there is None or trip.account.local:
            yield _answered(trip, channel, one)
        earlier = before.get((one.unit, one.device))
        if earlier and earlier.sha256 != one.sha256:
            channel.delete(names.receipt(earlier.unit, earlier.file_name))


def _fetched(trip: Trip, channel: Channel, name: str) -> Event:
    facts: dict[str, object] = {"name": name, "unit": names.unit(name)}
    try:
        content = channel.get(name, trip.watch)
    except ChannelError as error:
        if error.problem not in _OF_ONE_FILE:
            raise
        content = b""
    if not names.whole(name, content):
        words = t("Tệp {name} ở kênh chưa trọn vẹn; lần sau sẽ lấy lại.", name=name)
        return Event(Kind.PACKET, "unfinished", words, facts, fine=False)
    file = f"{names.unit(name)}_{name.rpartition('/')[2]}"
    with trip.hold():
        folder = originals.fetched(trip.book.folder)
        folder.mkdir(parents=True, exist_ok=True)
        write_durably(folder / file, content)
        trip.note(Step.TAKEN, sha256(content).hexdigest())
    sender = units.find(trip.book.office.edition, names.unit(name)).name
    words = t("Đã lấy gói số {n} của {sender} về.", n=names.sequence(name), sender=sender)
    return Event(Kind.PACKET, "fetched", words, facts, news=True)


def _planned(trip: Trip) -> Iterator[receive.Planned]:
    """What each packet would do; between two of them the book is free."""
    plans = receive.plan(
        trip.book,
        arrived(trip.book),
        now=trip.now,
        sandbox=trip.sandbox,
        password=trip.password,
    )
    while True:
        with trip.hold():
            planned = next(plans, None)
        if planned is None:
            return
        yield planned


def _taken(trip: Trip, planned: receive.Planned) -> Event:
    file = planned.file
    facts: dict[str, object] = {"file": file.name}
    if planned.status is Status.REFUSED and is_locked(planned.content):
        return Event(Kind.PACKET, "locked", planned.reason, facts, fine=False)
    planned = receive.weigh_again(trip.book, planned, now=trip.now)
    done = receive.apply(trip.book, planned, now=trip.now)
    file.unlink()
    facts |= {
        "unit": done.header.unit if done.header else None,
        "device": done.header.device if done.header else None,
        "sequence": done.header.sequence if done.header else None,
        "added": done.added,
        "changed": done.changed,
        "removed": done.removed,
    }
    sender = done.sender.name if done.sender else file.name
    words = f"{sender}: {done.reason}"
    return Event(Kind.PACKET, done.status.value, words, facts, fine=done.status in _FINE)


def _answered(trip: Trip, channel: Channel, receipt: Written) -> Event:
    name = names.receipt(receipt.unit, receipt.file_name)
    channel.put(name, receipt.content, trip.watch)
    step = Step.COPIED if trip.account.local else Step.SENT
    with trip.hold():
        trip.note(step, receipt.sha256)
    facts = {"name": name, "unit": receipt.unit, "device": receipt.device}
    office = units.find(trip.book.office.edition, receipt.unit).name
    words = t("Đã gửi giấy báo nhận cho {office}.", office=office)
    return Event(Kind.RECEIPT, step.value, words, facts)


def _is_below(book: Book, code: str) -> bool:
    try:
        unit = units.find(book.office.edition, code)
    except InputError:
        return False
    return unit != book.office and units.within(unit, book.office)
