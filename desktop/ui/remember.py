"""What the program remembers outside any book: which book was open last, language and look.

A small ini file in the user's own settings folder; nothing in it tells what is in a book.
"""

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from desktop.records.language import LANGUAGES
from desktop.ui.look.theme import LOOKS

MARK = 12
"""Letters of a digest that stands in the file for a name."""


class Remember:
    """The settings file."""

    def __init__(self, file: Path | None = None) -> None:
        form = QSettings.Format.IniFormat
        self._file = (
            QSettings(str(file), form)
            if file
            else QSettings(form, QSettings.Scope.UserScope, "so-ban", "so-ban")
        )

    @property
    def folder(self) -> Path | None:
        """The book that was open last, None for none."""
        text = str(self._file.value("book", ""))
        return Path(text) if text else None

    @folder.setter
    def folder(self, folder: Path | None) -> None:
        self._put("book", str(folder or ""))

    @property
    def language(self) -> str:
        """The language of the interface."""
        text = str(self._file.value("language", "vi"))
        return text if text in LANGUAGES else "vi"

    @language.setter
    def language(self, language: str) -> None:
        self._put("language", language)

    @property
    def unfinished(self) -> str:
        """How far the way to a new book was gone, "" when none is under way; never a secret."""
        return str(self._file.value("unfinished", ""))

    @unfinished.setter
    def unfinished(self, text: str) -> None:
        self._put("unfinished", text)

    @property
    def theme(self) -> str:
        """The look: one of ``theme.LOOKS``."""
        name = str(self._file.value("theme", LOOKS[0]))
        return name if name in LOOKS else LOOKS[0]

    @theme.setter
    def theme(self, name: str) -> None:
        self._put("theme", name)

    def habits(self, folder: Path) -> "Habits":
        """How the window was arranged for the book in ``folder``."""
        return Habits(self._file, folder)

    def _put(self, name: str, value: str) -> None:
        if self._file.value(name) != value:
            self._file.setValue(name, value)
            self._file.sync()


class Habits:
    """How the window is arranged for one book: its place, the screen in front, columns of lists.

    It lies outside the book, since the window has its place before the passphrase is known. Names
    go into the file as digests, so that it tells neither which screens there are nor which one was
    looked at; what is kept must say nothing of a row.
    """

    def __init__(self, file: QSettings, folder: Path) -> None:
        self._file, self._folder = file, folder

    def get(self, name: str) -> str:
        """What was last kept under ``name``, "" for nothing."""
        return str(self._file.value(self._key(name), ""))

    def put(self, name: str, text: str) -> None:
        """Keep a short text, such as the widths of columns."""
        if self.get(name) != text:
            self._file.setValue(self._key(name), text)

    @property
    def place(self) -> QByteArray:
        """Size and position of the window, as Qt saves them; empty for none."""
        return QByteArray.fromBase64(self.get("place").encode())

    @place.setter
    def place(self, place: QByteArray) -> None:
        self.put("place", place.toBase64().toStdString())

    def mark(self, name: str) -> str:
        """What stands in the file in place of ``name``."""
        return sha256(f"{self._folder}\0{name}".encode()).hexdigest()[:MARK]

    def _key(self, name: str) -> str:
        return f"{self.mark('')}/{self.mark(name)}"
