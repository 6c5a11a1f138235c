"""What Windows is told has the shape its header files (winnt.h, 64 bits) give it."""

import ctypes

from sync.job_object import BasicLimits, Limits, limits

MEMORY = 512 << 20


def test_the_structures_lie_as_windows_has_them() -> None:
    assert ctypes.sizeof(BasicLimits) == 64
    assert ctypes.sizeof(Limits) == 144
    assert BasicLimits.which.offset == 16
    assert BasicLimits.processes.offset == 40
    assert Limits.memory.offset == 112


def test_one_process_and_its_memory_are_bounded() -> None:
    wanted = limits(MEMORY)
    assert (wanted.memory, wanted.basic.processes) == (MEMORY, 1)
    assert wanted.basic.which == 0x108
    assert bytes(wanted)[112:120] == MEMORY.to_bytes(8, "little")
