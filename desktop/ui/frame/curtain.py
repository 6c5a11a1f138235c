"""What stands before a book that is being closed, until nothing of it is under way any more."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop.records.errors import SobanError
from desktop.records.language import t
from desktop.ui.jobs import Jobs
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, label, line

PAUSE = 50
"""Milliseconds between two looks whether all work has ended."""
WIDTH = 420
"""Of what it says, in pixels."""


class Curtain(QWidget):
    """Hides the book while what is under way comes to its end; then closes it, then goes on.

    ``close`` raises SobanError where the book cannot be closed without a loss: then that is said,
    and a person decides whether to try again or to ``give_up`` what is being typed.
    """

    def __init__(
        self,
        title: str,
        jobs: Jobs,
        close: Callable[[], None],
        give_up: Callable[[], None],
        then: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._doing = title
        self._jobs, self._close, self._give_up, self._then = jobs, close, give_up, then
        about = t(
            "Việc đang chạy được làm cho xong đã, để không có gì dở dang. “Không chờ nữa” dừng "
            "việc đó ở chỗ an toàn."
        )
        self.words = label(about, "muted", wrap=True)
        self.words.setFixedWidth(WIDTH)
        self.now = button(t("Không chờ nữa"), jobs.stop)
        self.again = button(t("Thử lại"), self._try_again, "primary")
        self.without = button(t("Bỏ phần đang gõ dở"), self._go_without)
        for one in (self.again, self.without):
            one.hide()
        ways = line(self.again, self.without, self.now, -1)
        self.title = label(title, "title")
        inside = column(-1, self.title, self.words, ways, -1, gap=2 * STEP)
        self.setLayout(line(-1, inside, -1))
        self._wait = QTimer(self, interval=PAUSE)
        self._wait.timeout.connect(self.look)
        self._wait.start()

    def hold(self) -> None:
        """Look no more by itself."""
        self._wait.stop()

    def look(self) -> None:
        """Close the book if nothing is under way any more."""
        if self._jobs.busy:
            return
        self._wait.stop()
        self.title.setText(self._doing)
        try:
            self._close()
        except SobanError as error:
            self._tell(error)
        else:
            self._then()

    def _tell(self, error: SobanError) -> None:
        self.title.setText(t("Chưa đóng được sổ"))
        self.words.setText(
            t(
                "Phần đang gõ dở chưa giữ lại được: {error} Sổ còn mở nhưng được che lại.",
                error=error,
            )
        )
        self.now.hide()
        self.again.show()
        self.without.show()
        self.again.setFocus()

    def _try_again(self) -> None:
        """At once, or as soon as what is under way has ended: a draft may be on its way again."""
        self._wait.start()
        self.look()

    def _go_without(self) -> None:
        self._give_up()
        self._try_again()
