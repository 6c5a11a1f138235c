"""Help beside the window: a page for each screen, found by typing without marks, offline."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
)
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QWidget

import resources
from desktop.records.language import current, t
from desktop.records.text import fold
from desktop.ui.look import theme
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, label, line

FIRST = ("start", "list", "journey", "lost", "keys", "practice")
"""The pages that are about no screen alone, in the order they are best read."""
KEYS = "keys"
SIZE = (960, 660)
LIST, EDGE = 232, 20
KEEP = QTextCursor.MoveMode.KeepAnchor

Keys = Callable[[], list[tuple[str, list[tuple[str, str]]]]]
"""Every key of the window, by where it is pressed: the key and what it does."""


@dataclass(frozen=True)
class HelpPage:
    """One page: its name, its title and its text (Markdown) in the language in use."""

    name: str
    title: str
    text: str

    def says(self, words: str) -> bool:
        """Whether all ``words`` stand in it, marks and case aside."""
        folded = fold(self.text)
        return all(word in folded for word in fold(words).split())


def folder(tongue: str) -> Path:
    """Where the pages of a language lie."""
    return resources.path("help", tongue)


def pages(tongue: str) -> dict[str, HelpPage]:
    """Every page of a language: those about all of the program first, then by title."""
    found = {}
    for file in folder(tongue).glob("*.md"):
        text = file.read_text(encoding="utf-8")
        title = text.splitlines()[0].removeprefix("# ")
        found[file.stem] = HelpPage(file.stem, title, text)
    titles = {fold(page.title): name for name, page in found.items() if name not in FIRST}
    return {name: found[name] for name in (*FIRST, *(titles[one] for one in sorted(titles)))}


class Help(QWidget):
    """A window of its own, so that one can read and work at the same time. Esc closes it."""

    def __init__(self, parent: QWidget, keys: Keys) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(t("Trợ giúp"))
        self.pages, self._keys = pages(current()), keys
        self.words = QLineEdit()
        self.words.setPlaceholderText(t("Tìm trong trợ giúp"))
        self.words.setAccessibleName(t("Tìm trong trợ giúp"))
        self.list = QListWidget()
        self.list.setProperty("look", "sections")
        self.list.setAccessibleName(t("Các trang trợ giúp"))
        self.list.setFixedWidth(LIST)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.setAccessibleName(t("Trang trợ giúp"))
        self.browser.document().setBaseUrl(QUrl.fromLocalFile(f"{folder(current())}/"))
        self.browser.document().setDocumentMargin(EDGE)
        close = button(t("Đóng (Esc)"), self.close)
        self.none = label(t("Không có trang nào nói về điều đó."), "small", wrap=True)
        self.none.hide()
        left = column(self.words, self.none, self.list, line(close, -1))
        both = line(left, self.browser, gap=2 * STEP, edges=(16, 16, 16, 16))
        both.setStretch(1, 1)
        self.setLayout(both)
        self._shown: list[HelpPage] = []
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(lambda: self._chosen(self.list.currentRow()))
        self.words.textChanged.connect(lambda _text: self._fill())
        self.words.returnPressed.connect(self.browser.setFocus)
        self.list.currentRowChanged.connect(self._chosen)
        self.browser.anchorClicked.connect(self._follow)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.words.setFocus)
        self.resize(QSize(*SIZE).boundedTo(self.screen().availableSize()))
        self._fill()

    def open(self, name: str) -> None:
        """Show the page of that name, the first one for a screen without."""
        self.words.clear()
        names = [page.name for page in self._shown]
        self.list.setCurrentRow(names.index(name) if name in names else 0)
        self.show()
        self.raise_()
        self.activateWindow()
        self.browser.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setFixedWidth(min(LIST, self.width() // 3))
        self._later.start()

    def _fill(self) -> None:
        words = self.words.text()
        self._shown = [page for page in self.pages.values() if page.says(words)]
        self.list.clear()
        for page in self._shown:
            item = QListWidgetItem(page.title, self.list)
            item.setToolTip(page.title)
        self.none.setVisible(not self._shown)
        if self._shown:
            self.list.setCurrentRow(0)

    def _chosen(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            page = self._shown[row]
            more = keys_text(self._keys()) if page.name == KEYS else ""
            self.browser.setMarkdown(page.text + more)
            _set(self.browser.document())
            _fit(self.browser.document(), self.browser.viewport().width() - 2 * EDGE)

    def _follow(self, link: QUrl) -> None:
        self.open(link.fileName().removesuffix(".md"))


def _set(document: QTextDocument) -> None:
    """Headings of the interface's sizes, and room between paragraphs."""
    cursor, block = QTextCursor(document), document.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, KEEP)
        level = block.blockFormat().headingLevel()
        if level:
            size = cursor.charFormat()
            size.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            size.setFontPointSize(theme.TITLE if level == 1 else 12)
            size.setFontWeight(QFont.Weight.DemiBold)
            cursor.setCharFormat(size)
        room = QTextBlockFormat()
        room.setTopMargin(2 * STEP if level > 1 else 0)
        room.setBottomMargin(STEP if cursor.currentTable() is None else 0)
        cursor.mergeBlockFormat(room)
        if (points := cursor.currentList()) is not None:
            form = points.format()
            if form.style() is QTextListFormat.Style.ListCircle:  # hollow ones are hard to see
                form.setStyle(QTextListFormat.Style.ListDisc)
                points.setFormat(form)
        block = block.next()


def _fit(document: QTextDocument, width: int) -> None:
    """Make pictures that are too wide narrower, in proportion."""
    cursor = QTextCursor(document)
    while not (cursor := document.find("\ufffc", cursor)).isNull():
        image = cursor.charFormat().toImageFormat()
        file = document.baseUrl().resolved(QUrl(image.name())).toLocalFile()
        if image.isValid() and QImage(file).width() > width:
            image.setWidth(width)
            cursor.setCharFormat(image)


def keys_text(keys: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """The table of keys as Markdown."""
    parts = []
    for where, lines in keys:
        table = "\n".join(f"| {key} | {words} |" for key, words in lines)
        head = f"| {t('Phím')} | {t('Làm gì')} |\n|:--|:--|"
        parts.append(f"\n## {where}\n\n{head}\n{table}\n")
    return "\n".join(parts)
