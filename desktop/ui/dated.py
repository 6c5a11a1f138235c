"""What is signed bears its day: under a clock far ahead of the book, a person looks first."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.records.clock import local_day
from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.look.problems import Banner


def dated(owner: QWidget, desk: Desk, banner: Banner, sign: Callable[[], object]) -> None:
    """``sign`` now, or once somebody says in the banner that the day is right."""
    if not desk.ahead():
        sign()
        return

    def trusted() -> None:
        desk.trust_clock(owner, lambda _outcome: None)
        sign()

    words = t(
        "Ngày trên máy là {day}, xa hơn mọi ngày sổ đã biết. Chưa ký gì. Xem lịch: nếu sai, chỉnh "
        "lại ngày giờ của máy rồi làm lại.",
        day=f"{local_day(desk.now()):%d/%m/%Y}",
    )
    banner.warn(words, t("Ngày này đúng, ký"), trusted)
