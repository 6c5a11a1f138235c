"""The log of faults: where in the program it happened, never what a person had typed."""

import logging
import traceback
from copy import copy
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QStandardPaths

LARGEST = 200_000
"""Bytes of one log file; one older file is kept beside it."""

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Writes the kind of an error and the lines it came through, without its message: a message
    may quote a row."""

    def format(self, record: logging.LogRecord) -> str:
        bare = copy(record)
        bare.exc_text = None  # another handler may have written the message there
        return super().format(bare)

    def formatException(self, ei: Fault) -> str:  # noqa: N802 - logging's name
        kind, _, trace = ei
        return "".join(traceback.format_tb(trace)) + (kind.__name__ if kind else "")


def place() -> Path:
    """Where the log lies by default: in the user's own data folder."""
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "so-ban.log"


def keep(file: Path | None = None) -> Path | None:
    """Keep faults in ``file`` (by default at ``place``); returns where, or None where nothing can
    be written."""
    chosen = file or place()
    try:
        chosen.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(chosen, maxBytes=LARGEST, backupCount=1, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    return chosen
