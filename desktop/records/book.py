"""A book: one folder, one office, one device, opened by one process.

``book.db`` (SQLCipher), the key slots, ``outbox/``, ``inbox/``, ``backups/`` and the lock.
"""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.records import cipher, clock, identifiers, journal, units, vault
from desktop.records.cipher import Database
from desktop.records.clock import utc_text
from desktop.records.errors import BookExists
from desktop.records.files import FILE as FILE
from desktop.records.files import sync_folder
from desktop.records.language import t
from desktop.records.migrations import migrate, require_book
from desktop.records.opening import FOLDERS, Unlocked, lock, unlock, usable
from desktop.records.settings import Settings
from desktop.records.units import Unit

_UNFINISHED = "new.db"


@dataclass(repr=False)
class Book:
    """An open book. ``db`` belongs to the thread that opened it; others call ``connect``.

    ``clock_doubted`` is set while the machine's clock may be wrong (see ``Book.time``). It has no
    printed form: what holds the key must not get into a trace.
    """

    folder: Path
    db: Database
    settings: Settings
    office: Unit
    device: str
    epoch: str
    _held: ExitStack
    _connect: Callable[[Path], Database]
    clock_doubted: bool = False

    @staticmethod
    def create(
        folder: Path,
        passphrase: str,
        office: Unit,
        *,
        now: datetime,
        first: Mapping[str, str] | None = None,
    ) -> tuple["Book", list[str]]:
        """A new, open book for ``office``, and the 24 recovery words, which exist nowhere else.

        ``first`` are settings it is born with.
        The book is there once its file bears its final name: a creation that was cut off leaves
        none. Raises BookExists, BookBusy, DiskError, InputError (passphrase too short).
        """
        vault.check_passphrase(passphrase)
        with ExitStack() as held:
            held.callback(lock(folder).release)
            _require_no_book(folder)
            key, words = vault.create(folder, passphrase)
            _write_first_state(folder, key, office, now, first or {})
            return _open(folder, key, held), words

    @staticmethod
    def open(folder: Path, passphrase: str) -> "Book":
        """The book in ``folder``; ``passphrase`` may also be the recovery words.

        Raises BookMissing, BookBusy, WrongPassphrase, BookDamaged, BookTooNew.
        """
        return Book.opened(unlock(folder, passphrase))

    @staticmethod
    def opened(unlocked: Unlocked) -> "Book":
        """The book that was unlocked. Raises BookDamaged, BookTooNew, DiskError; another process
        may then use it again."""
        with unlocked.held as held:
            return _open(unlocked.folder, unlocked.key, held)

    @property
    def practice(self) -> bool:
        """Whether nothing in the book is real."""
        return self.settings.get("practice") is not None

    def time(self, reads: datetime) -> datetime:
        """The moment to work with when the machine's clock reads ``reads`` (``clock.believed``);
        from now on the book knows whether that is in doubt."""
        self.clock_doubted = clock.in_doubt(clock.floor(self), reads)
        return clock.believed(self, reads)[0]

    def enter(self, entry: journal.Entry, now: datetime) -> int:
        """Write into the journal what this device does, marked where the clock is in doubt; returns
        the number of the entry. The caller holds the transaction."""
        return journal.append(
            self.db, entry, device=self.device, now=now, doubted=self.clock_doubted
        )

    def connect(self) -> Database:
        """One more connection to the same book, for a worker thread; close it there."""
        return self._connect(self.folder / FILE)

    def beside(self, file: Path) -> Database:
        """A connection to another file under this book's key: a copy of the book, or one to be."""
        return self._connect(file)

    def close(self) -> None:
        """Close the book and let another process open it."""
        self._held.close()

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def vacant(folder: Path) -> bool:
    """Whether a book may be made there: nothing lies in it but what a founding that was cut off
    left behind."""
    if not folder.exists():
        return True
    if not folder.is_dir() or (folder / FILE).exists():
        return False
    files = [path for path in folder.rglob("*") if not path.is_dir() or path.name not in FOLDERS]
    begun = (*vault.COPIES, "book.lock", _UNFINISHED)
    return all(path.parent == folder and path.name.startswith(begun) for path in files)


def _require_no_book(folder: Path) -> None:
    if (folder / FILE).exists():
        raise BookExists(t("Thư mục này đã có một sổ. Hãy mở sổ đó, hoặc chọn một thư mục trống."))


def _write_first_state(
    folder: Path, key: bytes, office: Unit, now: datetime, first: Mapping[str, str]
) -> None:
    """Fill a file under another name and give it its own only when it is complete."""
    unfinished = folder / _UNFINISHED
    with usable(folder):
        for leftover in folder.glob(_UNFINISHED + "*"):
            leftover.unlink()
    db = cipher.connect(unfinished, key)
    try:
        migrate(db)
        device = identifiers.new_device()
        with cipher.translated(), db.atomic():
            Settings(db).put(
                edition=office.edition,
                unit=office.code,
                device=device,
                epoch=identifiers.new_epoch(),
                created_at=utc_text(now),
                **first,
            )
            journal.append(db, journal.Entry("create"), device=device, now=now)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.close()
    with usable(folder):
        unfinished.replace(folder / FILE)
        sync_folder(folder)


def _open(folder: Path, key: bytes, held: ExitStack) -> Book:
    """The open book, which from now on holds what ``held`` held."""

    def connect(file: Path) -> Database:
        return cipher.connect(file, key)

    db = connect(folder / FILE)
    held.callback(db.close)
    require_book(db)
    migrate(db)
    settings = Settings(db)
    names = ("edition", "unit", "device", "epoch")
    edition, unit, device, epoch = (settings.get(name) or "" for name in names)
    office = units.find(edition, unit)
    return Book(folder, db, settings, office, device, epoch, held.pop_all(), connect)
