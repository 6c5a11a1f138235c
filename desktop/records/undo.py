"""Taking an action back: every row it changed returns to what it said before, as a new version.

Nothing is deleted: a row that was new is retired, and both ways stand in the journal.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop.records import columns, history, ledger, queries
from desktop.records.book import Book
from desktop.records.cipher import translated
from desktop.records.errors import InputError
from desktop.records.fields import Row
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
        act = Act.begin("undo", now, undoes=chosen.id)
        changes = history.entries(book.db, chosen.id)
        for register, uid, version, before in changes:
            _revert(book, register, uid, version, before, act)
    return Undone(chosen.id, chosen.kind, chosen.register, len(changes))


def last(book: Book) -> history.Action | None:
    """The action that ``undo`` would take back; None when there is none."""
    return next((a for a in history.actions(book.db) if not a.undone), None)


def _chosen(book: Book, action: str | None) -> history.Action:
    standing = [a for a in history.actions(book.db, -1) if not a.undone]
    if action is not None:
        standing = [a for a in standing if a.id == action]
    if not standing:
        raise InputError(t("Không còn việc nào để hoàn tác. Sổ không thay đổi."))
    return standing[0]


def _revert(
    book: Book, register: Register, uid: str, version: int, before: Row | None, act: Act
) -> None:
    held = queries.stored(book.db, register, uid)
    if held is None or held["version"] != version:
        raise InputError(
            t(
                "Không hoàn tác được: một dòng của việc này đã được sửa sau đó. Sổ không thay "
                "đổi; hãy mở lịch sử của dòng và sửa bằng tay."
            )
        )
    if before is None:
        ledger.require_unused(book, register, uid)
        ledger.write(book, register, uid, {"retired": t("hoàn tác")}, act)
        return
    cells: dict[str, object] = {"retired": before["retired"]}
    cells |= columns.to_cells(register, before) | ledger.index(book, register, before)
    ledger.write(book, register, uid, cells, act)
