"""A line that breaks: a proxy on loopback that resets connections after a number of bytes."""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """How many bytes pass upwards and downwards before the line breaks; None: all of them.

    With `down` 0 everything arrives and no acknowledgement comes back.
    """

    up: int | None = None
    down: int | None = None


WHOLE = Break()


class Line:
    """A proxy to a port; `next_break` is asked for every new connection."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self.next_break: Callable[[], Break] = lambda: WHOLE
        self.broken = 0

    def serve(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _carry(self, near: socket.socket) -> None:
        limits = self.next_break()
        with near, socket.create_connection(("127.0.0.1", self._to)) as far:
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            upward = threading.Thread(target=self._pump, args=(near, far, limits.up), daemon=True)
            upward.start()
            self._pump(far, near, limits.down)
            upward.join()

    def _pump(self, source: socket.socket, sink: socket.socket, limit: int | None) -> None:
        """Carry one way until its end, or until the limit or any trouble, which end both ways."""
        left = limit
        try:
            while piece := source.recv(65536):
                if left is not None and len(piece) > left:
                    sink.sendall(piece[:left])
                    self.broken += 1
                    raise ConnectionResetError
                left = left - len(piece) if left is not None else None
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            _reset(source)
            _reset(sink)


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line(to: int) -> Iterator[Line]:
    """A proxy to this port, whole until its `next_break` says otherwise."""
    made = Line(to)
    thread = threading.Thread(target=made.serve, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.close()
        thread.join()
