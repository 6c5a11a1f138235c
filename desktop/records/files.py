"""Files that are there whole or not at all."""

import os
from pathlib import Path

from desktop.records.because import because
from desktop.records.errors import DiskError
from desktop.records.language import t

FILE = "book.db"
"""The book itself, in its folder."""


def has_book(folder: Path) -> bool:
    """Whether there is a book in ``folder``."""
    return (folder / FILE).is_file()


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
