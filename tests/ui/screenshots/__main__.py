"""Both languages and both looks, at 1366×768 and on the same screen at 200 %.

200 % runs in a process of its own, since Qt takes its scale at the start. What looks wrong is
printed at the end.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.ui.screenshots import answered, books, commune, district, entrance, province, screen
from tests.ui.screenshots.faults import Fault
from tests.ui.screenshots.studio import Shot, Studio

PARTS: tuple[tuple[str, tuple[Shot, ...]], ...] = (
    ("", entrance.SHOTS),
    (books.COMMUNE, commune.SHOTS),
    (books.ANSWERED, answered.SHOTS),
    (books.DISTRICT, district.SHOTS),
    (books.PROVINCE, province.SHOTS),
)
"""The book ("" for none) that is open, and the pictures taken of it."""
TONGUES, LOOKS = ("vi", "en"), ("light", "dark")


def shoot(practice: Path, out: Path, tongue: str, look: str, only: str = "") -> dict[Fault, str]:
    """Photograph every screen whose name holds a part of ``only`` in one language and look, from
    books as they were made; returns what looks wrong, with the first picture it is on."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(practice, Path(place) / "books")
        studio = Studio(app, folder, out, tongue, look, books.NOW)
        for book, shots in PARTS:
            wanted = [shot for shot in shots if any(part in shot[0] for part in only.split(","))]
            if book and wanted:
                studio.open(book)
            for name, put in wanted:
                studio.take(name, put)
            studio.close()
        studio.window.close()
        studio.window.deleteLater()
    return studio.faults


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code."""
    screen.use()
    parser = argparse.ArgumentParser(prog="screenshots")
    parser.add_argument("out", type=Path, metavar="DIR")
    parser.add_argument("--only", default="", metavar="PART-OF-A-NAME,…")
    parser.add_argument("--language", choices=TONGUES)
    parser.add_argument("--look", choices=LOOKS)
    parser.add_argument("--scale", type=int, choices=(100, 200))
    parser.add_argument("--practice", type=Path, help="books that an earlier call has made")
    options = parser.parse_args(argv)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        practice = options.practice or Path(place) / "practice"
        if not practice.exists():
            books.prepare(practice)
        command = [sys.executable, "-m", "tests.ui.screenshots", *_passed_on(options, practice)]
        if options.scale == 200 and os.environ.get("QT_SCALE_FACTOR") != "2":
            return _larger(command).wait()
        larger = None if options.scale else _larger([*command, "--scale", "200"])
        found = _pass(options, practice)
        if larger:
            larger.wait()
    _tell(found)
    return 0


def _pass(options: argparse.Namespace, practice: Path) -> dict[Fault, str]:
    books.as_in_the_year()
    tongues = [options.language] if options.language else TONGUES
    looks = [options.look] if options.look else LOOKS
    found: dict[Fault, str] = {}
    for tongue, look in product(tongues, looks):
        found = shoot(practice, options.out, tongue, look, options.only) | found
    return found


def _passed_on(options: argparse.Namespace, practice: Path) -> list[str]:
    given = {"language": options.language, "look": options.look, "only": options.only}
    given |= {"practice": str(practice), "scale": options.scale and str(options.scale)}
    named = [part for name, value in given.items() if value for part in (f"--{name}", value)]
    return [str(options.out), *named]


def _larger(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=os.environ | {"QT_SCALE_FACTOR": "2"})


def _tell(found: dict[Fault, str]) -> None:
    for fault, picture in sorted(found.items(), key=lambda one: (one[0].what, one[1])):
        print(f"{fault.what}: {fault.piece} “{fault.text[:90]}” ({picture})", flush=True)
    print(f"{len(found)} likely faults", flush=True)


if __name__ == "__main__":
    sys.exit(main())
