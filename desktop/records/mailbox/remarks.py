"""Remarks on single rows: what a receiving office gives back to be corrected ("trả lại để sửa").

The office that remarks never touches the row. Its remark travels in the receipts, and is closed by
the row itself, as soon as its owner has changed or retired it: there by its later version, and at
the office that remarked when a packet brings that. No clock and no second message is needed. A
remark can only be on a row that travelled; totals of referrals are no such rows.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from desktop.records import journal, queries, words
from desktop.records.book import Book
from desktop.records.cipher import Database, translated
from desktop.records.clock import utc_text
from desktop.records.errors import InputError
from desktop.records.fields import Row
from desktop.records.language import t
from desktop.records.mailbox import received
from desktop.records.registers import REGISTERS, TRAVELLING, Register
from desktop.records.text import clean

LONGEST = 300
"""Characters of a reason."""
PACKET = "packet"
"""Stands for the register in a remark on a packet as a whole; its ``uid`` is the beginning of the
packet's SHA-256 and its ``version`` the packet's number."""


@dataclass(frozen=True)
class Remark:
    """A row given back: the ``version`` of it that was remarked on, its ``caption`` at that time,
    the ``reason``, and when it was written (UTC). ``unit`` owns the row."""

    register: str
    uid: str
    version: int
    caption: str
    reason: str
    at: str
    unit: str = ""


_COLUMNS = "register, uid, version, caption, reason, at"


def remark(book: Book, register: Register, uid: str, reason: str, *, now: datetime) -> Remark:
    """Give a row of another office back with a reason; an open remark on it is replaced.

    Raises InputError for a row of this office, one that is not held, a total, an empty reason.
    """
    said = clean(reason)
    row, unit = _row_of_another(book, register, uid)
    shown = words.caption(register, row, _captions(book.db), tongue="vi")
    version = int(str(row["version"]))
    return _give(book, Remark(register.name, uid, version, shown, said, utc_text(now), unit), now)


def remark_packet(book: Book, unit: str, reason: str, *, now: datetime) -> Remark:
    """Give an opinion on the packet that is held of a unit (its code) as a whole; an open one on
    it is replaced. Raises InputError where no packet is held, and for an empty reason."""
    held = next((one for one in received.heads(book.db) if one.unit == unit), None)
    if held is None:
        raise InputError(t("Chưa nhận gói nào của đơn vị này nên chưa có gì để góp ý."))
    uid, at = packet_uid(held.sha256), utc_text(now)
    caption = f"Gói số {held.sequence}"  # as every word of a receipt, in Vietnamese
    made = Remark(PACKET, uid, held.sequence, caption, clean(reason), at, unit)
    return _give(book, made, now)


def withdraw(book: Book, register: str, uid: str, *, now: datetime) -> None:
    """Take an open remark back. Raises InputError when there is none."""
    if not any(found.uid == uid for found in given(book.db) if found.register == register):
        raise InputError(t("Dòng này không có ý kiến nào đang chờ đơn vị sửa."))
    with translated(), book.db.atomic():
        _forget(book.db, register, uid)
        entry = journal.Entry("withdraw", register, uid)
        book.enter(entry, now)


def label_of(register: str) -> str:
    """What a remark is on, in Vietnamese as everything in a receipt: a register, or the packet."""
    return "Ý kiến về cả gói" if register == PACKET else REGISTERS[register].vi


def packet_uid(sha256: str) -> str:
    """What names a packet in a remark: the beginning of its digest in the form of a row's uid."""
    return "-".join((sha256[:8], sha256[8:12], sha256[12:16], sha256[16:20], sha256[20:32]))


@translated()
def given(db: Database, unit: str | None = None) -> list[Remark]:
    """The open remarks of this office (on rows of one unit), oldest first.

    One whose row has been changed or retired by its owner since is closed and not among them.
    """
    query = f"SELECT {_COLUMNS}, unit FROM remarks ORDER BY number"
    found = [Remark(*cells) for cells in db.execute(query)]
    return [
        one
        for one in found
        if unit in (None, one.unit) and _version(db, one.register, one.uid) == one.version
    ]


