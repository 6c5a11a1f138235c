"""One plan a file; nothing changes in the book."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.mailbox import Received
from sync import lapsed
from sync.enrolment.keyring import trust_of
from sync.lapsed import Examine
from sync.merge import Status
from sync.receive import explain, files
from sync.receive.planned import Planned, Verified
from sync.receive.weighing import weigh, weigh_past
from sync.sandbox import Opened, Sandbox


def plan(
    book: Book,
    paths: Iterable[Path],
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
        for file in paths:
            yield _plan(book, file, examine, now)


def again(
    book: Book, came: Iterable[Received], *, now: datetime, sandbox: Sandbox | None = None
) -> Iterator[Planned]:
    """A new plan for each file that came in before, from the bytes that were kept of it: for those
    that were held or refused, when something has changed since."""
    for received in came:
        place = files.kept(book.folder, received)
        if place is None:
            gone = t("Tệp đã giữ lại của gói này không còn nguyên; xin đơn vị gửi lại tệp gốc.")
            yield Planned(Path(received.file), b"", Status.REFUSED, gone)
            continue
        for planned in plan(book, [place], now=now, sandbox=sandbox):
            yield replace(planned, file=Path(received.file))


def _clock_doubt(book: Book, opened: Opened) -> bool:
    """Whether the time a packet was signed may be wrong; a clock of ours that is in doubt itself
    says nothing against the sender's."""
    told = opened.packet is not None and bool(opened.packet.header.clock_doubted)
    return told or (opened.verdict.clock_doubt and not book.clock_doubted)


def _plan(book: Book, file: Path, examine: Examine, now: datetime) -> Planned:
    try:
        content = files.read_file(file)
    except InputError as error:
        return Planned(file, b"", Status.REFUSED, str(error))
    opened = lapsed.now_or_surely(book, lambda moment: examine(content, now=moment), now)
    verdict, content = opened.verdict, opened.unlocked or content
    if opened.receipt:
        return Planned(file, b"", Status.REFUSED, explain.a_receipt())
    if opened.packet is None or verdict.sender is None:
        refused = Planned(
            file,
            content,
            Status(verdict.status),
            verdict.reason,
            verdict.sender,
            rule=verdict.check,
            evidence=verdict.evidence,
        )
        past = lapsed.as_signed(book, content, verdict, examine)
        return weigh_past(book, past, refused, now=now) if past else refused
    verified = Verified(
        file,
        content,
        verdict.sender,
        opened.packet,
        _clock_doubt(book, opened),
        opened.packed,
        opened.content_digest,
    )
    return weigh(book, verified, now=now)
