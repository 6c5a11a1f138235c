"""What is chosen on the way to a new book, in one frozen object that steps replace."""

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from desktop.records import units
from desktop.records.book import vacant
from desktop.records.errors import InputError
from desktop.records.units import Unit


@dataclass(frozen=True)
class Choices:
    """The office, where its book will lie, and the step that was reached; nothing secret."""

    step: str = "welcome"
    office: Unit | None = None
    folder: Path | None = None

    @property
    def place(self) -> Path:
        """The folder that was chosen, or a new one in Documents."""
        return self.folder or default_folder()

    def text(self) -> str:
        """What is remembered of the way, to go on after a power cut."""
        office = [self.office.edition, self.office.code] if self.office else None
        folder = str(self.folder) if self.folder else None
        return json.dumps({"step": self.step, "office": office, "folder": folder})

    @staticmethod
    def of(text: str) -> "Choices":
        """The choices behind ``text``; new ones where it cannot be read."""
        try:
            found = json.loads(text)
            office = units.find(*found["office"]) if found["office"] else None
            folder = Path(found["folder"]) if found["folder"] else None
            return Choices(str(found["step"]), office, folder)
        except (ValueError, KeyError, TypeError, InputError):
            return Choices()


def default_folder() -> Path:
    """A free, neutral folder name in the user's Documents; one that holds only what a founding
    that was cut off has left is free."""
    location = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(location) or Path.home())
    wanted, number = documents / "So cong tac", 1
    while not vacant(wanted):
        number += 1
        wanted = documents / f"So cong tac {number}"
    return wanted
