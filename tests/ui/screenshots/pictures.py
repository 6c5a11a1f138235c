"""The pictures of the help, taken from those that ``./run screenshots DIR`` has made:
``python -m tests.ui.screenshots.pictures DIR``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

import resources

PICTURES = {
    "overview": "10-overview",
    "form": "13-row",
    "targets": "20-targets",
    "reports": "23-sheet-summary",
    "packets": "24-packets",
    "inbox": "46-district-inbox",
    "settings": "30-settings-backup",
    "practice": "31-practice",
}
"""Name in the help: name of the photograph."""
WIDTH = 560
LARGEST = 1_500_000
"""Bytes of all pictures together."""


def take(photographs: Path, out: Path) -> list[str]:
    """Copy those that are there, small and of few colours; returns the names of those missing."""
    missing = []
    for name, source in PICTURES.items():
        image = QImage(str(photographs / f"{source}-vi-light-100.png"))
        if image.isNull():
            missing.append(source)
            continue
        smooth = Qt.TransformationMode.SmoothTransformation
        small = image.scaledToWidth(WIDTH, smooth).convertToFormat(QImage.Format.Format_Indexed8)
        small.save(str(out / f"{name}.png"), "PNG", 0)  # type: ignore[call-overload]
    return missing


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code."""
    given = sys.argv[1:] if argv is None else list(argv)
    missing = take(Path(given[0]), resources.path("help", "pictures"))
    print(*(f"missing: {name}" for name in missing), sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
