"""The 24 words, shown to be copied by hand or printed, and three of them asked back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desktop.records.language import t
from desktop.records.text import fold
from desktop.ui.first_run.sheet import Sheet
from desktop.ui.look.widgets import button, label

COLUMNS = 4


class Recovery(Sheet):
    """Then the words are hidden, and ``Check`` asks for some of them.

    ``on_paper`` shows the sheet with the words, to be printed instead of copied.
    """

    def __init__(
        self,
        words: Sequence[str],
        go_on: Callable[[], None],
        *,
        on_paper: Callable[[QWidget], object] | None = None,
        at: int = 0,
    ) -> None:
        super().__init__(
            t("Chép lại 24 từ khôi phục"),
            t(
                "Chép ra giấy theo đúng thứ tự, cất nơi có khóa, không chụp ảnh. 24 từ này mở được "
                "sổ khi quên mật khẩu và chỉ hiện lúc này."
            ),
            at=at,
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        rows = -(-len(words) // COLUMNS)
        for number, word in enumerate(words):
            cell = label(f"{number + 1}. {word}")
            cell.setAccessibleName(cell.text())
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
            grid.addWidget(cell, number % rows, number // rows)
        self.content.addLayout(grid)
        self.go = button(t("Đã chép xong"), go_on, "primary")
        self.buttons.addWidget(self.go)
        if on_paper:
            self.buttons.addWidget(button(t("In tờ khôi phục…"), lambda: on_paper(self)))
        self.buttons.addStretch(1)


class Check(Sheet):
    """Asks for some of the words, so that nobody finds out too late that none were copied."""

    def __init__(
        self,
        words: Sequence[str],
        asked: Sequence[int],
        back: Callable[[], None],
        go_on: Callable[[], None],
        *,
        at: int = 0,
    ) -> None:
        super().__init__(
            t("Thử lại tờ giấy đã chép"),
            t("Nhìn tờ giấy, gõ lại ba từ, mỗi từ hai tiếng. Gõ không dấu cũng được."),
            at=at,
        )
        self._words, self._go_on = words, go_on
        self.answers: dict[int, QLineEdit] = {}
        for number in asked:
            one = self.answers[number] = QLineEdit()
            name = t("Từ thứ {n}", n=number)
            one.setAccessibleName(name)
            self.content.addWidget(label(name))
            self.content.addWidget(one)
        self.lines = list(self.answers.values())
        self.go = button(t("Tiếp tục"), self.next, "primary")
        self.buttons.addWidget(self.go)
        self.buttons.addWidget(button(t("Xem lại 24 từ"), back))
        self.buttons.addStretch(1)

    def next(self) -> None:
        """Go on when every word is the one on the sheet."""
        for number, one in self.answers.items():
            if fold(one.text()).split() != fold(self._words[number - 1]).split():
                self.refuse(
                    t(
                        "Từ thứ {n} không giống. Xem lại tờ giấy; nếu chưa chép, bấm “Xem lại 24 "
                        "từ”.",
                        n=number,
                    )
                )
                one.selectAll()
                one.setFocus()
                return
        self._go_on()
