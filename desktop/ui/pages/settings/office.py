"""Đơn vị: whose book this is and where it lies."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.records import units
from desktop.records.language import t
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, line
from desktop.ui.pages.settings.section import Around, Section, facts


class OfficeSection(Section):
    """Facts that were fixed when the book was made."""

    def __init__(self, around: Around) -> None:
        super().__init__(
            t("Đơn vị"),
            t("Định từ khi lập sổ và không đổi được: mỗi sổ là của một đơn vị, trên một máy."),
        )
        book = around.desk.book
        above = units.parent(book.office)
        tiers = {"commune": t("Cấp xã"), "district": t("Cấp huyện"), "province": t("Cấp tỉnh")}
        edition = {"2021": t("2021: 108 xã, 8 huyện"), "2025": t("2025: 37 xã, không còn huyện")}
        rows = [
            (t("Tên đơn vị"), book.office.name),
            (t("Mã đơn vị"), book.office.code),
            (t("Cấp"), tiers[book.office.tier]),
            (t("Gửi gói về"), above.name if above else t("không gửi lên cấp nào")),
            (t("Danh mục đơn vị"), edition[book.office.edition]),
            (t("Mã máy"), book.device),
            (t("Thư mục của sổ"), str(book.folder)),
        ]
        self.body.addLayout(facts(rows))
        url = QUrl.fromLocalFile(str(book.folder))
        show = button(t("Mở thư mục"), lambda: QDesktopServices.openUrl(url))
        self.body.addSpacing(STEP)
        self.body.addLayout(line(show, -1))
