"""From a backup to a book, in a folder that has none.

The office and the device stay what they were. The run of packet numbers does not: what was sent
after the backup was made is not known here, so a new epoch begins (`continuity`).
"""

import shutil
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.records import cipher, continuity, crate, health, journal, vault
from desktop.records.backup import CONTENT
from desktop.records.book import FILE
from desktop.records.cipher import Database, translated
from desktop.records.errors import BookDamaged, BookExists, InputError
from desktop.records.files import digest, sync_folder, write_durably
from desktop.records.language import t
from desktop.records.migrations import migrate, require_book
from desktop.records.opening import FOLDERS, lock
from desktop.records.settings import Settings

_WORK = "restoring"
_EMPTY = {*FOLDERS, "book.lock"}


@dataclass(frozen=True)
class Restored:
    """The book that is back: its unit's code, how many journal entries it has, and the epoch and
    the number after which its packets go on."""

    unit: str
    entries: int
    epoch: str
    beyond: int


def restore(backup: Path, folder: Path, passphrase: str, *, now: datetime) -> Restored:
    """Make the book of ``backup`` anew in ``folder``, which is empty or not there yet.

    Everything is verified before the book appears; a restoring that was cut off leaves none and can
    be repeated. ``passphrase`` may also be the recovery words. Raises BookExists, InputError when
    the folder is in use or there is no such file, WrongPassphrase, BookDamaged when the backup is
    not sound, BookTooNew, DiskError.
    """
    if not backup.is_file():
        raise InputError(t("“{file}” không phải là một tệp. Chọn tệp sao lưu.", file=backup))
    _require_free(folder)
    with ExitStack() as held:
        held.callback(lock(folder).release)
        _require_free(folder)
        work = folder / _WORK
        with crate.on_disk(folder):
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir()
        crate.unpack(backup, work, CONTENT)
        restored = _prepare(work, passphrase, digest(backup) or "", now)
        _put_in_place(work, folder)
    return restored


def _require_free(folder: Path) -> None:
    found = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
    if FILE in found:
        raise BookExists(
            t("Thư mục này đã có một sổ. Hãy khôi phục vào một thư mục trống; sổ cũ còn nguyên.")
        )
    cut_off = {_WORK, *vault.COPIES} if _WORK in found else set()
    used = any(
        any((folder / name).iterdir())
        for name in found & {"outbox", "inbox", "backups"}
        if _WORK not in found
    )
    if used or found - _EMPTY - cut_off:
        raise InputError(
            t("Thư mục “{folder}” không trống. Hãy khôi phục vào một thư mục trống.", folder=folder)
        )


def _prepare(work: Path, passphrase: str, sha256: str, now: datetime) -> Restored:
    """Verify the copy, give it a new epoch, and lay the packets it holds beside it."""
    key = vault.unlock(work, passphrase)
    with closing(cipher.connect(work / FILE, key)) as db:
        require_book(db)
        migrate(db)
        if found := health.of_file(db):
            raise BookDamaged(found[0].message)
        _lay_out_packets(db, work)
        settings = Settings(db)
        device, unit = settings.get("device") or "", settings.get("unit") or ""
        with translated(), db.atomic():
            db.execute("DROP TABLE IF EXISTS packets")
            entry = journal.Entry("restore", after=sha256)
            place = continuity.start_over(db, device, entry, now=now)
        with translated():
            (entries,) = db.execute("SELECT max(number) FROM journal").fetchone()
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Restored(unit, entries, *place)


def _lay_out_packets(db: Database, work: Path) -> None:
    (work / "inbox").mkdir()
    with translated():
        for name, content in db.execute("SELECT name, content FROM packets"):
            write_durably(work / "inbox" / Path(name).name, content)


def _put_in_place(work: Path, folder: Path) -> None:
    """Move all into the folder, the book itself last: until then there is none."""
    with crate.on_disk(folder):
        for file in (work / "inbox").iterdir():
            file.replace(folder / "inbox" / file.name)
        sync_folder(folder / "inbox")
        for name in vault.COPIES:
            (work / name).replace(folder / name)
        sync_folder(folder)
        (work / FILE).replace(folder / FILE)
        sync_folder(folder)
        shutil.rmtree(work)
