"""Below a form: saving, the reason for keeping a row against a warning, taking a row out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from desktop.records.language import t
from desktop.records.problem import Problem
from desktop.ui.form.head import EDGE
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, label, line, restyle


class Foot(QWidget):
    """The buttons of a form, fitting what may be done with its row."""

    keeps = Signal(bool)
    drops = Signal(str)
    restores = Signal()

    def __init__(self, *, new: bool, retired: bool) -> None:
        super().__init__()
        self.setProperty("look", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.warned = False
        self.keep = button(t("Lưu"), lambda: self.keeps.emit(False), "primary", key="Ctrl+S")
        self.another = button(t("Lưu và thêm tiếp"), lambda: self.keeps.emit(True))
        self.another.setShortcut(QKeySequence("Ctrl+Shift+S"))
        self.another.setToolTip("Ctrl+Shift+S")
        self.discard = button(t("Bỏ dòng này…"), self._ask_reason, "quiet")
        self.restore = button(t("Đưa lại vào sổ"), self.restores.emit, "primary")
        self.why = QLineEdit(maxLength=300)
        self.why.setAccessibleName(t("Lý do vẫn lưu"))
        self.why.returnPressed.connect(self.keep.click)
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self._reason = self._ask_why()
        buttons = line(self.keep, self.another, self.restore, -1, self.discard)
        parts = (self._problem, self._reason, buttons)
        self._whole = column(*parts, gap=10)
        self.setLayout(self._whole)
        self.tighten(low=False)
        shown: dict[QWidget, bool] = {
            self.keep: not retired,
            self.another: new,
            self.restore: retired,
        }
        shown |= {self.discard: not new and not retired, self._reason: False}
        for part, wanted in shown.items():
            part.setVisible(wanted)

    def tighten(self, *, low: bool) -> None:
        """Leave the room of a low window to the fields."""
        above = STEP if low else 12
        self._whole.setContentsMargins(EDGE, above, EDGE, above)

    @property
    def because(self) -> str:
        """The reason that was given for keeping the row against its warnings."""
        return self.why.text().strip() if self.warned else ""

    def tell(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong with the row as a whole, or at no field of this form."""
        self._problem.setText(" ".join(problem.message for problem in problems))
        mild = bool(problems) and all(problem.warning for problem in problems)
        restyle(self._problem, "look", "warning" if mild else "problem")
        self._problem.setVisible(bool(problems))

    def lacks_reason(self) -> bool:
        """Whether the row can only be kept with a reason that is not given yet; asks for it."""
        if not self.warned or self.because:
            return False
        restyle(self.why, "problem", "error")
        self.why.setFocus()
        return True

    def warn(self, warned: bool) -> None:
        """Only warnings are left, and the next saving keeps the row against them; or no more."""
        if warned == self.warned:
            return
        restyle(self.why, "problem", "")
        self.warned = warned
        self._reason.setVisible(warned)
        self.keep.setText((t("Vẫn lưu") if warned else t("Lưu")) + " (Ctrl+S)")
        self.keep.setAccessibleName(t("Vẫn lưu") if warned else t("Lưu"))

    def _ask_why(self) -> QWidget:
        """A line for the reason, and the commonest one at a click."""
        asks = label(t("Lý do vẫn lưu"), "small")
        common = t("Đã kiểm tra lại, đúng như vậy")
        usual = button(common, lambda: self._because(common), "link")
        made = QWidget()
        made.setLayout(column(line(asks, -1, usual), self.why, gap=4))
        return made

    def _because(self, reason: str) -> None:
        self.why.setText(reason)
        self.why.setFocus()

    def _ask_reason(self) -> None:
        reason, agreed = QInputDialog.getText(
            self,
            t("Bỏ dòng này"),
            t("Dòng sẽ không còn trong danh sách và số liệu; sổ vẫn giữ lại. Lý do:"),
        )
        if agreed:
            self.drops.emit(reason.strip())
