"""What a process on Windows may have: a job object that bounds its memory and starts nothing.

The functions are looked up by name so that every system can check these lines.
"""

import ctypes
from typing import Any, Final

_ONE_PROCESS: Final = 0x8  # JOB_OBJECT_LIMIT_ACTIVE_PROCESS
_MEMORY: Final = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
_EXTENDED: Final = 9  # JobObjectExtendedLimitInformation
_MYSELF: Final = ctypes.c_void_p(-1)  # what GetCurrentProcess answers


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("which", ctypes.c_uint32),
        ("smallest_set", ctypes.c_size_t),
        ("largest_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; ``memory`` is ProcessMemoryLimit, in bytes."""

    _fields_ = (
        ("basic", BasicLimits),
        ("transfers", ctypes.c_uint64 * 6),
        ("memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak", ctypes.c_size_t),
        ("job_peak", ctypes.c_size_t),
    )


def limits(memory: int) -> Limits:
    """One process, and so many bytes of memory for it."""
    return Limits(BasicLimits(which=_MEMORY | _ONE_PROCESS, processes=1), memory=memory)


def enter(memory: int) -> bool:
    """Put this process under those limits until it ends; False where Windows does not allow it."""
    kernel = _kernel()
    job, wanted = kernel.CreateJobObjectW(None, None), limits(memory)
    return bool(
        job
        and kernel.SetInformationJobObject(
            job, _EXTENDED, ctypes.byref(wanted), ctypes.sizeof(wanted)
        )
        and kernel.AssignProcessToJobObject(job, _MYSELF)
    )


def _kernel() -> Any:
    kernel = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
    kernel.SetInformationJobObject.argtypes = (
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.c_void_p,
        ctypes.c_uint32,
    )
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    return kernel
