"""What still has to travel up the line: the newest packet of this office and, at a district, the
newest of each office below, in the bytes that its sender signed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from desktop.records import mailbox
from desktop.records.book import Book
from desktop.records.mailbox import originals, receipts, received
from desktop.records.mailbox.receipts import Cover
from desktop.records.mailbox.received import Received
from sync import outbox
from sync.channels import names
from sync.outbox import Item


@dataclass(frozen=True)
class Load:
    """A packet to carry.

    `name` is its name in the channel, `sha256` the digest by which the mailbox knows it (of the
    signed file), `content` the bytes as they travel; `created` is UTC, `own` marks this office's.
    """

    name: str
    sha256: str
    content: bytes
    unit: str
    sequence: int
    created: str
    own: bool


def loads(book: Book) -> list[Load]:
    """Everything that no receipt has answered yet; nothing at the office with none above it."""
    if not book.office.parent:
        return []
    return [*_own(book), *_forwarded(book)]


def standing_of_newest(book: Book) -> Item | None:
    """How the newest packet of this office stands, None before the first."""
    newest = mailbox.last_sent(book.db, book.epoch)
    found = {item.sent.sha256: item for item in outbox.states(book)}
    return found.get(newest.sha256) if newest else None


def outlived(book: Book) -> set[str]:
    """The digests of this office's packets that its newest one has made needless: the office above
    holds it. Empty while that is not proved."""
    standing = standing_of_newest(book)
    if standing is None or standing.state not in outbox.HELD:
        return set()
    newest = mailbox.last_sent(book.db, book.epoch)
    return {sent.sha256 for sent in mailbox.all_sent(book.db)} - {newest.sha256 if newest else ""}


def _own(book: Book) -> Iterator[Load]:
    """A newer snapshot takes the place of all earlier ones, so only the newest has to travel."""
    newest = mailbox.last_sent(book.db, book.epoch)
    standing = standing_of_newest(book)
    if newest and newest.packet and standing and not standing.answered:
        yield Load(
            _name(book.office.code, book.device, newest.sequence, newest.packet),
            newest.sha256,
            newest.packet,
            book.office.code,
            newest.sequence,
            newest.created_at,
            own=True,
        )


def _forwarded(book: Book) -> Iterator[Load]:
    covers = receipts.covers(book.db)
    for head in received.heads(book.db):
        if head.unit == book.office.code or _covered(head, covers):
            continue
        content = originals.read(book.folder, head)
        if content is not None:
            yield Load(
                _name(head.unit, head.device, head.sequence, content),
                head.sha256,
                content,
                head.unit,
                head.sequence,
                head.received_at,
                own=False,
            )


def _covered(head: Received, covers: Iterable[Cover]) -> bool:
    """Whether the office above has signed that it holds this packet or a later one."""
    return any(
        (cover.device, cover.epoch) == (head.device, head.epoch) and cover.sequence >= head.sequence
        for cover in covers
    )


def _name(unit: str, device: str, sequence: int, content: bytes) -> str:
    return names.packet(unit, device, sequence, sha256(content).hexdigest())
