"""What the program remembers outside any book: which book was open last, language and look.

A small ini file in the user's own settings folder; nothing in it tells what is in a book.
"""

from pathlib import Path

from PySide6.QtCore import QSettings

from desktop.records.language import LANGUAGES


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
    def folder(self, folder: Path) -> None:
        self._put("book", str(folder))

    @property
    def language(self) -> str:
        """The language of the interface."""
        text = str(self._file.value("language", "vi"))
        return text if text in LANGUAGES else "vi"

    @language.setter
    def language(self, language: str) -> None:
        self._put("language", language)

    @property
    def theme(self) -> str:
        """The look: ``light`` or ``dark``."""
        return str(self._file.value("theme", "light"))

    @theme.setter
    def theme(self, name: str) -> None:
        self._put("theme", name)

    def _put(self, name: str, value: str) -> None:
        self._file.setValue(name, value)
        self._file.sync()
