"""Taking an action back: every row it changed returns to what it said before, as a new version.

Nothing is deleted: a row that was new is retired, and both ways stand in the journal.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop.records import columns, history, ledger, queries, reasons
from desktop.records.book import Book
from desktop.records.cipher import translated
from desktop.records.errors import InputError
from desktop.records.fields import Row, filled
from desktop.records.language import t
from desktop.records.ledger import Act
from desktop.records.registers import Register


@dataclass(frozen=True)
class Undone:
    """The action that was taken back: its kind, its register, and how many rows it had changed."""

    action: str
    kind: str
    register: str
    rows: int


def undo(book: Book, *, now: datetime, action: str | None = None) -> Undone:
    """Take back the last action that still stands, or the one named, as one.

    Raises InputError when there is none, when one of its rows was changed since, or when other
    rows have come to refer to a row it brought in; the book is then unchanged.
    """
    with translated(), book.db.atomic():
        chosen = _chosen(book, action)
        rows = _revert_all(book, chosen.id, Act.begin("undo", now, undoes=chosen.id))
    return Undone(chosen.id, chosen.kind, chosen.register, rows)


def redo(book: Book, *, now: datetime, since: int = 0) -> Undone:
    """Put back what was taken back last after that journal number: the undo is itself undone.

    Raises InputError when there is nothing to put back, when something was done since, or when a
    row that it refers to is gone; the book is then unchanged.
    """
    with translated(), book.db.atomic():
        found = history.last_undo(book.db, since)
        if found is None:
            raise InputError(t("Không có việc nào vừa hoàn tác để làm lại. Sổ không thay đổi."))
        undone, action = found
        rows = _revert_all(book, undone, Act.begin("undo", now, reasons.REDONE, undoes=undone))
    return Undone(action.id, action.kind, action.register, rows)


def last(book: Book) -> history.Action | None:
    """The action that ``undo`` would take back; None when there is none."""
    return history.last_action(book.db)


def _chosen(book: Book, action: str | None) -> history.Action:
    chosen = last(book) if action is None else history.action(book.db, action)
    if chosen is None or chosen.undone:
        raise InputError(t("Không còn việc nào để hoàn tác. Sổ không thay đổi."))
    return chosen


def _revert_all(book: Book, action: str, act: Act) -> int:
    """Every row that ``action`` changed says again what it said before; how many they are."""
    changes = history.entries(book.db, action)
    for number, register, uid, before in changes:
        if not history.stands(book.db, number, register, uid):
            raise InputError(
                t(
                    "Không hoàn tác được: một dòng của việc này đã được sửa sau đó. Sổ không "
                    "thay đổi; hãy mở lịch sử của dòng và sửa bằng tay."
                )
            )
        _revert(book, register, uid, before, act)
    return len(changes)


def _revert(book: Book, register: Register, uid: str, before: Row | None, act: Act) -> None:
    if before is None:
        ledger.require_unused(book, register, uid)
        ledger.write(book, register, uid, {"retired": reasons.UNDONE}, act)
        return
    _require_references(book, register, before)
    cells: dict[str, object] = {"retired": before["retired"]}
    cells |= columns.to_cells(register, before) | ledger.index(book, register, before)
    ledger.write(book, register, uid, cells, act)


def _require_references(book: Book, register: Register, row: Row) -> None:
    """Raises InputError when ``row`` refers to an own row that was taken out since."""
    for field in register.fields:
        if not field.target or field.anywhere or not filled(row, field.name):
            continue
        if queries.find(book.db, field.target, str(row[field.name])) is None:
            raise InputError(
                t(
                    "Không hoàn tác được: dòng mà mục “{label}” nhắc đến đã được bỏ ra khỏi sổ. "
                    "Sổ không thay đổi; hãy lấy lại dòng đó trước.",
                    label=field.label,
                )
            )
