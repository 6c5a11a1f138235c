"""Writing the book: every change with its journal entry in one durable transaction.

"Đã lưu" may be said when a function here has returned: the commit is on the disk by then.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from desktop.records import columns, journal, queries, rules, search
from desktop.records.book import Book
from desktop.records.cipher import translated
from desktop.records.clock import local_day, utc_text
from desktop.records.errors import InputError, RowChanged, RowsRefused
from desktop.records.fields import Field, Kind, Row
from desktop.records.identifiers import new_case_code, new_uid
from desktop.records.language import t
from desktop.records.problem import Problem
from desktop.records.registers import REGISTERS, Register

_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Saved:
    """A row that is on the disk, with the warnings that were confirmed."""

    uid: str
    version: int
    warnings: tuple[Problem, ...] = ()


def save(
    book: Book, register: Register, row: Row, *, now: datetime, confirmed: bool = False
) -> Saved:
    """Save one row: a new one, or the next version when its ``uid`` is in the book.

    A ``version`` in the row must be the one that is held. Raises RowsRefused (rules broken, or
    warnings not ``confirmed``), RowChanged, InputError, DiskError; the book is then unchanged.
    """
    return save_all(book, register, [row], now=now, confirmed=confirmed)[0]


def save_all(
    book: Book,
    register: Register,
    rows: Iterable[Row],
    *,
    now: datetime,
    confirmed: bool = False,
) -> list[Saved]:
    """Save many rows as one: all of them, or none. Raises as ``save``."""
    _own_register(book, register)
    saved: list[Saved] = []
    refused: list[dict[str, object]] = []
    with translated(), book.db.atomic():
        for number, given in enumerate(rows, start=1):
            row = _with_case_code(book, register, given)
            problems = check(book, register, row, now=now)
            if all(problem.warning and confirmed for problem in problems):
                saved.append(_write(book, register, row, problems, now))
            else:
                refused += [
                    {"row": number, "field": problem.field, "message": problem.message}
                    for problem in problems
                ]
        if refused:
            raise RowsRefused(_refusal(refused), refused)
    return saved


def check(book: Book, register: Register, row: Row, *, now: datetime) -> list[Problem]:
    """What the rules say of ``row`` in this book, without saving it."""
    return rules.check(register, row, rules.Known(local_day(now), _finder(book)))


def _with_case_code(book: Book, register: Register, row: Row) -> Row:
    """``row`` with a slip code where it has none: the one its stored version bears, else a new."""
    names = [f.name for f in register.fields if f.kind is Kind.CASE and not row.get(f.name)]
    held = queries.get(book.db, register, str(row.get("uid"))) if names else None
    return row | {name: held[name] if held else new_case_code() for name in names}


def retire(book: Book, register: Register, uid: str, reason: str, *, now: datetime) -> None:
    """Take a row out of every list and total; it stays in the book with its ``reason``."""
    _own_register(book, register)
    with translated(), book.db.atomic():
        before = _own_row(book, register, uid)
        _require_unused(book, register, uid)
        version = int(str(before["version"])) + 1
        change: Row = {
            "retired": reason or t("không ghi lý do"),
            "version": version,
            "updated_at": utc_text(now),
        }
        book.db.table(register.name).update(uid, change)
        entry = journal.Entry(
            "retire",
            register.name,
            uid,
            version,
            journal.row_digest(before),
            journal.row_digest(before | change),
        )
        journal.append(book.db, entry, device=book.device, now=now)


def _write(
    book: Book, register: Register, row: Row, problems: list[Problem], now: datetime
) -> Saved:
    uid = _uid(row, now)
    before = _held(book, register, uid)
    version = 1 if before is None else int(str(before["version"])) + 1
    if before is not None and row.get("version") not in (None, before["version"]):
        raise RowChanged(
            t("Dòng này vừa được sửa ở nơi khác. Mở lại dòng rồi sửa; bản bạn gõ vẫn còn đây.")
        )
    cells = columns.to_cells(register, row)
    stamp = {"version": version, "updated_at": utc_text(now)}
    index = {"search": search.index_words(register, row, _finder(book))}
    table = book.db.table(register.name)
    if before is None:
        origin = {
            "uid": uid,
            "unit": book.office.code,
            "device": book.device,
            "created_at": utc_text(now),
        }
        table.insert(origin | stamp | cells | index)
    else:
        table.update(uid, stamp | cells | index)
        _index_referrers(book, register, uid)
    after = queries.get(book.db, register, uid) or {}
    entry = journal.Entry(
        "save",
        register.name,
        uid,
        version,
        journal.row_digest(before) if before else "",
        journal.row_digest(after),
    )
    journal.append(book.db, entry, device=book.device, now=now)
    return Saved(uid, version, tuple(problems))


def _index_referrers(book: Book, register: Register, uid: str) -> None:
    """Rows that refer to a row are found by its words, so they follow when it is edited."""
    for other, field in _references(register):
        query = f"SELECT uid FROM {other.name} WHERE {field.name} = ? AND retired IS NULL"
        for (referrer,) in book.db.execute(query, [uid]).fetchall():
            row = queries.get(book.db, other, referrer) or {}
            words = search.index_words(other, row, _finder(book))
            book.db.table(other.name).update(referrer, {"search": words})


def _finder(book: Book) -> search.Find:
    """Own rows refer to own rows: another office may drop its rows at any time."""

    def find(name: str, uid: str) -> Row | None:
        row = queries.find(book.db, name, uid)
        return row if row and row["device"] == book.device else None

    return find


def _uid(row: Row, now: datetime) -> str:
    given = row.get("uid")
    if given is None:
        return new_uid(now)
    if not _UID.fullmatch(str(given)):
        raise InputError(
            t("“{uid}” không phải là mã dòng (uid). Bỏ trống để máy tự cho mã.", uid=given)
        )
    return str(given)


def _held(book: Book, register: Register, uid: str) -> Row | None:
    """The own row of that uid; raises InputError when it is another office's or retired."""
    found = book.db.execute(
        f"SELECT device, retired FROM {register.name} WHERE uid = ?", [uid]
    ).fetchone()
    if found is None:
        return None
    if found[0] != book.device:
        raise InputError(t("Dòng này của đơn vị khác nên không sửa được ở đây."))
    if found[1] is not None:
        raise InputError(t("Dòng này đã được bỏ ra khỏi sổ. Hãy ghi một dòng mới."))
    return queries.get(book.db, register, uid)


