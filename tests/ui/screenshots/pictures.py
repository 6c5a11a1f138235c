"""The pictures of the help, in both languages, from a window narrow enough that a whole screen can
be read beside its text: ``python -m tests.ui.screenshots.pictures [--practice DIR]``."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

import resources
from tests.ui.screenshots import books, commune, district
from tests.ui.screenshots.studio import Put, Studio, go

NARROW = (880, 640)
"""The window, in pixels."""
WIDTH = 600
"""A picture is at most so wide, in pixels."""
LARGEST = 1_500_000
"""Bytes of all pictures together."""
TONGUES = ("vi", "en")
ALIKE = 0xF0F0F0
"""What two colours have in common that nobody tells apart in a small picture."""


def _page(studio: Studio) -> QWidget:
    return studio.work.stack.currentWidget()


class Picture(NamedTuple):
    """What puts the window into the state that is shown, which piece is shown, and how much of it
    from its top, in pixels."""

    put: Put
    high: int = 640
    piece: Callable[[Studio], QWidget] = _page


_COMMUNE = {
    "overview": Picture(go("overview"), 520),
    "form": Picture(commune.row, 560, lambda studio: studio.form()),
    "targets": Picture(go("targets"), 520),
    "reports": Picture(go("reports:summary"), 560),
    "packets": Picture(go("packets"), 420),
    "settings": Picture(go("settings:backup"), 560),
    "practice": Picture(go("practice"), 440),
}
_DISTRICT = {"inbox": Picture(district.eight, 500)}
PICTURES = _COMMUNE | _DISTRICT
"""Every picture by its name in the help."""


def take(practice: Path, out: Path, tongue: str) -> None:
    """Every picture in one language, from books as they were made."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(practice, Path(place) / "books")
        studio = Studio(app, folder, out, tongue, "light", books.NOW)
        studio.window.resize(*NARROW)
        for book, wanted in ((books.COMMUNE, _COMMUNE), (books.DISTRICT, _DISTRICT)):
            studio.open(book)
            for name, picture in wanted.items():
                studio.put(picture.put)
                _small(picture.piece(studio).grab(), picture.high).save(str(out / f"{name}.png"))
            studio.close()
        studio.window.close()
        studio.window.deleteLater()


def _small(seen: QPixmap, high: int) -> QImage:
    """So much from the top, at most ``WIDTH`` wide, in few colours."""
    part = seen.copy(0, 0, seen.width(), min(high, seen.height())).toImage()
    if part.width() > WIDTH:
        part = part.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    part = part.convertToFormat(QImage.Format.Format_RGB32)
    palette = _palette(Counter(memoryview(part.constBits()).cast("I")))
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return part.convertToFormat(QImage.Format.Format_Indexed8, palette, flags)


def _palette(seen: Counter[int]) -> list[int]:
    """The colours that stand for all: of each that look alike the one seen most."""
    alike: Counter[int] = Counter()
    first: dict[int, int] = {}
    for colour, times in seen.most_common():
        alike[colour & ALIKE] += times
        first.setdefault(colour & ALIKE, colour)
    return [first[kind] for kind, _ in alike.most_common(256)]


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(prog="pictures")
    parser.add_argument("--practice", type=Path, help="books that an earlier call has made")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as place:
        practice = options.practice or Path(place) / "practice"
        if not practice.exists():
            books.prepare(practice)
        books.as_in_the_year()
        for tongue in TONGUES:
            take(practice, resources.path("help", "pictures", tongue), tongue)
    return 0


if __name__ == "__main__":
    sys.exit(main())
