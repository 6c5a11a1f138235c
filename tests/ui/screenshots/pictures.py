"""The pictures of the help, taken from those that ``./run screenshots DIR`` has made:
``python -m tests.ui.screenshots.pictures DIR``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage

import resources

PICTURES = {
    "overview": ("10-overview", 262, 40, 400),
    "form": ("13-row", 764, 40, 460),
    "targets": ("20-targets", 262, 45, 430),
    "reports": ("23-sheet-summary", 742, 60, 420),
    "packets": ("24-packets", 750, 45, 240),
    "inbox": ("46-district-inbox", 262, 45, 330),
    "settings": ("30-settings-backup", 262, 45, 440),
    "practice": ("31-practice", 262, 45, 350),
}
"""Name in the help: name of the photograph, and the part of it from left and top and so high."""
WIDTH = 600
LARGEST = 1_500_000
"""Bytes of all pictures together."""


def take(photographs: Path, out: Path) -> list[str]:
    """Copy a part of those that are there; returns the names of those missing."""
    missing = []
    for name, (source, left, top, height) in PICTURES.items():
        image = QImage(str(photographs / f"{source}-vi-light-100.png"))
        if image.isNull():
            missing.append(source)
        else:
            image.copy(left, top, WIDTH, height).save(str(out / f"{name}.png"))
    return missing


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code."""
    given = sys.argv[1:] if argv is None else list(argv)
    missing = take(Path(given[0]), resources.path("help", "pictures"))
    print(*(f"missing: {name}" for name in missing), sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
