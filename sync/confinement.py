"""What a process gives up before it touches a file from outside."""

import gc
import os
import sys


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
    """Give up memory beyond ``memory`` bytes of address space, writing files and core dumps.

    Without effect on Windows. What is loaded by now stays for good: the collector passes it over.
    """
    gc.freeze()
    if sys.platform != "win32":
        import resource

        for limit, amount in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(limit, (amount, amount))
