"""What every channel can do, whatever carries it."""

from collections.abc import Callable
from enum import StrEnum
from types import TracebackType
from typing import Final, Protocol

from sync.channels.watch import WATCH, Watch

LARGEST: Final = 10 * 1024 * 1024
"""Bytes; nothing larger is a packet or a receipt, and nothing larger is fetched."""


class Put(StrEnum):
    """How a file came to lie where it should: carried now, or there already."""

    CARRIED = "carried"
    THERE = "there"


class Trial(StrEnum):
    """What a place is asked to do when it is tried out, in this order."""

    LIST = "list"
    WRITE = "write"
    RENAME = "rename"
    DELETE = "delete"


Tell = Callable[[Trial], None]


def silent(_trial: Trial) -> None:
    """Nobody asks how the trial goes."""


class Channel(Protocol):
    """A place with files, open for one round of work; every verb raises ChannelError.

    Names are those of `names`: `in/<unit>/<file>` and `ack/<unit>/<file>`.
    """

    def put(
        self, name: str, content: bytes, watch: Watch = WATCH, *, thorough: bool = False
    ) -> Put:
        """Have `content` lie whole under `name`; nothing partial ever bears that name.

        What lies there already is left alone when its length fits, or with `thorough` when its
        bytes do. A file of another length is what an interrupted server left, and is replaced.
        """

    def list(self, folder: str) -> list[str]:
        """The names right below `in`, `ack`, `in/<unit>` or `ack/<unit>`, sorted: only those that
        a unit, packet or receipt can have. A folder that is not there is empty."""

    def get(self, name: str, watch: Watch = WATCH) -> bytes:
        """The bytes under `name`, at most `LARGEST`."""

    def delete(self, name: str) -> None:
        """Have nothing lie under `name`."""

    def probe(self, tell: Tell = silent) -> dict[str, str]:
        """Try out, once, what this place can do; `tell` hears of each part that went well. The
        answer is kept with the account and given back to the handler each time it is opened."""

    def __enter__(self) -> "Channel": ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
