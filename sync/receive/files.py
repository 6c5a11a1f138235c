"""Files from outside, and where they are kept: accepted packets in ``inbox/``, those that were
left behind too; the others in ``inbox/quarantine/``."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from desktop.records.errors import InputError
from desktop.records.files import digest, make_folder, read_bytes, write_durably
from desktop.records.language import t
from desktop.records.mailbox import Received, originals
from sync.forward import CERTIFICATES
from sync.merge import Status
from sync.receive.planned import Planned

_PLACES = ("*.xlsx", "in/*/*.xlsx", "so-ban/in/*/*.xlsx")
_NO_PACKETS = ("ack_", "~$", ".")
_TAKEN = (Status.ACCEPTED, Status.SUPERSEDED)


def gather(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The packets among ``paths`` and in the folders among them, and the files with certificates
    that were sent along (see `sync.forward`).

    In a folder its own files count and those of a channel that is laid out there, but no receipts
    and none that Excel has put there for itself.
    """
    packets: list[Path] = []
    certificates: list[Path] = []
    for path in paths:
        for file in _inside(path) if path.is_dir() else [path]:
            (certificates if file.suffix == ".pem" else packets).append(file)
    return list(dict.fromkeys(packets)), list(dict.fromkeys(certificates))


def _inside(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob(f"*{CERTIFICATES}"))
    for pattern in _PLACES:
        for file in sorted(folder.glob(pattern)):
            if not file.name.startswith(_NO_PACKETS):
                yield file


def read_file(file: Path) -> bytes:
    """The bytes of a packet, cut off beyond what one may have. Raises InputError."""
    with suppress(OSError):  # what cannot be looked at is said by reading
        if not file.is_file():
            raise InputError(t("“{file}” không phải là một tệp. Chọn tệp gói .xlsx.", file=file))
    return read_bytes(file)


def kept(folder: Path, received: Received) -> Path | None:
    """Where the file that came in lies in a book's folder, None when it is gone or altered."""
    taken = received.status in _TAKEN
    place = originals.place(folder, received.sha256)
    place = place if taken else originals.quarantine(folder, received.sha256)
    return place if digest(place) == received.sha256 else None


def keep(folder: Path, planned: Planned) -> Path:
    """Put the bytes of a packet where its state wants them; returns the place."""
    place = originals.place(folder, planned.sha256)
    if planned.status not in _TAKEN:
        place = originals.quarantine(folder, planned.sha256)
    make_folder(place.parent)
    if not place.exists():
        write_durably(place, planned.content)
    return place
