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
from desktop.records.registers import REGISTERS, TRAVELLING, Register
from desktop.records.text import clean

LONGEST = 300
"""Characters of a reason."""


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
    if not said or len(said) > LONGEST:
        raise InputError(
            t("Ghi lý do trả lại, tối đa {n} ký tự, để đơn vị biết cần sửa gì.", n=LONGEST)
        )
    shown = words.caption(register, row, _captions(book.db), tongue="vi")
    made = Remark(register.name, uid, int(str(row["version"])), shown, said, utc_text(now), unit)
    with translated(), book.db.atomic():
        _forget(book.db, register, uid)
        book.db.table("remarks").insert(asdict(made))
        entry = journal.Entry("remark", register.name, uid, made.version)
        journal.append(book.db, entry, device=book.device, now=now)
    return made


def withdraw(book: Book, register: Register, uid: str, *, now: datetime) -> None:
    """Take an open remark back. Raises InputError when there is none."""
    if not any(found.uid == uid for found in given(book.db) if found.register == register.name):
        raise InputError(t("Dòng này không có ý kiến nào đang chờ đơn vị sửa."))
    with translated(), book.db.atomic():
        _forget(book.db, register, uid)
        entry = journal.Entry("withdraw", register.name, uid)
        journal.append(book.db, entry, device=book.device, now=now)


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
    query = f"SELECT seen, {_COLUMNS} FROM returned ORDER BY rowid"
    found = {Remark(*cells): seen for seen, *cells in db.execute(query)}
    return [one for one, seen in found.items() if _version(db, one.register, one.uid) == seen]


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


def _forget(db: Database, register: Register, uid: str) -> None:
    db.execute("DELETE FROM remarks WHERE register = ? AND uid = ?", [register.name, uid])


def _version(db: Database, register: str, uid: str) -> int | None:
    """The version of the live row, None when there is none."""
    if register not in REGISTERS:
        return None
    query = f"SELECT version FROM {register} WHERE uid = ? AND retired IS NULL"
    found = db.execute(query, [uid]).fetchone()
    return found[0] if found else None
