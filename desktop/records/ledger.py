"""One row's next version: table, search index, journal and history, all or none of them.

Whoever calls holds the transaction.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from desktop.records import history, journal, queries, search
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.clock import utc_text
from desktop.records.columns import quoted
from desktop.records.errors import InputError
from desktop.records.fields import Field
from desktop.records.identifiers import new_uid
from desktop.records.language import t
from desktop.records.registers import REGISTERS, Register


@dataclass(frozen=True)
class Act:
    """What is being done: ``kind`` is save, retire or undo, ``id`` is shared by all its rows."""

    id: str
    kind: journal.ActionName
    now: datetime
    reason: str = ""
    undoes: str | None = None

    @staticmethod
    def begin(
        kind: journal.ActionName, now: datetime, reason: str = "", undoes: str | None = None
    ) -> "Act":
        """A new act, at ``now``."""
        return Act(new_uid(now), kind, now, reason, undoes)


def write(book: Book, register: Register, uid: str, cells: Mapping[str, object], act: Act) -> int:
    """Write ``cells`` over the row of that uid, or as a new row; returns its version."""
    before = queries.stored(book.db, register, uid)
    version = int(str(before["version"])) + 1 if before else 1
    stamp = {"version": version, "updated_at": utc_text(act.now)}
    if before is None:
        origin = {"uid": uid, "unit": book.office.code, "device": book.device}
        _insert(book.db, register, origin | {"created_at": utc_text(act.now)} | stamp | dict(cells))
    else:
        _update(book.db, register, uid, stamp | dict(cells))
    after = queries.stored(book.db, register, uid) or {}
    entry = journal.Entry(
        act.kind,
        register.name,
        uid,
        version,
        before=journal.row_digest(before) if before else "",
        after=journal.row_digest(after),
        reason=act.reason,
    )
    number = book.enter(entry, act.now)
    history.keep(book.db, number, act.id, before, act.undoes)
    if before is not None:
        _index_referrers(book, register, uid)
    return version


def index(book: Book, register: Register, row: Mapping[str, object]) -> dict[str, object]:
    """The cell under whose words ``row`` is found."""
    return {"search": search.index_words(register, dict(row), partial(queries.find, book.db))}  # type: ignore[arg-type]


def require_unused(book: Book, register: Register, uid: str) -> None:
    """Raises InputError while a live row of this office refers to this one."""
    for other, field in references(register):
        query = (
            f'SELECT count(*) FROM {other.name} WHERE "{field.name}" = ? AND retired IS NULL'
            " AND device = ?"
        )
        (uses,) = book.db.execute(query, [uid, book.device]).fetchone()
        if uses:
            raise InputError(
                t(
                    "Còn {n} dòng ở sổ “{register}” dùng dòng này. Bỏ các dòng đó trước; "
                    "chưa thay đổi gì.",
                    n=uses,
                    register=other.label,
                )
            )


def references(register: Register) -> Iterator[tuple[Register, Field]]:
    """Every field that refers to ``register``, with the register it is of."""
    for other in REGISTERS.values():
        for field in other.fields:
            if field.target == register.name:
                yield other, field


def _index_referrers(book: Book, register: Register, uid: str) -> None:
    """Rows that refer to a row are found by its words, so they follow when it is edited."""
    for other, field in references(register):
        query = f'SELECT uid FROM {other.name} WHERE "{field.name}" = ? AND retired IS NULL'
        for (referrer,) in book.db.execute(query, [uid]).fetchall():
            row = queries.get(book.db, other, referrer) or {}
            _update(book.db, other, referrer, index(book, other, row))


def _insert(db: Database, register: Register, cells: Mapping[str, object]) -> None:
    names = ", ".join(map(quoted, cells))
    places = ", ".join("?" * len(cells))
    db.conn.execute(f"INSERT INTO {register.name}({names}) VALUES({places})", list(cells.values()))


def _update(db: Database, register: Register, uid: str, cells: Mapping[str, object]) -> None:
    places = ", ".join(f"{quoted(name)} = ?" for name in cells)
    values = [*cells.values(), uid]
    db.conn.execute(f"UPDATE {register.name} SET {places} WHERE uid = ?", values)
