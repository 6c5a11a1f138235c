"""Believing a receipt at the office that sent packets."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256

from desktop.records import continuity, journal, mailbox, short_code, units
from desktop.records.book import Book
from desktop.records.cipher import translated
from desktop.records.clock import utc_text
from desktop.records.language import t
from desktop.records.mailbox import Sent, receipts, remarks
from desktop.records.mailbox.receipts import Reading
from desktop.records.retelling import retold
from sync import lapsed
from sync.enrolment import enrol
from sync.enrolment.keyring import trust_of
from sync.errors import PacketRefused
from sync.merge import Status
from sync.pki.trust import Trust
from sync.receipt import Receipt, Told
from sync.sandbox import Sandbox


@dataclass(frozen=True)
class Applied:
    """What a believed receipt brought.

    ``packets`` is how many packets of this office it tells about, ``returned`` how many rows now
    wait to be corrected, ``news`` plain sentences about what changed. ``older`` marks one that came
    after a newer one (or again): it changed nothing.
    """

    packets: int
    returned: int
    news: tuple[str, ...] = ()
    older: bool = False


def code(told: str | Receipt) -> str:
    """The ten signs, as in ``7K2M9-QXR4D``, that both offices see for a packet: of its SHA-256, or
    of the packet that a receipt tells about first."""
    return short_code.of(told.header.packet if isinstance(told, Receipt) else told)


def read(
    book: Book,
    content: bytes,
    *,
    now: datetime,
    sandbox: Sandbox | None = None,
    password: str = "",
) -> Applied:
    """Verify a receipt against this book's own outbox, and only then keep what it says.

    Raises PacketRefused: a broken rule of the verifier (A–K), or L.kind (no receipt), L.office
    (not signed by the office above), L.address (for another device), L.outbox (about packets that
    this book never signed). The book is then as it was.
    """
    trust = trust_of(book)
    with ExitStack() as stack:
        opener = sandbox or stack.enter_context(Sandbox())
        examine = partial(opener.open, content, trust, password=password)
        opened = lapsed.now_or_surely(book, examine, now)
    if opened.receipt is None:
        raise _not_a_receipt(opened.verdict.check, opened.verdict.reason, bool(opened.packet))
    sent = {packet.sha256: packet for packet in mailbox.all_sent(book.db)}
    receipt = _by_our_names(opened.receipt, sent)
    _check(book, receipt, sent)
    hashed = sha256(opened.unlocked or content).hexdigest()
    return _apply(book, receipt, hashed, sent, now)


def _not_a_receipt(rule: str, reason: str, is_packet: bool) -> PacketRefused:
    if is_packet:
        words = t("Đây là gói dữ liệu, không phải giấy báo nhận. Hãy chọn tệp giấy báo nhận.")
        return PacketRefused("L.kind", words)
    return PacketRefused(rule, reason)


def _by_our_names(receipt: Receipt, sent: Mapping[str, Sent]) -> Receipt:
    """The receipt with each packet of this book, told by the digest of its content, under the
    SHA-256 of the file that was signed."""
    ours = {one.content_digest: one.sha256 for one in sent.values() if one.content_digest}
    packets = (replace(one, sha256=ours.get(one.sha256, one.sha256)) for one in receipt.packets)
    covers = (replace(one, sha256=ours.get(one.sha256, one.sha256)) for one in receipt.covers)
    return replace(
        receipt, packets=tuple(dict.fromkeys(packets)), covers=tuple(dict.fromkeys(covers))
    )


def _check(book: Book, receipt: Receipt, sent: Mapping[str, Sent]) -> None:
    """L: this receipt is for this device, by the office above it, about packets it has signed."""
    header = receipt.header
    if (header.edition, header.unit) != (book.office.edition, book.office.parent):
        raise PacketRefused(
            "L.office",
            t(
                "Giấy báo nhận này do {name} ký, không phải cơ quan cấp trên của máy này. Chưa "
                "ghi nhận gì.",
                name=units.find(header.edition, header.unit).name,
            ),
        )
    if (header.to_unit, header.to_device) != (book.office.code, book.device):
        raise PacketRefused(
            "L.address",
            t("Giấy báo nhận này gửi cho một máy khác. Chưa ghi nhận gì; hãy chọn đúng tệp."),
        )
    known = [told for told in receipt.packets if told.sha256 in sent]
    for told in known:
        own = sent[told.sha256]
        if told.epoch and (told.epoch, told.sequence) != (own.epoch, own.sequence):
            raise _not_ours()
    if not known and not any(cover.sha256 in sent for cover in receipt.covers):
        raise _not_ours()


def _not_ours() -> PacketRefused:
    return PacketRefused(
        "L.outbox",
        t(
            "Giấy báo nhận nói về gói mà sổ này chưa từng ký. Có thể sổ đã được khôi phục từ bản "
            "sao cũ, hoặc có hai máy cùng ghi. Chưa ghi nhận gì; hãy gọi điện cho cấp trên."
        ),
    )


def _apply(
    book: Book, receipt: Receipt, hashed: str, sent: Mapping[str, Sent], now: datetime
) -> Applied:
    header = receipt.header
    known = [told for told in receipt.packets if told.sha256 in sent]
    if not receipts.is_news(book.db, header.device, header.epoch, header.number):
        return Applied(len(known), len(remarks.returned(book.db)), older=True)
    before = {found.sha256: found.state for found in receipts.told(book.db)}
    reading = Reading(
        sha256=hashed,
        office=header.unit,
        signer=header.device,
        epoch=header.epoch,
        before=header.before,
        sequence=header.number,
        created_at=header.created,
        read_at=utc_text(now),
        held={held.register: held.rows for held in receipt.held},
        strangers=_strangers(receipt, known),
        reads=header.reads,
        doubted=bool(header.clock_doubted),
    )
    with translated(), book.db.atomic():
        receipts.add_reading(book.db, reading, _told(receipt, known), _covers(receipt, sent))
        remarks.put_returned(book.db, header.device, _remarks(receipt))
        enrol.learn(book, Trust.from_pem(receipt.trust.encode("ascii")))
        entry = journal.Entry("told", uid=header.device, after=hashed)
        book.enter(entry, now)
    rolled_back = continuity.reconcile(book, now=now)
    returned = len(remarks.returned(book.db))
    changed = [told for told in known if before.get(told.sha256) != told.state]
    news = [*_news(receipt, changed), *_warnings(reading, rolled_back)]
    return Applied(len(known), returned, tuple(news))


def _told(receipt: Receipt, known: list[Told]) -> list[receipts.Told]:
    return [
        receipts.Told(
            told.sha256,
            told.state,
            told.reason,
            told.received,
            told.added,
            told.changed,
            told.removed,
            receipt.header.device,
        )
        for told in known
    ]


def _strangers(receipt: Receipt, known: list[Told]) -> int:
    """How many packets are told of that this book never signed. One of the first wording whose zip
    was written again on its way has two lines, which differ in nothing but the digest."""
    ours = {replace(told, sha256="") for told in known}
    others = {told for told in receipt.packets if replace(told, sha256="") not in ours}
    return len(others - set(known))


def _covers(receipt: Receipt, sent: Mapping[str, Sent]) -> list[receipts.Cover]:
    """One a device: of two digests the one that this book has signed."""
    covers = sorted(receipt.covers, key=lambda cover: cover.sha256 in sent)
    return [
        receipts.Cover(
            cover.unit,
            cover.device,
            cover.epoch,
            cover.sequence,
            cover.sha256,
            receipt.header.device,
        )
        for cover in {(one.unit, one.device): one for one in covers}.values()
    ]


def _remarks(receipt: Receipt) -> list[remarks.Remark]:
    return [
        remarks.Remark(one.register, one.uid, one.version, one.caption, one.reason, one.at)
        for one in receipt.remarks
    ]


def _news(receipt: Receipt, changed: list[Told]) -> Iterator[str]:
    office = units.find(receipt.header.edition, receipt.header.unit).name
    for told in sorted(changed, key=lambda told: told.sequence):
        if told.state in (Status.ACCEPTED, Status.SUPERSEDED):
            yield t("{office} đã nhận gói số {n}.", office=office, n=told.sequence)
        elif told.state == Status.FORK:
            yield t(
                "{office} giữ gói số {n} lại để quyết định: {reason}",
                office=office,
                n=told.sequence,
                reason=retold(told.reason),
            )
        else:
            why = retold(told.reason)
            yield t("{office} không nhận được gói: {reason}", office=office, reason=why)
    rows = [one for one in receipt.remarks if one.register != remarks.PACKET]
    if rows:
        yield t("{office} trả lại {n} dòng để sửa.", office=office, n=len(rows))
    for one in receipt.remarks:
        if one.register == remarks.PACKET:
            yield t(
                "{office} góp ý về {packet}: {why}",
                office=office,
                packet=retold(one.caption).lower(),
                why=one.reason,
            )


def _warnings(reading: Reading, rolled_back: bool) -> Iterator[str]:
    if rolled_back:
        yield t(
            "Cấp trên đang giữ gói mới hơn mà sổ này không có: sổ này là một bản cũ. Gói tiếp theo "
            "sẽ mang đợt số mới. Hãy gọi điện cho cấp trên trước khi gửi."
        )
    elif reading.strangers:
        yield t(
            "Cấp trên còn nhận {n} gói mang tên máy này mà sổ này không có: sổ đã được khôi phục "
            "từ bản sao cũ, hoặc có hai máy cùng ghi. Hãy gọi điện cho cấp trên.",
            n=reading.strangers,
        )