def _own_row(book: Book, register: Register, uid: str) -> Row:
    row = _held(book, register, uid)
    if row is None:
        raise InputError(t("Không có dòng “{uid}” trong sổ.", uid=uid))
    return row


def _require_unused(book: Book, register: Register, uid: str) -> None:
    for other, field in _references(register):
        query = f"SELECT count(*) FROM {other.name} WHERE {field.name} = ? AND retired IS NULL"
        (uses,) = book.db.execute(query, [uid]).fetchone()
        if uses:
            raise InputError(
                t(
                    "Còn {n} dòng ở sổ “{register}” dùng dòng này. Bỏ các dòng đó trước; "
                    "chưa thay đổi gì.",
                    n=uses,
                    register=other.label,
                )
            )


def _references(register: Register) -> Iterator[tuple[Register, Field]]:
    """Every field that refers to ``register``, with the register it is of."""
    for other in REGISTERS.values():
        for field in other.fields:
            if field.target == register.name:
                yield other, field


def _own_register(book: Book, register: Register) -> None:
    if book.office.tier not in register.tiers:
        raise InputError(
            t(
                "Sổ “{register}” không ghi ở cấp này. Chỉ ghi ở cấp xã.",
                register=register.label,
            )
        )


def _refusal(refused: list[dict[str, object]]) -> str:
    first = refused[0]
    return t(
        "Chưa lưu gì: dòng {row}, {message}",
        row=first["row"],
        message=first["message"],
    )
