"""Giới thiệu: which edition of the program this is, what it is made of, where its log lies."""

import tomllib
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

import resources
from desktop.records.language import pick, t
from desktop.ui import trace
from desktop.ui.lists.listing import Column, Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.look.widgets import button, label, line
from desktop.ui.pages.settings.section import Around, Section, facts


class AboutSection(Section):
    """For the person who calls for help, and the one who answers."""

    def __init__(self, around: Around) -> None:
        super().__init__(
            t("Giới thiệu"),
            t("Sổ Bản: sổ của xã, mã hóa, không cần mạng; gửi lên bằng gói dữ liệu có dấu ký."),
        )
        shipped = tomllib.loads(resources.text("shipped.toml"))
        log = trace.place()
        self.body.addLayout(
            facts(
                [
                    (t("Phiên bản"), str(shipped["version"])),
                    (t("Giấy phép"), "Apache-2.0"),
                    (t("Sổ theo mẫu"), str(around.desk.book.db.execute(VERSION).fetchone()[0])),
                    (t("Tệp nhật ký lỗi"), str(log)),
                ]
            )
        )
        told = t("Tệp nhật ký lỗi chỉ ghi chỗ lỗi trong chương trình, không ghi nội dung sổ.")
        self.body.addWidget(label(told, "small", wrap=True))
        show = button(t("Mở thư mục nhật ký"), lambda: _open(log.parent))
        self.body.addLayout(line(show, -1))
        self.heading(t("Thành phần đi kèm"))
        self.parts = Listing(
            (
                Column(t("Tên"), 180, grows=True),
                Column(t("Giấy phép"), 200, grows=True),
                Column(t("Dùng để"), 240, grows=True),
            )
        )
        table = Table(self.parts, t("Thành phần đi kèm"))
        table.share(self.parts.columns)
        self.parts.show(
            [
                Entry((part["name"], part["licence"], pick(part["vi"], part["en"])))
                for part in shipped["parts"]
            ]
        )
        table.fit(len(shipped["parts"]))
        self.body.addWidget(table)


VERSION = "PRAGMA user_version"


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
