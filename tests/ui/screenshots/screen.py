"""The screen of an officer's laptop, for a window that has none."""

from __future__ import annotations

import atexit
import json
import os
import tempfile
from pathlib import Path

WIDE, HIGH = 1366, 768
"""The officers' screens, in pixels."""


def use() -> None:
    """Let Qt see that screen, whole at any scale; called before Qt is."""
    if "QT_QPA_PLATFORM" in os.environ:
        return
    place = tempfile.TemporaryDirectory()
    atexit.register(place.cleanup)
    file = Path(place.name) / "screen.json"
    one = {"name": "laptop", "x": 0, "y": 0, "width": WIDE, "height": HIGH, "dpr": 1}
    one |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    file.write_text(json.dumps({"screens": [one]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
