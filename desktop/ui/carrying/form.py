"""What a person says about a channel: its kind, where it is, the account, whom to trust."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop.records.language import t
from desktop.ui.look.secret import Secret
from desktop.ui.look.widgets import Choice, button, column, label, line
from desktop.ui.pages.settings.section import field
from sync.channels.account import Account
from sync.channels.address import FOLDER, completed

KINDS = (FOLDER, "webdav", "sftp")


def kind_words() -> tuple[str, ...]:
    """The kinds as a person chooses among them, in the order of ``KINDS``."""
    return (
        t("Thư mục chung hoặc USB"),
        t("Máy chủ WebDAV (Nextcloud, Apache, nginx)"),
        t("Máy chủ SFTP"),
    )


class ChannelForm(QWidget):
    """Fields that fit the kind; ``edited`` when any of them has changed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = Choice()
        self.kind.addItems(kind_words())
        self.place = QLineEdit(maxLength=500)
        self.browse = button(t("Chọn…"), self._choose_folder)
        self.user = QLineEdit(maxLength=200)
        self.password = Secret(t("Mật khẩu máy chủ"))
        self.ca = ""
        self.ca_words = label("", "muted")
        self.ca_choose = button(t("Chọn tệp…"), self._choose_ca)
        self.ca_drop = button(t("Bỏ"), lambda: self.trust("", ""), "link")
        self._account, self._ca = QWidget(), QWidget()
        self._build()
        self.kind.currentIndexChanged.connect(self._fit)
        for one in (self.place, self.user, self.password):
            one.textEdited.connect(self.edited)
        self.kind.activated.connect(self.edited)
        self.trust("", "")
        self._fit()

    def show_account(self, found: Account | None) -> None:
        """Begin with the channel there is; its password is never shown."""
        scheme = found.address.scheme.removesuffix("s") if found else FOLDER
        self.kind.setCurrentIndex(KINDS.index(scheme))
        self.place.setText(found.url if found else "")
        self.user.setText(found.user if found else "")
        self.password.clear()
        has = bool(found and found.password)
        self.password.setPlaceholderText(t("để trống: giữ mật khẩu đã lưu") if has else "")
        self.trust(found.ca if found else "", t("đã ghim chứng thư riêng"))

    def typed(self) -> tuple[str, dict[str, str]]:
        """The address and what else was given."""
        kind = KINDS[self.kind.currentIndex()]
        more = {}
        if kind != FOLDER:
            more = {"user": self.user.text().strip(), "password": self.password.text()}
        if kind == "webdav":
            more["ca"] = self.ca
        return completed(kind, self.place.text()), more

    def trust(self, pem: str, words: str) -> None:
        """Believe only this certificate, or the system's store again."""
        self.ca = pem
        self.ca_words.setText(words if pem else t("theo kho chứng thư của máy tính này"))
        self.ca_drop.setVisible(bool(pem))

    def read_ca(self, file: Path) -> None:
        """Take a certificate from its file; what is in it is looked at when it is tried."""
        try:
            self.trust(file.read_bytes().decode("ascii", "replace"), file.name)
        except OSError:
            self.ca_words.setText(t("không đọc được tệp này"))
        self.edited.emit()

    def _build(self) -> None:
        where = line(self.place, self.browse)
        where.setStretch(0, 1)
        self.place_name = label("")
        self.place.setAccessibleName(t("Nơi để gói"))
        self.place_help = label("", "small", wrap=True)
        place = column(self.place_name, where, self.place_help, gap=4)
        self._account.setLayout(
            column(
                field(t("Tên đăng nhập máy chủ"), self.user),
                field(
                    t("Mật khẩu máy chủ"),
                    self.password,
                    t("Chỉ nằm trong sổ đã mã hóa; không ghi ra tệp nào, không hiện lại."),
                ),
            )
        )
        name = label(t("Chứng thư của máy chủ"))
        self._ca.setLayout(
            column(name, line(self.ca_words, self.ca_drop, -1, self.ca_choose), gap=4)
        )
        kind = field(t("Loại kênh"), self.kind)
        self.setLayout(column(kind, place, self._account, self._ca))

    def _fit(self) -> None:
        kind = KINDS[self.kind.currentIndex()]
        names = {
            FOLDER: t("Thư mục"),
            "webdav": t("Địa chỉ thư mục trên máy chủ"),
            "sftp": t("Máy chủ và thư mục"),
        }
        hints = {
            FOLDER: t("Thư mục mạng, thư mục đồng bộ, hoặc thư mục so-ban trên USB."),
            "webdav": t("Ví dụ: cloud.huyen.vn/remote.php/dav/files/TÊN/so-ban"),
            "sftp": t("Ví dụ: maychu.huyen.vn/~/so-ban"),
        }
        self.place_name.setText(names[kind])
        self.place_help.setText(hints[kind])
        self.browse.setVisible(kind == FOLDER)
        self._account.setVisible(kind != FOLDER)
        self._ca.setVisible(kind == "webdav")

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, t("Chọn thư mục chung hoặc USB"))
        if folder:
            self.place.setText(folder)
            self.edited.emit()

    def _choose_ca(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, t("Chọn chứng thư máy chủ"), "", "*.pem *.crt")
        if name:
            self.read_ca(Path(name))
