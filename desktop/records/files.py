"""Files that are there whole or not at all."""

import os
from hashlib import file_digest
from pathlib import Path

from desktop.records.because import because
from desktop.records.errors import DiskError, InputError
from desktop.records.language import t

LARGEST = 10 << 20
"""Bytes; no packet, receipt or certificate is larger."""

FILE = "book.db"
"""The book itself, in its folder."""


def has_book(folder: Path) -> bool:
    """Whether there is a book in ``folder``."""
    return (folder / FILE).is_file()


def read_bytes(file: Path) -> bytes:
    """The content of a file that a person named, cut off one byte after ``LARGEST``. Raises
    InputError."""
    try:
        with file.open("rb") as source:
            return source.read(LARGEST + 1)
    except OSError as error:
        raise InputError(
            t(
                "Không đọc được tệp “{file}”: {why}. Chưa có gì thay đổi; kiểm tra tệp rồi làm "
                "lại.",
                file=file,
                why=because(error),
            )
        ) from error


def digest(file: Path) -> str | None:
    """SHA-256 of a file in hex, None where there is none. Raises DiskError."""
    try:
        with file.open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiskError(
            t(
                "Không đọc được tệp “{file}”: {why}. Chưa có gì thay đổi; kiểm tra tệp rồi làm "
                "lại.",
                file=file,
                why=because(error),
            )
        ) from error


def make_folder(folder: Path) -> None:
    """Have this folder, with those above it. Raises DiskError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskError(
            t(
                "Không ghi được vào thư mục “{folder}”: {why}. Chọn thư mục khác.",
                folder=folder,
                why=because(error),
            )
        ) from error


def write_durably(target: Path, content: bytes) -> None:
    """Write ``content`` so that after any power cut the file is the old one or the new one.

    Raises DiskError; the target is then untouched.
    """
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise DiskError(
            t(
                "Không ghi được tệp {name}: {why}. Không có gì bị mất; kiểm tra ổ đĩa rồi làm lại.",
                name=target.name,
                why=because(error),
            )
        ) from error


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` durable; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
