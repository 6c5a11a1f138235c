"""Whether a book is as it was written: pages, structure, journal, rows, keys, and its files.

Nothing is changed. Each finding is a `Problem` whose ``field`` says where and whose ``message``
what it means and what to do.
"""

from collections.abc import Iterator
from pathlib import Path

from desktop.records import columns, journal, mailbox, vault
from desktop.records.book import Book
from desktop.records.cipher import Database, translated
from desktop.records.fields import Row
from desktop.records.files import digest
from desktop.records.language import t
from desktop.records.mailbox import originals, received
from desktop.records.problem import Problem
from desktop.records.registers import REGISTERS, Register


def check(book: Book) -> list[Problem]:
    """Everything that is wrong with an open book and its files; nothing for a sound one."""
    found = of_file(book.db)
    return found or [
        *of_rows(book.db, book.device),
        *of_keys(book.folder),
        *of_outbox(book),
        *of_inbox(book),
    ]


@translated()
def of_file(db: Database) -> list[Problem]:
    """What is wrong with the database itself: every page against its seal, and when all hold,
    structure, references and the chain of the journal."""
    pages = db.execute("PRAGMA cipher_integrity_check").fetchall()
    if pages:
        return [Problem("pages", _restore(t("{n} trang của tệp sổ bị hỏng.", n=len(pages))))]
    found = []
    if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        found.append(Problem("structure", _restore(t("Cấu trúc của tệp sổ bị hỏng."))))
    if lost := db.execute("PRAGMA foreign_key_check").fetchall():
        told = t("{n} dòng nhắc đến dòng không còn trong sổ.", n=len(lost))
        found.append(Problem("references", _restore(told)))
    if broken := journal.verify(db):
        told = t("Nhật ký không nối liền từ mục {n}.", n=broken)
        found.append(Problem("journal", _restore(told)))
    return found


def of_rows(db: Database, device: str) -> list[Problem]:
    """Own rows that are not as the journal's last entry about them says."""
    told = _told(db)
    altered = {register: 0 for register in REGISTERS.values() if not register.derived_from}
    for register in altered:
        later = _later_fields(db, register)
        for row in _own_rows(db, register, device):
            digest = told.pop((register.name, str(row["uid"])), "")
            altered[register] += not _as_written(row, digest, later)
    lost = {register: sum(name == register.name for name, _ in told) for register in altered}
    return [
        Problem(
            "rows",
            _restore(
                t(
                    "Sổ “{register}”: {n} dòng không đúng như nhật ký đã ghi.",
                    register=register.label,
                    n=altered[register] + lost[register],
                )
            ),
        )
        for register in altered
        if altered[register] + lost[register]
    ]


def of_keys(folder: Path) -> list[Problem]:
    """What is wrong with the two copies of the key slots."""
    copies = vault.inspect(folder)
    found = [
        Problem(
            "keys",
            t("Tệp khóa {name} hỏng hoặc mất; bản kia vẫn mở được sổ.", name=name) + _rewrite(),
        )
        for name, kinds in copies.items()
        if kinds is None
    ]
    read = [(folder / name).read_bytes() for name, kinds in copies.items() if kinds is not None]
    if len(set(read)) > 1:
        found.append(Problem("keys", t("Hai bản của tệp khóa khác nhau.") + _rewrite()))
    if not any(kinds and "recovery" in kinds for kinds in copies.values()):
        told = t("Sổ không có 24 từ khôi phục: quên mật khẩu là mất sổ. Hãy lập 24 từ mới.")
        found.append(Problem("keys", told))
    return found


def of_outbox(book: Book) -> list[Problem]:
    """Signed packets whose file is not what was signed."""
    return [
        Problem(
            "outbox",
            t("Tệp {file} trong outbox không phải gói đã ký. Xóa tệp đó rồi ký lại.", file=s.file),
        )
        for s in mailbox.all_sent(book.db)
        if digest(book.folder / "outbox" / s.file) not in (None, s.sha256)
    ]


def of_inbox(book: Book) -> list[Problem]:
    """Packets that are held but whose original file is missing or altered."""
    return [
        Problem(
            "inbox",
            t(
                "Tệp gốc của gói số {n}, đơn vị {unit}, mất hoặc hỏng. Dòng đã nhận vẫn còn; xin "
                "đơn vị gửi lại gói để chuyển tiếp được.",
                n=one.sequence,
                unit=one.unit,
            ),
        )
        for one in received.heads(book.db)
        if digest(originals.place(book.folder, one.sha256)) != one.sha256
    ]


def _told(db: Database) -> dict[tuple[str, str], str]:
    """The digest that the journal's last entry gives for each row, by register and uid; rows that
    were erased are not among them."""
    with translated():
        entries = db.execute(
            "SELECT register, uid, after FROM journal WHERE register <> '' AND uid <> ''"
            " AND (after <> '' OR action = 'erase') ORDER BY number"
        )
        last = {(register, uid): after for register, uid, after in entries}
    return {row: digest for row, digest in last.items() if digest}


def _own_rows(db: Database, register: Register, device: str) -> Iterator[Row]:
    with translated():
        cursor = db.execute(
            f"SELECT {columns.listed(register)} FROM {register.name} WHERE device = ?", [device]
        )
        for cells in cursor:
            yield columns.to_row(register, cells)


def _later_fields(db: Database, register: Register) -> list[str]:
    """The fields that the register has got since its table was made, in the order they came."""
    found = list(db.table(register.name).columns_dict)
    return found[found.index("search") + 1 :]


def _as_written(row: Row, digest: str, later: list[str]) -> bool:
    """Whether the digest is of this row, perhaps from before the ``later`` fields were declared."""
    left = dict(row)
    for name in [*reversed(later), ""]:
        if journal.row_digest(left) == digest:
            return True
        if left.pop(name, None) is not None:
            return False
    return False


def _restore(what: str) -> str:
    return what + " " + t("Đừng ghi thêm và đừng xóa gì; hãy khôi phục bản sao lưu gần nhất.")


def _rewrite() -> str:
    return " " + t("Đổi mật khẩu một lần (có thể giữ nguyên mật khẩu) để ghi lại cả hai bản.")
