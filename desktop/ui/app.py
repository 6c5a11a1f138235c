"""``python -m desktop.ui [--book DIR]``: the window of Sổ Bản."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.records import language
from desktop.records.language import t
from desktop.ui import trace
from desktop.ui.jobs import Jobs
from desktop.ui.look import theme
from desktop.ui.look.buttons import Buttons
from desktop.ui.remember import Remember
from desktop.ui.tidying import Tidying
from desktop.ui.window import Window

log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; returns the exit code."""
    given = sys.argv[1:] if argv is None else list(argv)
    options, others = _options().parse_known_args(given)
    app = QApplication([sys.argv[0], *others])
    Tidying(app)
    remember = Remember()
    language.use(remember.language)
    dress(app, remember.theme)
    sys.excepthook = partial(_tell, trace.keep())
    window = Window(Jobs(), remember)
    book = options.book.absolute() if options.book else remember.folder
    begin_among_documents()
    window.start(book)
    window.appear()
    return app.exec()


def begin_among_documents() -> None:
    """The first file dialog opens in the working directory: that of the program tells a person
    nothing. ``--book`` must have been made absolute before."""
    location = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(location))
    os.chdir(documents if documents.is_dir() else Path.home())


def dress(app: QApplication, look: str) -> None:
    """Name, locale, words of the standard buttons, fonts and colours."""
    app.setApplicationName("so-ban")
    app.setApplicationDisplayName("")
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(QLocale("vi_VN"))
    app.installTranslator(Buttons(app))
    theme.apply(app, look)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="so-ban", description=t("Mở cửa sổ Sổ Bản."))
    parser.add_argument("--book", type=Path, metavar="DIR", help=t("thư mục của sổ"))
    return parser


def _tell(
    kept: Path | None,
    kind: type[BaseException],
    error: BaseException,
    lines: TracebackType | None,
) -> None:
    """The last net: the fault goes to the log, the person gets a sentence, and hears where the log
    is ``kept``."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, lines)
        return
    log.critical("fault in the window", exc_info=(kind, error, lines))
    words = t(
        "Chương trình gặp lỗi ngoài dự kiến. Những gì đã báo “Đã lưu” vẫn còn nguyên. "
        "Hãy thử lại; nếu vẫn lỗi, đóng rồi mở lại chương trình."
    )
    box = QMessageBox(QMessageBox.Icon.Warning, t("Sổ công tác xã hội"), words)
    if kept:
        where = t("Tệp nhật ký lỗi, không có nội dung sổ: {file}", file=kept)
        box.setInformativeText(where)
    box.exec()
