"""Who looks on while bytes travel: progress out, a wish to stop in, and a time limit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Watch:
    """`progress` is told after every piece; `cancelled` is asked before each, and ends the work
    with Problem.STOPPED."""

    progress: Callable[[Progress], None] = lambda _: None
    cancelled: Callable[[], bool] = lambda: False

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
