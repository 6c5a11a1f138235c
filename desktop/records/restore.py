"""Bringing a row that was taken out back into the lists and totals, as a new version."""

from datetime import datetime

from desktop.records import ledger, queries, store
from desktop.records.book import Book
from desktop.records.cipher import translated
from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.ledger import Act
from desktop.records.registers import Register


def restore(book: Book, register: Register, uid: str, *, now: datetime) -> str:
    """Bring an own retired row back; returns the action that did it, for taking it back.

    Raises InputError when there is no such row, or when the row breaks a rule by now (what it
    refers to may be gone); the book is then unchanged.
    """
    with translated(), book.db.atomic():
        row = queries.stored(book.db, register, uid)
        if row is None or row["device"] != book.device or row["retired"] is None:
            raise InputError(t("Không có dòng nào như thế đã bỏ ở sổ này. Sổ không thay đổi."))
        broken = [p for p in store.check(book, register, row, now=now) if not p.warning]
        if broken:
            raise InputError(
                t("Chưa đưa lại được: {message} Sổ không thay đổi.", message=broken[0].message)
            )
        act = Act.begin("save", now)
        ledger.write(book, register, uid, {"retired": None}, act)
    return act.id
