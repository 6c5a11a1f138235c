"""sqlite-utils over SQLCipher: the one place that knows which SQLite is underneath.

sqlite-utils takes ``pysqlite3`` in preference to the standard module, so SQLCipher is registered
under that name before it is imported; every connection and error class is then SQLCipher's.
"""

import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3
import sqlcipher3.dbapi2

from desktop.records import collation
from desktop.records.errors import BookBusy, BookDamaged, BookError, DiskError
from desktop.records.language import t

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

from sqlite_utils.db import Database  # noqa: E402 - must follow the registration above

Error = sqlcipher3.dbapi2.Error
DatabaseError = sqlcipher3.dbapi2.DatabaseError

APPLICATION_ID = 0x50B4_0001
"""Stamped into the file's header, so that a book is known as a book."""

__all__ = [
    "APPLICATION_ID",
    "Database",
    "DatabaseError",
    "Error",
    "connect",
    "damaged",
    "translated",
]


class _Tables(Database):
    """The tables of one connection."""

    @contextmanager
    def atomic(self) -> Generator[Database, None, None]:
        """Everything inside is written, or nothing. The right to write is taken at the beginning,
        so that what is read inside is still so at the end: another connection may be writing down
        what is being typed."""
        if self.conn.in_transaction:
            with super().atomic():
                yield self
            return
        self.conn.execute("BEGIN IMMEDIATE")
        try:
            yield self
            self.conn.execute("COMMIT")
        except BaseException:
            self.conn.rollback()
            raise


def connect(file: Path, key: bytes) -> Database:
    """An open connection to the encrypted file with its raw 32-byte key.

    Durable to the last acknowledged commit (WAL, ``synchronous=FULL``); freed pages are
    overwritten. Raises BookDamaged when key and file do not belong together, DiskError
    when the file cannot be opened.
    """
    with translated():
        connection = sqlcipher3.dbapi2.connect(str(file), check_same_thread=False, timeout=10)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        with translated():
            connection.execute("PRAGMA journal_mode = WAL")
            for pragma in (
                "synchronous = FULL",
                "foreign_keys = ON",
                "secure_delete = ON",
                "temp_store = MEMORY",
                "trusted_schema = OFF",
            ):
                connection.execute(f"PRAGMA {pragma}")
    except BookError:
        connection.close()
        raise
    collation.teach(connection)
    return _Tables(connection, execute_plugins=False, strict=True)


@contextmanager
def translated() -> Iterator[None]:
    """Turn SQLCipher's errors into the product's own, in plain words."""
    try:
        yield
    except Error as error:
        raise _as_book_error(error) from error


def damaged() -> BookDamaged:
    """The file does not hold the book that was written there."""
    return BookDamaged(
        t(
            "Tệp sổ không đọc được như lúc đã ghi. Đừng xóa gì; hãy khôi phục từ bản sao lưu gần "
            "nhất."
        )
    )


def _as_book_error(error: Exception) -> BookError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BookBusy(t("Sổ đang được dùng ở cửa sổ khác. Đóng cửa sổ kia rồi thử lại."))
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return DiskError(
            t(
                "Không ghi được vào ổ đĩa (đầy, chỉ đọc hoặc lỗi). Những gì đã báo “Đã lưu” vẫn "
                "còn nguyên. Giải phóng chỗ trống rồi lưu lại."
            )
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return damaged()
    return BookError(
        t(
            "Sổ báo lỗi nội bộ ({name}). Dữ liệu đã lưu còn nguyên; đóng chương trình rồi mở lại, "
            "nếu vẫn lỗi thì gọi người hỗ trợ.",
            name=name,
        )
    )
