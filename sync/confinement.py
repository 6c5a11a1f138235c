"""Files from outside are touched only by a child process that has given up what it does not need.

The child is a fresh interpreter, not a copy of this one, so nothing of the book or the screen is in
its memory. It answers many questions in turn; after a failure the next one gets a new child.
"""

import gc
import os
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Final, Self

from desktop.records import language

READY: Final = b"ready"
"""What a child says when it can be asked."""

_NEEDED: Final = {"SYSTEMROOT"}
"""What Windows cannot do without; a child needs nothing else from the environment."""

SELDOM: Final = 100_000
"""What garbage collection waits for: a file is read into many things that stay until it is told."""

_START: Final = 60.0
_LARGEST_ANSWER: Final = 128 << 20

Serve = Callable[[Connection, int, str], None]
"""A child's whole life, given its pipe, the bytes of memory it may have, and its language."""


class Child:
    """A confined process, started when first needed; for one thread at a time.

    ``serve`` is a module's function, so that a fresh interpreter finds it by name. The child has
    ``seconds`` for an answer and ``memory`` bytes.
    """

    def __init__(self, serve: Serve, seconds: float, memory: int) -> None:
        self._serve = serve
        self._limits = seconds, memory
        self._child: BaseProcess | None = None
        self._pipe: Connection | None = None

    def start(self) -> None:
        """Have a child that is ready; raises OSError or EOFError where none can be started."""
        if self._pipe is not None:
            return
        try:
            self._pipe = self._started()
        except (EOFError, OSError):
            self.close()
            raise

    def ask(self, *question: bytes) -> bytes:
        """The child's answer; raises OSError or EOFError when it took too long, or died of it."""
        self.start()
        assert self._pipe is not None
        seconds, _ = self._limits
        try:
            for part in question:
                self._pipe.send_bytes(part)
            if not self._pipe.poll(seconds):
                raise TimeoutError
            return self._pipe.recv_bytes(_LARGEST_ANSWER)
        except (EOFError, OSError):
            self.close()
            raise

    def close(self) -> None:
        """End the child at once; the next question gets a new one."""
        if self._pipe:
            self._pipe.close()
        if self._child:
            self._child.kill()
            self._child.join()
            self._child.close()
        self._child = self._pipe = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _started(self) -> Connection:
        context = get_context("spawn")
        pipe, far = context.Pipe()
        _, memory = self._limits
        arguments = (far, memory, language.current())
        child = context.Process(target=self._serve, args=arguments, daemon=True)
        child.start()  # one that did not start is none to be ended
        self._child = child
        far.close()
        if not pipe.poll(_START):
            raise TimeoutError
        pipe.recv_bytes()
        return pipe


def silence() -> None:
    """Send what this process prints, also from C, nowhere: it may quote the file."""
    nowhere = _nowhere()
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _nowhere() -> int:
    """The null device; where a bare chroot has none, a pipe that nobody reads."""
    try:
        return os.open(os.devnull, os.O_WRONLY)
    except FileNotFoundError:
        unread, nowhere = os.pipe()
        os.close(unread)
        return nowhere


def confine(memory: int) -> None:
    """Give up memory beyond ``memory`` bytes of address space, writing files and core dumps, and
    what the environment says.

    Windows bounds the memory, too, and lets the process start no other; files it may still write.
    What is loaded by now stays for good: the collector passes it over.
    """
    gc.freeze()
    gc.set_threshold(SELDOM)
    for name in os.environ.keys() - _NEEDED:
        del os.environ[name]
    if sys.platform == "win32":
        from sync import job_object

        job_object.enter(memory)
    else:
        import resource

        for limit, amount in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(limit, (amount, amount))


def allow(seconds: float) -> None:
    """Have this process ended once it has used so much more of the processor: a child whose parent
    was killed does not go on for ever. Without effect on Windows."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        spent = used.ru_utime + used.ru_stime
        resource.setrlimit(resource.RLIMIT_CPU, (int(spent + seconds) + 1, most))
