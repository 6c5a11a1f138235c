"""What the list of packets that come in is made of, and what stands there while it is empty."""

from PySide6.QtCore import Qt

from desktop.records.language import t
from desktop.ui.lists.listing import Column
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Panel, column, label


def columns() -> tuple[Column, ...]:
    """What is said of each packet that is being looked at."""
    return (
        Column(t("Đơn vị"), 130, exact=True),
        Column(t("Gói"), 160),
        Column(t("Kết quả kiểm tra"), 380, grows=True),
        Column(t("Thêm mới"), 64, number=True, leaves=2),
        Column(t("Sửa đổi"), 64, number=True, leaves=2),
        Column(t("Bỏ ra"), 64, number=True, leaves=2),
        Column(t("Mở xem"), 130, leaves=1),
    )


def teach() -> Panel:
    """What stands there while nothing has come: the first step."""
    made = Panel()
    words = t("Thả tệp gói hoặc cả thư mục của cấp dưới vào đây, hoặc bấm “Thêm gói…”.")
    hint = label(words, "name", wrap=True)
    calm = label(t("Gói được kiểm tra trước; chưa có gì thay đổi trong sổ."), "muted", wrap=True)
    for one in (hint, calm):
        one.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.body.addLayout(column(STEP, hint, calm, STEP))
    return made
