"""Who looks on while bytes travel: progress out, a wish to stop in, and a time limit."""

import contextlib
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event
from time import monotonic
from typing import Final

from sync.channels.problems import ChannelError, Problem

CHUNK: Final = 32 * 1024
PATIENCE: Final = 120.0
"""Seconds that a transfer of nothing may take."""
SLOWEST: Final = 1024
"""Bytes a second; a line that carries less is not worth waiting for."""


@dataclass(frozen=True)
class Progress:
    """How far the file `name` has got: `done` of `total` bytes."""

    name: str
    done: int
    total: int


Wire = Callable[[socket.socket], None]
"""Is told of every socket that is about to be waited on."""


def unheld(_wire: socket.socket) -> None:
    """Nobody wants to cut the line."""


class Stop:
    """The wish to stop, from another thread; it also wakes who waits for a server that is silent,
    by shutting the line under it."""

    def __init__(self) -> None:
        self._asked = Event()
        self._line: socket.socket | None = None

    def ask(self) -> None:
        """Stop as soon as possible; may be asked at any time and more than once."""
        self._asked.set()
        self._shut()

    def asked(self) -> bool:
        """Whether somebody has asked."""
        return self._asked.is_set()

    def holds(self, line: socket.socket) -> None:
        """A `Wire`: from now on this is the line to shut."""
        self._line = line
        if self.asked():
            self._shut()

    def _shut(self) -> None:
        if self._line is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._line, socket.SHUT_RDWR)


@dataclass(frozen=True)
class Watch:
    """`progress` is told after every piece; `cancelled` is asked before each, and ends the work
    with Problem.STOPPED; `wire` is told of the sockets."""

    progress: Callable[[Progress], None] = lambda _: None
    cancelled: Callable[[], bool] = lambda: False
    wire: Wire = field(default=unheld, repr=False)

    def check(self) -> None:
        """Raises ChannelError when the person has asked to stop."""
        if self.cancelled():
            raise ChannelError(Problem.STOPPED)

    def pieces(self, name: str, content: bytes, start: int = 0) -> Iterator[bytes]:
        """`content` from `start` on, piece by piece, as fast as they are taken."""
        reached = self.meter(name, len(content))
        for at in range(start, len(content), CHUNK):
            reached(at)
            yield content[at : at + CHUNK]
        reached(len(content))

    def meter(self, name: str, total: int) -> Callable[[int], None]:
        """To be told how many bytes have gone; raises ChannelError when it takes too long."""
        end = monotonic() + PATIENCE + total / SLOWEST

        def reached(done: int) -> None:
            self.check()
            if monotonic() > end:
                raise ChannelError(Problem.SLOW, f"{done} of {total} bytes")
            self.progress(Progress(name, done, total))

        return reached


WATCH: Final = Watch()
"""Nobody looks on."""
