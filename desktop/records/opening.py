"""The way into a book: nobody else may be in it, then its key.

Little is loaded for that, so that all a book needs can be loaded while the key is derived.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from desktop.records import vault
from desktop.records.because import because
from desktop.records.errors import BookBusy, BookMissing, DiskError
from desktop.records.files import has_book
from desktop.records.language import t

FOLDERS = ("outbox", "inbox", "backups")
"""What a book has in its folder beside files."""


@dataclass(repr=False)
class Unlocked:
    """A book that is about to be opened: the lock on its ``folder`` is among what is ``held``.

    It has no printed form: what holds the key must not get into a trace.
    """

    folder: Path
    key: bytes
    held: ExitStack


def unlock(folder: Path, passphrase: str) -> Unlocked:
    """The key of the book in ``folder``, from which every other process is kept out from now on;
    ``passphrase`` may also be the recovery words.

    Raises BookMissing, BookBusy, WrongPassphrase, BookDamaged, DiskError.
    """
    if not has_book(folder):
        raise BookMissing(
            t("Không thấy sổ trong thư mục “{folder}”. Kiểm tra đường dẫn.", folder=folder)
        )
    with ExitStack() as held:
        held.callback(lock(folder).release)
        return Unlocked(folder, vault.unlock(folder, passphrase), held.pop_all())


def lock(folder: Path) -> FileLock:
    """Keep every other process out of the folder until the lock is released, and make what a book
    has in it. Raises BookBusy, DiskError."""
    with usable(folder):
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        held = FileLock(folder / "book.lock", blocking=False, thread_local=False)
        try:
            held.acquire()
        except Timeout as error:
            raise BookBusy(
                t("Sổ đang mở ở một cửa sổ khác. Đóng cửa sổ kia rồi thử lại; không có gì bị mất.")
            ) from error
    return held


@contextmanager
def usable(folder: Path) -> Iterator[None]:
    """Say in plain words that a folder cannot be used."""
    try:
        yield
    except OSError as error:
        raise DiskError(
            t(
                "Không dùng được thư mục “{folder}”: {why}. Chọn một thư mục khác.",
                folder=folder,
                why=because(error),
            )
        ) from error
