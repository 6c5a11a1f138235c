"""WebDAV as a channel: Nextcloud, Apache, nginx, wsgidav.

A file is put under an unfinished name and moved to its own, because servers show what they have got
of an upload that was cut. Where a server cannot move (an https destination behind a plain backend),
it is put directly. Either way it counts only when the server then shows it in its full length.
200 is no answer to an upload: that is how the login page of a strange network answers.
"""

from typing import Final

from sync.channels import davxml, names
from sync.channels.account import Account
from sync.channels.channel import LARGEST, Put, Tell, Trial, silent
from sync.channels.davclient import Answer, DavClient
from sync.channels.problems import ChannelError, Problem
from sync.channels.watch import WATCH, Watch, Wire, unheld

_OK, _CREATED, _NO_CONTENT, _LISTED = 200, 201, 204, 207
_NOT_FOUND, _GONE = 404, 410
_FATAL: Final = (401, 507, 511)
_NO: Final = "no"
_TRIAL: Final = b"so-ban"


class WebDavChannel:
    """A collection on a WebDAV server; nothing is asked of the server before the first verb."""

    def __init__(self, account: Account, wire: Wire = unheld) -> None:
        self._client = DavClient(account, wire)
        self._mark = account.device
        self._moves = account.abilities.get("move") != _NO
        self._made: set[str] = set()

    def put(
        self, name: str, content: bytes, watch: Watch = WATCH, *, thorough: bool = False
    ) -> Put:
        place = self._path(names.checked(name))
        lying = self._length(place)
        if lying == len(content) and not (thorough and self.get(name, watch) != content):
            return Put.THERE
        if lying is not None:
            self._delete(place)
        self._make_folders(name)
        if not (self._moves and self._by_moving(place, name, content, watch)):
            self._upload(place, name, content, watch)
        return Put.CARRIED

    def list(self, folder: str) -> list[str]:
        answer = self._list(self._path(folder), depth=1)
        if answer.status == _NOT_FOUND:
            return []
        return names.below(folder, list(_entries(answer, "/" in folder)))

    def get(self, name: str, watch: Watch = WATCH) -> bytes:
        reached = watch.meter(name, LARGEST)
        answer = self._client.ask("GET", self._path(names.checked(name)), reached=reached)
        return answer.expect(_OK).content

    def delete(self, name: str) -> None:
        self._delete(self._path(names.checked(name)))

    def probe(self, tell: Tell = silent) -> dict[str, str]:
        """Whether this is a WebDAV server that lets us in, list, write, rename and delete."""
        root = self._list(self._client.root, depth=0)
        list(_entries(root, inside=False))
        tell(Trial.LIST)
        trial = self._path(f"so-ban-{self._mark}")
        self._upload(f"{trial}.part", "", _TRIAL, WATCH)
        tell(Trial.WRITE)
        self._delete(f"{trial}.txt")
        moved = self._move(f"{trial}.part", f"{trial}.txt")
        tell(Trial.RENAME)
        self._delete(f"{trial}.txt" if moved else f"{trial}.part")
        tell(Trial.DELETE)
        return {"move": "yes" if moved else _NO}

    def __enter__(self) -> "WebDavChannel":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def _path(self, name: str) -> str:
        return f"{self._client.root}/{name}"

    def _list(self, path: str, depth: int) -> Answer:
        headers = {"Depth": str(depth), "Content-Type": "application/xml"}
        return self._client.ask("PROPFIND", f"{path}/", headers=headers, content=davxml.ASK)

    def _make_folders(self, name: str) -> None:
        """The folder of a file and the one above; a server says 405 for one that is there, and
        whether the rest of its answers matter shows when the file is put."""
        kind, unit, _ = name.split("/")
        for folder in (kind, f"{kind}/{unit}"):
            if folder not in self._made:
                _unless_fatal(self._client.ask("MKCOL", f"{self._path(folder)}/"))
                self._made.add(folder)

    def _by_moving(self, place: str, name: str, content: bytes, watch: Watch) -> bool:
        """Whether the file came to its place under an unfinished name and a move."""
        part = f"{place}.{self._mark}.part"
        self._upload(part, name, content, watch)
        moved = self._move(part, place)
        whole = self._length(place) == len(content)
        if moved and not whole:
            raise ChannelError(Problem.DIFFERENT, "length after the move")
        if not moved:
            self._delete(part)
        return whole

    def _upload(self, path: str, name: str, content: bytes, watch: Watch) -> None:
        """Put a file and see that it is there; once more when it is not, since a server may clear
        away what a cut upload has left only after the next one has come."""
        headers = {"Content-Length": str(len(content)), "Content-Type": "application/octet-stream"}
        for _ in range(2):
            answer = self._client.ask(
                "PUT", path, headers=headers, content=watch.pieces(name, content)
            )
            answer.expect(_CREATED, _NO_CONTENT)
            if self._length(path) == len(content):
                return
        raise ChannelError(Problem.DIFFERENT, "length after the upload")

    def _move(self, here: str, there: str) -> bool:
        """Rename, never over another file; False where the server will not."""
        headers = {"Destination": self._client.url(there), "Overwrite": "F"}
        answer = _unless_fatal(self._client.ask("MOVE", here, headers=headers))
        return answer.status in (_CREATED, _NO_CONTENT)

    def _length(self, path: str) -> int | None:
        """The length of the file there, -1 when the server tells none, None when there is none."""
        answer = self._client.ask("HEAD", path)
        if answer.status in (_NOT_FOUND, _GONE):
            return None
        told = answer.expect(_OK).headers.get("Content-Length", "")
        return int(told) if told.isdigit() else -1

    def _delete(self, path: str) -> None:
        self._client.ask("DELETE", path).expect(_OK, _CREATED, _NO_CONTENT, _NOT_FOUND)


def _unless_fatal(answer: Answer) -> Answer:
    """Raises ChannelError for what no other way round can mend."""
    if answer.status in _FATAL:
        raise answer.refusal()
    return answer


def _entries(answer: Answer, inside: bool) -> list[str]:
    try:
        return list(davxml.entries(answer.expect(_LISTED).content, inside))
    except ValueError as error:
        raise ChannelError(Problem.PORTAL, str(error)) from error