def put_returned(db: Database, signer: str, found: Iterable[Remark]) -> None:
    """Keep what the newest receipt of ``signer`` gives back, in place of what its earlier ones did;
    the caller holds the transaction.

    A row that was changed before its remark could be read is shown all the same: what counts is
    the version that the row had when the remark was first ``seen``.
    """
    query = f"SELECT seen, {_COLUMNS} FROM returned WHERE signer = ?"
    known = {Remark(*cells): seen for seen, *cells in db.execute(query, [signer]).fetchall()}
    db.execute("DELETE FROM returned WHERE signer = ?", [signer])
    for one in found:
        cells = {name: value for name, value in asdict(one).items() if name != "unit"}
        seen = known.get(one) or _version(db, one.register, one.uid) or one.version
        db.table("returned").insert(cells | {"signer": signer, "seen": seen})


@translated()
def returned(db: Database) -> list[Remark]:
    """The rows of this office given back for correction and not changed or retired since."""
    return [one for one, open_still in _returned(db) if open_still]


@translated()
def corrected(db: Database) -> list[Remark]:
    """The rows given back that were changed or retired here since; the office above has not said
    yet that it holds what they are now."""
    return [one for one, open_still in _returned(db) if not open_still]


@translated()
def opinions(db: Database) -> list[Remark]:
    """What the office above has said on a packet as a whole, until its newer receipt is silent."""
    query = f"SELECT {_COLUMNS} FROM returned WHERE register = ? ORDER BY rowid"
    return [Remark(*cells) for cells in db.execute(query, [PACKET])]


def _returned(db: Database) -> list[tuple[Remark, bool]]:
    query = f"SELECT seen, {_COLUMNS} FROM returned WHERE register <> ? ORDER BY rowid"
    found = {Remark(*cells): seen for seen, *cells in db.execute(query, [PACKET])}
    return [(one, _version(db, one.register, one.uid) == seen) for one, seen in found.items()]


def _give(book: Book, made: Remark, now: datetime) -> Remark:
    if not made.reason or len(made.reason) > LONGEST:
        raise InputError(
            t("Ghi lý do trả lại, tối đa {n} ký tự, để đơn vị biết cần sửa gì.", n=LONGEST)
        )
    with translated(), book.db.atomic():
        _forget(book.db, made.register, made.uid)
        book.db.table("remarks").insert(asdict(made))
        entry = journal.Entry("remark", made.register, made.uid, made.version)
        book.enter(entry, now)
    return made


def _row_of_another(book: Book, register: Register, uid: str) -> tuple[Row, str]:
    row = queries.get(book.db, register, uid) if register in TRAVELLING else None
    if row is None or register.derived_from:
        raise InputError(
            t(
                "Chỉ trả lại được dòng đã đến trong gói của đơn vị; số tổng hợp thì gọi điện hỏi "
                "lại."
            )
        )
    query = f"SELECT unit FROM {register.name} WHERE uid = ?"
    (unit,) = book.db.execute(query, [uid]).fetchone()
    if unit == book.office.code:
        raise InputError(t("Đây là dòng của chính cơ quan mình; hãy mở dòng ra sửa."))
    return row, unit


def _captions(db: Database) -> words.Lookup:
    def caption(name: str, uid: str) -> str:
        row = queries.get(db, REGISTERS[name], uid)
        return words.caption(REGISTERS[name], row, caption, tongue="vi") if row else ""

    return caption


def _forget(db: Database, register: str, uid: str) -> None:
    db.execute("DELETE FROM remarks WHERE register = ? AND uid = ?", [register, uid])


def _version(db: Database, register: str, uid: str) -> int | None:
    """The version of the live row, or of the packet that is held; None when there is none."""
    if register == PACKET:
        held = {packet_uid(one.sha256): one.sequence for one in received.heads(db)}
        return held.get(uid)
    if register not in REGISTERS:
        return None
    query = f"SELECT version FROM {register} WHERE uid = ? AND retired IS NULL"
    found = db.execute(query, [uid]).fetchone()
    return found[0] if found else None
