"""USB sticks and other removable media that are plugged in now."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MOUNTS: Final = Path("/proc/self/mounts")
_BLOCKS: Final = Path("/sys/class/block")
_REMOVABLE = 2  # DRIVE_REMOVABLE of GetDriveTypeW
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True)
class Stick:
    """A removable medium: where it is mounted, its free bytes, whether it can be written."""

    path: Path
    free: int
    writable: bool


def sticks(mounts: Path = _MOUNTS, blocks: Path = _BLOCKS) -> list[Stick]:
    """What is plugged in, in order of path. `mounts` and `blocks` are where Linux tells of them;
    another system answers with an empty list."""
    if sys.platform == "win32":
        return list(_drives())
    if not mounts.exists():
        return []
    found = (
        line.split(" ")[:4] for line in mounts.read_text("utf-8", "surrogateescape").splitlines()
    )
    places = {
        Path(_plain(place)): "rw" in options.split(",")
        for device, place, _, options in found
        if _on_usb(device, blocks)
    }
    return [_stick(path, writable) for path, writable in sorted(places.items()) if path.is_dir()]


def mount_of(folder: Path) -> Path:
    """Where the file system that holds `folder` is mounted (a drive's root on Windows)."""
    place = folder.resolve()
    while not os.path.ismount(place) and place != place.parent:
        place = place.parent
    return place


def _stick(path: Path, writable: bool) -> Stick:
    return Stick(path, shutil.disk_usage(path).free, writable)


def _on_usb(device: str, blocks: Path) -> bool:
    """Whether a mounted device is removable or hangs on USB: sticks say the first, disks in a USB
    case only the second."""
    if not device.startswith("/dev/"):
        return False
    try:
        block = (blocks / Path(device).resolve().name).resolve(strict=True)
    except OSError:
        return False
    whole = block if (block / "removable").exists() else block.parent
    flag = whole / "removable"
    removable = flag.is_file() and flag.read_text("ascii").strip() == "1"
    return removable or any(part.startswith("usb") for part in block.parts)


def _plain(place: str) -> str:
    """A path as /proc writes it: spaces and the like as octal."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), place)


def _drives() -> Iterator[Stick]:
    """The drives of Windows, whose functions are looked up by name so that every system can check
    these lines."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    mask = kernel.GetLogicalDrives()
    for number in range(26):
        root = Path(f"{chr(ord('A') + number)}:\\")
        plugged = mask >> number & 1 and kernel.GetDriveTypeW(str(root)) == _REMOVABLE
        if plugged and root.exists():  # a card reader without a card is a drive, too
            yield _stick(root, os.access(root, os.W_OK))
