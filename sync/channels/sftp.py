"""SFTP as a channel.

An upload that was cut is taken up where it stopped: the unfinished file bears a name of this laptop
and of this very content, so what lies there is the beginning of what is to come. When it is whole
it is renamed, never over another file.
"""

import contextlib
import stat
from typing import Final

import paramiko

from sync.channels import names
from sync.channels.account import Account
from sync.channels.channel import LARGEST, Put, Tell, Trial, silent
from sync.channels.problems import ChannelError, Problem
from sync.channels.sshline import ABILITY, SECONDS, connect, failed, told
from sync.channels.watch import CHUNK, WATCH, Watch, Wire, unheld

_TRIAL: Final = b"so-ban"


class SftpChannel:
    """A folder on an SSH server; raises ChannelError when it cannot be reached or entered."""

    def __init__(self, account: Account, wire: Wire = unheld) -> None:
        self._root = _root(account.address.path)
        self._mark = account.device
        self._transport, self._family = connect(account, wire)
        try:
            self._sftp = _begun(self._transport)
        except ChannelError:
            self._transport.close()
            raise

    def put(
        self, name: str, content: bytes, watch: Watch = WATCH, *, thorough: bool = False
    ) -> Put:
        place = self._path(names.checked(name))
        with told():
            if self._lies(place, name, content, watch, thorough):
                return Put.THERE
            self._remove(place)
            self._make_folders(name)
            part = f"{place}.{self._mark}.part"
            self._upload(part, name, content, watch)
            self._rename(part, place, len(content))
            return Put.CARRIED

    def list(self, folder: str) -> list[str]:
        wanted = stat.S_ISREG if "/" in folder else stat.S_ISDIR
        with told():
            try:
                entries = self._sftp.listdir_attr(self._path(folder))
            except FileNotFoundError:
                return []
            return names.below(folder, [e.filename for e in entries if wanted(e.st_mode or 0)])

    def get(self, name: str, watch: Watch = WATCH) -> bytes:
        reached, found = watch.meter(name, LARGEST), bytearray()
        with told(), self._sftp.open(self._path(names.checked(name)), "rb") as file:
            while piece := file.read(CHUNK):
                found += piece
                if len(found) > LARGEST:
                    raise ChannelError(Problem.DIFFERENT, "too large")
                reached(len(found))
        return bytes(found)

    def delete(self, name: str) -> None:
        with told():
            self._remove(self._path(names.checked(name)))

    def probe(self, tell: Tell = silent) -> dict[str, str]:
        """Whether the account may list, write, rename and delete; which key the server was known
        by."""
        trial = self._path(f"so-ban-{self._mark}")
        with told():
            self._sftp.listdir_attr(self._root)
            tell(Trial.LIST)
            self._upload(f"{trial}.part", "", _TRIAL, WATCH)
            tell(Trial.WRITE)
            self._remove(f"{trial}.txt")
            self._sftp.rename(f"{trial}.part", f"{trial}.txt")
            tell(Trial.RENAME)
            self._remove(f"{trial}.txt")
            tell(Trial.DELETE)
        return {ABILITY: self._family}

    def __enter__(self) -> "SftpChannel":
        return self

    def __exit__(self, *_: object) -> None:
        self._transport.close()

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _lies(self, place: str, name: str, content: bytes, watch: Watch, thorough: bool) -> bool:
        fits = self._length(place) == len(content)
        return fits and not (thorough and self.get(name, watch) != content)

    def _length(self, path: str) -> int | None:
        try:
            return self._sftp.stat(path).st_size
        except FileNotFoundError:
            return None

    def _remove(self, path: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._sftp.remove(path)

    def _make_folders(self, name: str) -> None:
        """A server says only "failure" for a folder that is there; whether it is shows later."""
        kind, unit, _ = name.split("/")
        for folder in (kind, f"{kind}/{unit}"):
            with contextlib.suppress(OSError):
                self._sftp.mkdir(self._path(folder))

    def _upload(self, part: str, name: str, content: bytes, watch: Watch) -> None:
        """Write what is still missing of `part`; the last piece that is there is written again."""
        there = self._length(part) or 0
        start = max(0, there - CHUNK) if there <= len(content) else 0
        with self._sftp.open(part, "r+b" if start else "wb") as file:
            file.seek(start)
            for piece in watch.pieces(name, content, start):
                _write(file, piece)
        if self._length(part) != len(content):
            raise ChannelError(Problem.DIFFERENT, "length of the unfinished file")

    def _rename(self, part: str, place: str, length: int) -> None:
        """A server refuses when another laptop was quicker: then its file will do."""
        try:
            self._sftp.rename(part, place)
        except OSError:
            if self._length(place) != length:
                raise
            self._remove(part)
        if self._length(place) != length:
            raise ChannelError(Problem.DIFFERENT, "length after the upload")


def _begun(transport: paramiko.Transport) -> paramiko.SFTPClient:
    with told():
        line = transport.open_session(timeout=SECONDS)
        line.settimeout(SECONDS)
        line.invoke_subsystem("sftp")
        return paramiko.SFTPClient(line)


def _write(file: paramiko.SFTPFile, piece: bytes) -> None:
    """A server that cannot write says only "failure": nearly always because it is full."""
    try:
        file.write(piece)
    except OSError as error:
        if failed(error):
            raise ChannelError(Problem.FULL, "write") from error
        raise


def _root(path: str) -> str:
    """`/~` and what follows it is relative to the user's own folder."""
    if path in ("", "/~"):
        return "."
    return path.removeprefix("/~/")
