"""Đơn vị: whose book this is and where it lies."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.records import units
from desktop.records.language import t
from desktop.ui.pages.settings.section import Around, Section
from desktop.ui.widgets import button, label, line


class OfficeSection(Section):
    """Facts that were fixed when the book was made."""

    def __init__(self, around: Around) -> None:
        super().__init__(t("Đơn vị"))
        book = around.desk.book
        above = units.parent(book.office)
        self.body.addWidget(label(f"{book.office.name} ({book.office.code})"))
        self.body.addWidget(label(above.name if above else "", "muted"))
        self.body.addWidget(label(t("Danh mục đơn vị {n}", n=book.office.edition), "muted"))
        folder = label(str(book.folder), "small", wrap=True)
        url = QUrl.fromLocalFile(str(book.folder))
        show = button(t("Mở thư mục"), lambda: QDesktopServices.openUrl(url), "link")
        where = line(folder, show)
        where.setStretch(0, 1)
        self.body.addLayout(where)
