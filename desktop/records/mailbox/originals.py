"""Where the files that came in lie in a book's folder, as their senders signed them."""

from pathlib import Path

from desktop.records.files import digest
from desktop.records.mailbox.received import Received


def place(folder: Path, sha256: str) -> Path:
    """Where the original of an accepted packet lies."""
    return folder / "inbox" / f"{sha256[:16]}.xlsx"


def quarantine(folder: Path, sha256: str) -> Path:
    """Where a file lies that nothing was taken from."""
    return folder / "inbox" / "quarantine" / f"{sha256[:16]}.xlsx"


def fetched(folder: Path) -> Path:
    """The folder in which fetched packets wait until they have been dealt with."""
    return folder / "inbox" / "new"


def read(folder: Path, held: Received) -> bytes | None:
    """The bytes of an accepted packet, None when they are not whole. Raises DiskError."""
    file = place(folder, held.sha256)
    return file.read_bytes() if digest(file) == held.sha256 else None
