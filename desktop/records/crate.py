"""Several files in one: a zip of stored entries that is there whole or not at all."""

import os
import shutil
import struct
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from desktop.records.because import because
from desktop.records.errors import BookDamaged, DiskError
from desktop.records.files import sync_folder
from desktop.records.language import t

_CHUNK = 1 << 20
_MALFORMED = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OverflowError,
    KeyError,
    struct.error,
    OSError,
)
"""What `zipfile` raises on bytes that are not what they claim, and a disk that cannot be read."""


def pack(target: Path, files: Mapping[str, Path]) -> str:
    """Write ``files`` under their names into ``target``; returns its SHA-256 in hex.

    The target bears its name only after it was read back from the disk and found to hold what was
    written. Raises DiskError; when what was read back differs, there is then no target.
    """
    part = target.with_name(target.name + ".part")
    with on_disk(target.parent):
        try:
            _write(part, files)
            digest = _verified(part, files)
            part.replace(target)
        except BookDamaged as error:
            if isinstance(error.__cause__, OSError):  # nothing is damaged: the disk is gone
                raise error.__cause__ from None
            raise _misread(target.parent) from error
        finally:
            part.unlink(missing_ok=True)
        sync_folder(target.parent)
    return digest


def unpack(source: Path, folder: Path, names: Collection[str]) -> None:
    """Put the files of ``source`` into ``folder``: exactly those of these names.

    Raises BookDamaged when it is cut, altered or something else, DiskError when the folder cannot
    take them.
    """
    with _opened(source, names) as crate:
        for name in names:
            with on_disk(folder):
                target = (folder / name).open("wb")
            with target:
                for chunk in _chunks(crate, name):
                    with on_disk(folder):
                        target.write(chunk)
                with on_disk(folder):
                    target.flush()
                    os.fsync(target.fileno())


@contextmanager
def on_disk(folder: Path) -> Iterator[None]:
    """Turn the operating system's errors while writing into the product's own."""
    try:
        yield
    except OSError as error:
        raise DiskError(
            t(
                "Không ghi được vào “{folder}”: {why}. Sổ còn nguyên; kiểm tra chỗ trống hoặc chọn "
                "nơi khác rồi làm lại.",
                folder=folder,
                why=because(error),
            )
        ) from error


def _write(part: Path, files: Mapping[str, Path]) -> None:
    with part.open("wb") as raw:
        with ZipFile(raw, "w", ZIP_STORED) as crate:
            for name, file in files.items():
                with file.open("rb") as source, crate.open(ZipInfo(name), "w") as entry:
                    shutil.copyfileobj(source, entry, _CHUNK)
        raw.flush()
        os.fsync(raw.fileno())


def _verified(part: Path, files: Mapping[str, Path]) -> str:
    """The digest of the whole, after comparing every entry with its file."""
    with _opened(part, files) as crate:
        for name, file in files.items():
            with file.open("rb") as source:
                same = all(chunk == source.read(len(chunk)) for chunk in _chunks(crate, name))
                if not same or source.read(1):
                    raise BadZipFile
    with part.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


@contextmanager
def _opened(source: Path, names: Collection[str]) -> Iterator[ZipFile]:
    try:
        with ZipFile(source) as crate:
            stored = {e.filename for e in crate.infolist() if e.compress_type == ZIP_STORED}
            if stored != set(names) or len(crate.infolist()) != len(names):
                raise BadZipFile
            yield crate
    except _MALFORMED as error:
        raise _damaged(source) from error


def _chunks(crate: ZipFile, name: str) -> Iterator[bytes]:
    content: IO[bytes]
    with crate.open(name) as content:
        yield from iter(partial(content.read, _CHUNK), b"")


def _misread(folder: Path) -> DiskError:
    return DiskError(
        t(
            "Bản sao vừa ghi vào “{folder}” đọc lại không khớp nên đã bỏ; sổ và các bản sao trước "
            "còn nguyên. USB hay ổ này có thể sắp hỏng: làm lại, hoặc sao lưu vào nơi khác.",
            folder=folder,
        )
    )


def _damaged(source: Path) -> BookDamaged:
    return BookDamaged(
        t(
            "“{file}” hỏng, thiếu hoặc không phải bản sao lưu của Sổ Bản. Chưa thay đổi gì; hãy "
            "dùng một bản sao lưu khác.",
            file=source.name,
        )
    )
