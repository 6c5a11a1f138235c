"""Taking an action back: every row it changed returns to what it said before, as a new version.

Nothing is deleted: a row that was new is retired, and both ways stand in the journal.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop.records import columns, history, ledger, queries
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
        act = Act.begin("undo", now, undoes=chosen.id)
        changes = history.entries(book.db, chosen.id)
        for number, register, uid, before in changes:
            if not history.stands(book.db, number, register, uid):
                raise InputError(
                    t(
                        "Không hoàn tác được: một dòng của việc này đã được sửa sau đó. Sổ không "
                        "thay đổi; hãy mở lịch sử của dòng và sửa bằng tay."
                    )
                )
            _revert(book, register, uid, before, act)
    return Undone(chosen.id, chosen.kind, chosen.register, len(changes))


def last(book: Book) -> history.Action | None:
    """The action that ``undo`` would take back; None when there is none."""
    return next((a for a in history.actions(book.db, -1) if not a.undone), None)


def _chosen(book: Book, action: str | None) -> history.Action:
    if action is None:
        chosen = last(book)
    else:
        found = (a for a in history.actions(book.db, -1) if a.id == action and not a.undone)
        chosen = next(found, None)
    if chosen is None:
        raise InputError(t("Không còn việc nào để hoàn tác. Sổ không thay đổi."))
    return chosen


def _revert(book: Book, register: Register, uid: str, before: Row | None, act: Act) -> None:
    if before is None:
        ledger.require_unused(book, register, uid)
        ledger.write(book, register, uid, {"retired": t("hoàn tác")}, act)
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
