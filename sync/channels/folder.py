"""A folder as a channel: a USB stick, a network share, a folder that another program synchronises.

A file is written beside its place, flushed to the medium, renamed and read back before it counts as
copied. Reading goes by names alone: nothing else on a stick is opened, and no link is followed.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sync.channels import mounts, names
from sync.channels.account import Account
from sync.channels.channel import LARGEST, Put, Tell, Trial, silent
from sync.channels.problems import ChannelError, Problem
from sync.channels.watch import CHUNK, WATCH, Watch

_BY_ERRNO: Final = {
    errno.ENOSPC: Problem.FULL,
    errno.EDQUOT: Problem.FULL,
    errno.EROFS: Problem.READ_ONLY,
    errno.EACCES: Problem.READ_ONLY,
    errno.EPERM: Problem.READ_ONLY,
    errno.ENOENT: Problem.DIFFERENT,
    errno.EIO: Problem.UNPLUGGED,
    errno.ENODEV: Problem.UNPLUGGED,
    errno.ENXIO: Problem.UNPLUGGED,
    errno.ESTALE: Problem.UNPLUGGED,
    errno.ENOTCONN: Problem.UNPLUGGED,
}
_BY_WINERROR: Final = {
    19: Problem.READ_ONLY,  # ERROR_WRITE_PROTECT
    21: Problem.UNPLUGGED,  # ERROR_NOT_READY
    64: Problem.UNPLUGGED,  # ERROR_NETNAME_DELETED
    112: Problem.FULL,  # ERROR_DISK_FULL
    1167: Problem.UNPLUGGED,  # ERROR_DEVICE_NOT_CONNECTED
}
_NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class FolderChannel:
    """A folder that is there; raises ChannelError (MISSING) when it is not."""

    def __init__(self, account: Account) -> None:
        self._root = Path(account.address.path)
        self._mark = account.device
        self._mount = account.abilities.get("mount", "")
        if not self._present():
            raise ChannelError(Problem.MISSING)

    def put(
        self, name: str, content: bytes, watch: Watch = WATCH, *, thorough: bool = False
    ) -> Put:
        with self._told():
            place = self._place(names.checked(name))
            if self._holds(place, content):
                return Put.THERE
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_name(f"{place.name}.{self._mark}.part")
            try:
                _write(part, watch.pieces(name, content))
                part.replace(place)
            except (ChannelError, OSError):
                with contextlib.suppress(OSError):
                    part.unlink(missing_ok=True)
                raise
            _settle(place.parent)
            if not self._holds(place, content):
                raise ChannelError(Problem.DIFFERENT)
            return Put.CARRIED

    def list(self, folder: str) -> list[str]:
        inside = "/" in folder
        with self._told():
            place = self._place(folder)
            if not place.is_dir():
                return []
            with os.scandir(place) as entries:
                return names.below(folder, [e.name for e in entries if _plain(e, inside)])

    def get(self, name: str, watch: Watch = WATCH) -> bytes:
        with self._told():
            return _read(self._place(names.checked(name)), watch.meter(name, LARGEST))

    def delete(self, name: str) -> None:
        with self._told():
            self._place(names.checked(name)).unlink(missing_ok=True)

    def probe(self, tell: Tell = silent) -> dict[str, str]:
        """Remembers where the folder is mounted, so that the empty place of a stick that is not
        plugged in is never taken for the stick."""
        with self._told():
            os.listdir(self._root)  # noqa: PTH208 - only whether it may be read
            tell(Trial.LIST)
            trial = self._root / f"so-ban-{self._mark}.part"
            _write(trial, iter([b"so-ban"]))
            tell(Trial.WRITE)
            renamed = trial.replace(trial.with_suffix(".txt"))
            tell(Trial.RENAME)
            renamed.unlink()
            tell(Trial.DELETE)
        return {"mount": str(mounts.mount_of(self._root))}

    def __enter__(self) -> "FolderChannel":
        return self

    def __exit__(self, *_: object) -> None:
        return

    def _present(self) -> bool:
        try:
            mounted = not self._mount or str(mounts.mount_of(self._root)) == self._mount
            return mounted and self._root.is_dir()
        except OSError:
            return False

    def _place(self, name: str) -> Path:
        """Where `name` lies; refuses a folder that leads out of the root by a link."""
        place = self._root.joinpath(*name.split("/"))
        if not place.parent.resolve().is_relative_to(self._root.resolve()):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return place

    def _holds(self, place: Path, content: bytes) -> bool:
        """Whether exactly `content` lies there, read from the medium."""
        try:
            return place.stat().st_size == len(content) and _read(place, _silent) == content
        except FileNotFoundError:
            return False

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the system reports into what the officer can do about it."""
        try:
            yield
        except OSError as error:
            raise ChannelError(self._problem(error), type(error).__name__) from error

    def _problem(self, error: OSError) -> Problem:
        if not self._present():
            return Problem.UNPLUGGED
        return _known(error)


def make(place: Path) -> None:
    """Have this folder on a stick that is plugged in; raises ChannelError."""
    try:
        place.mkdir(exist_ok=True)
    except FileNotFoundError as error:
        raise ChannelError(Problem.MISSING, type(error).__name__) from error
    except OSError as error:
        raise ChannelError(_known(error), type(error).__name__) from error


def _known(error: OSError) -> Problem:
    found = _BY_WINERROR.get(getattr(error, "winerror", None) or 0)
    return found or _BY_ERRNO.get(error.errno or 0, Problem.SERVER)


def _write(place: Path, pieces: Iterator[bytes]) -> None:
    with place.open("wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        _forget_cached(file.fileno())


def _read(place: Path, reached: Callable[[int], None]) -> bytes:
    found = bytearray()
    handle = os.open(place, os.O_RDONLY | _NO_LINKS | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        while len(found) <= LARGEST and (piece := file.read(CHUNK)):
            found += piece
            reached(min(len(found), LARGEST))
    if len(found) > LARGEST:
        raise ChannelError(Problem.DIFFERENT, "too large")
    return bytes(found)


def _silent(_: int) -> None:
    """Nobody looks on."""


def _forget_cached(handle: int) -> None:
    """Let what is read back come from the medium, where the system offers that."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _settle(folder: Path) -> None:
    """Make a rename durable; Windows and some shares know no such thing."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _plain(entry: "os.DirEntry[str]", inside: bool) -> bool:
    """A file where files lie, a folder where the units' folders lie; never a link."""
    return entry.is_file(follow_symlinks=False) if inside else entry.is_dir(follow_symlinks=False)
