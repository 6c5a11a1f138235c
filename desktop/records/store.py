"""Writing the book: every change with its journal entry in one durable transaction.

"Đã lưu" may be said when a function here has returned: the commit is on the disk by then.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from desktop.records import columns, ledger, queries, reasons, rules
from desktop.records.book import Book
from desktop.records.cipher import Database, translated
from desktop.records.clock import local_day
from desktop.records.errors import InputError, RowChanged, RowsRefused
from desktop.records.fields import Kind, Row
from desktop.records.identifiers import new_case_code, new_uid
from desktop.records.language import t
from desktop.records.ledger import Act
from desktop.records.problem import Problem
from desktop.records.registers import REGISTERS, Register

_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Saved:
    """A row that is on the disk, with the warnings that were confirmed.

    ``action`` names what was saved with it at one go, for taking it back.
    """

    uid: str
    version: int
    action: str
    warnings: tuple[Problem, ...] = ()


def save(
    book: Book,
    register: Register,
    row: Row,
    *,
    now: datetime,
    confirmed: bool = False,
    because: str = "",
) -> Saved:
    """Save one row: a new one, or the next version when its ``uid`` is in the book.

    A ``version`` in the row must be the one that is held. Warnings keep a row out unless they are
    ``confirmed``; ``because`` is the officer's reason, kept in the journal. Raises
    RowsRefused (rules broken, or warnings not ``confirmed``), RowChanged, InputError, DiskError;
    the book is then unchanged.
    """
    return save_all(book, register, [row], now=now, confirmed=confirmed, because=because)[0]


def save_all(
    book: Book,
    register: Register,
    rows: Iterable[Row],
    *,
    now: datetime,
    confirmed: bool = False,
    because: str = "",
) -> list[Saved]:
    """Save many rows as one action: all of them, or none. Raises as ``save``."""
    _own_register(book, register)
    act = Act.begin("save", now, because)
    saved: list[Saved] = []
    refused: list[dict[str, object]] = []
    with translated(), book.db.atomic():
        for number, given in enumerate(rows, start=1):
            row = _with_case_code(book, register, given)
            problems = check(book, register, row, now=now)
            if all(problem.warning and confirmed for problem in problems):
                saved.append(_write(book, register, row, problems, act))
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
    asked = known(book.db, book.device, local_day(now), clock_doubted=book.clock_doubted)
    return rules.check(register, row, asked)


def known(db: Database, device: str, today: date, *, clock_doubted: bool = False) -> rules.Known:
    """What the rules may ask of the book of ``device``.

    A row that another office has dropped since was there when ours was written about it.
    """

    def own(name: str, uid: str) -> Row | None:
        row = queries.find(db, name, uid)
        return row if row and row["device"] == device else None

    def elsewhere(name: str, uid: str) -> Row | None:
        row = queries.stored(db, REGISTERS[name], uid)
        return row if row and (row["retired"] is None or row["device"] != device) else None

    return rules.Known(
        today,
        find=own,
        clock_doubted=clock_doubted,
        elsewhere=elsewhere,
        alike=lambda register, row: queries.alike(db, register, row, device),
    )


def _with_case_code(book: Book, register: Register, row: Row) -> Row:
    """``row`` with a slip code where it has none: the one its stored version bears, else a new."""
    names = [f.name for f in register.fields if f.kind is Kind.CASE and not row.get(f.name)]
    held = queries.get(book.db, register, str(row.get("uid"))) if names else None
    return row | {name: held[name] if held else new_case_code() for name in names}


def retire(book: Book, register: Register, uid: str, reason: str, *, now: datetime) -> None:
    """Take a row out of every list and total; it stays in the book with its ``reason``."""
    retire_all(book, register, [uid], reason, now=now)


def retire_all(
    book: Book, register: Register, uids: Iterable[str], reason: str, *, now: datetime
) -> None:
    """Take rows out as one action: all of them, or none. Raises InputError for a row that is not
    this office's or that another one refers to, DiskError."""
    _own_register(book, register)
    act = Act.begin("retire", now, reason)
    with translated(), book.db.atomic():
        for uid in uids:
            if _held(book, register, uid) is None:
                raise InputError(t("Không có dòng “{uid}” trong sổ.", uid=uid))
            ledger.require_unused(book, register, uid)
            ledger.write(book, register, uid, {"retired": reason or reasons.UNSAID}, act)


def bring_back(book: Book, register: Register, uid: str, *, now: datetime) -> str:
    """Take an own retired row into the lists and totals again, as a new version; returns the action
    that did it, for taking it back.

    Raises InputError when there is no such row, or when it breaks a rule by now (what it refers to
    may be gone), DiskError; the book is then unchanged.
    """
    with translated(), book.db.atomic():
        row = queries.stored(book.db, register, uid)
        if row is None or row["device"] != book.device or row["retired"] is None:
            raise InputError(t("Không có dòng nào như thế đã bỏ ở sổ này. Sổ không thay đổi."))
        broken = [p for p in check(book, register, row, now=now) if not p.warning]
        if broken:
            raise InputError(
                t("Chưa đưa lại được: {message} Sổ không thay đổi.", message=broken[0].message)
            )
        act = Act.begin("save", now)
        ledger.write(book, register, uid, {"retired": None}, act)
    return act.id


def _write(book: Book, register: Register, row: Row, problems: list[Problem], act: Act) -> Saved:
    uid = _uid(row, act.now)
    held = _held(book, register, uid)
    if held is not None and row.get("version") not in (None, held["version"]):
        raise RowChanged(
            t("Dòng này vừa được sửa ở nơi khác. Mở lại dòng rồi sửa; bản đang gõ vẫn còn đây.")
        )
    cells = columns.to_cells(register, row) | ledger.index(book, register, row)
    version = ledger.write(book, register, uid, cells, act)
    return Saved(uid, version, act.id, tuple(problems))


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
