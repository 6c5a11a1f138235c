"""Opening a file that an office keeps: what comes back is cells, whatever the file tried.

The file is taken apart by a confined child process (`sync.confinement`): 60 seconds, 768 MiB, no
key, no book. What the file says it is, by its first bytes, counts more than its ending.
"""

import csv
import struct
import zlib
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from desktop.records import language
from desktop.records.because import because
from desktop.records.errors import InputError
from desktop.records.language import t
from sync import confinement
from sync.confinement import Child
from sync.errors import SandboxError
from sync.intake.grid import Grid, from_json, to_json
from sync.intake.limits import MAX_FILE

SECONDS: Final = 60.0
MEMORY: Final = 768 << 20
KINDS: Final = (".xlsx", ".xlsm", ".xls", ".csv", ".txt")
"""The endings of files that can be read."""

_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_PAGES = (b"<html", b"<!doctype", b"<?xml", b"<table")
_GOOD, _BAD = b"+", b"-"

_UNREADABLE = (
    # What zip, XML, xlrd and csv let through when a file is cut or altered:
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    SyntaxError,
    EOFError,
    BadZipFile,
    zlib.error,
    struct.error,
    csv.Error,
)


class FileReader(Child):
    """A child process that reads files, one after another."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        super().__init__(_serve, seconds, memory)

    def read(self, file: Path) -> Grid:
        """The grid of ``file``; raises InputError for whatever cannot be read, and why."""
        data = _content(file)
        try:
            self.start()
        except (EOFError, OSError) as error:
            raise SandboxError(
                t(
                    "Không khởi động được phần đọc tệp trên máy này ({why}). Chưa nhập gì vào "
                    "sổ; đóng bớt chương trình khác rồi thử lại.",
                    why=type(error).__name__,
                )
            ) from error
        try:
            answer = self.ask(file.name.encode(), data)
        except (EOFError, OSError) as error:
            raise InputError(
                t(
                    "Đọc tệp “{file}” quá lâu hoặc tốn quá nhiều bộ nhớ nên đã dừng. Chưa lưu gì; "
                    "chép riêng bảng cần nhập sang một tệp mới rồi thử lại.",
                    file=file.name,
                )
            ) from error
        if answer[:1] == _BAD:
            raise InputError(answer[1:].decode())
        return from_json(answer[1:])


def read(file: Path) -> Grid:
    """What `FileReader.read` says, from a child of its own."""
    with FileReader() as reader:
        return reader.read(file)


def examine(data: bytes, name: str) -> Grid:
    """Read in this process, unbounded: what the child does. Raises InputError."""
    try:
        grid = _parse(data, name)
    except _UNREADABLE as error:
        raise InputError(
            t("Không đọc được tệp “{file}”; tệp hỏng hoặc sai kiểu. Chưa lưu gì.", file=name)
        ) from error
    if not any(sheet.lines for sheet in grid.sheets):
        raise InputError(t("Tệp “{file}” không có dòng nào.", file=name))
    return grid


def _parse(data: bytes, name: str) -> Grid:
    from sync.intake import (  # lxml and xlrd: only the child needs them
        read_csv,
        read_xls,
        read_xlsx,
    )

    if data.startswith(_ZIP):
        return read_xlsx.read(data, name)
    if data.startswith(_OLE):
        return read_xls.read(data, name)
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGES):
        raise InputError(
            t(
                "Tệp “{file}” là trang web mang tên tệp Excel. Mở bằng Excel, lưu lại thành .xlsx "
                "rồi thử lại; chưa lưu gì.",
                file=name,
            )
        )
    if Path(name).suffix.lower() not in {".csv", ".txt"}:
        raise ValueError(name)
    return read_csv.read(data, name)


def _content(file: Path) -> bytes:
    if file.suffix.lower() not in KINDS:
        raise InputError(
            t("Chỉ đọc được tệp .xlsx, .xls hoặc .csv; “{file}” không phải.", file=file.name)
        )
    if not file.is_file():
        raise InputError(t("Không thấy tệp “{file}”. Kiểm tra đường dẫn.", file=file))
    try:
        with file.open("rb") as source:
            data = source.read(MAX_FILE + 1)
    except OSError as error:
        raise InputError(
            t(
                "Không đọc được tệp “{file}” ({why}). Nếu tệp đang mở trong Excel thì đóng lại "
                "rồi thử; chưa lưu gì.",
                file=file.name,
                why=because(error),
            )
        ) from error
    if len(data) > MAX_FILE:
        raise InputError(t("Tệp “{file}” quá lớn (trên 20 MB).", file=file.name))
    return data


def _serve(pipe: Connection, memory: int, tongue: str) -> None:
    """The child's whole life: files in, grids or reasons out, until the other end closes."""
    confinement.silence()
    from sync.intake import read_csv, read_xls, read_xlsx  # noqa: F401 - loaded before it is confined

    language.use(tongue)
    confinement.confine(memory)
    pipe.send_bytes(confinement.READY)
    while True:
        try:
            name, data = pipe.recv_bytes().decode(), pipe.recv_bytes()
        except EOFError:
            return
        pipe.send_bytes(_told(data, name))


def _told(data: bytes, name: str) -> bytes:
    try:
        return _GOOD + to_json(examine(data, name))
    except InputError as error:
        return _BAD + str(error).encode()
