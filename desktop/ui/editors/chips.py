"""Editor of several codes: each chosen one is a chip that a click or Backspace takes away."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton

from desktop.records import lists
from desktop.records.fields import Value
from desktop.records.language import t
from desktop.ui.editors.base import Editor, Option, Setting
from desktop.ui.editors.choices import code_options
from desktop.ui.editors.picker import Picker, matching, meant
from desktop.ui.look import icons
from desktop.ui.look.flow import Flow
from desktop.ui.look.widgets import column, restyle

WIDEST = 290
"""A chip's words are shortened to this many pixels; the whole stands in its tip."""
NARROWEST, HIGH, AIR = 84, 24, 16
"""Of the line that is typed into, in pixels: least width, height, what is beside its words."""


class Codes(Editor):
    """Several codes, in the order of their list."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._chosen: list[str] = []
        self._open = True
        self.box = QFrame()
        self.box.setProperty("look", "box")
        self._flow = Flow()
        self._flow.setContentsMargins(8, 6, 8, 6)
        self.box.setLayout(self._flow)
        self.input = Picker(arrow=False)
        self.input.setPlaceholderText(t("+ thêm"))
        self.input.setFixedSize(NARROWEST, HIGH)
        self.input.setStyleSheet("border: 0; min-height: 24px; padding: 0; background: transparent")
        self._flow.addWidget(self.input)
        self.setLayout(column(self.box))
        self.hold(self.input)
        self.input.asked.connect(self._ask)
        self.input.typing.connect(self._make_room)
        self.input.textChanged.connect(self._make_room)
        self.input.textEdited.connect(lambda _text: self.changed.emit())
        self.input.picked.connect(self._add)
        self.input.editingFinished.connect(self._settle)

    def raw(self) -> object:
        typed = self.input.text()
        return [*self._chosen, typed] if typed else list(self._chosen)

    def put(self, value: Value) -> None:
        self._chosen = list(value) if isinstance(value, list) else []
        self.input.clear()
        self._draw()

    def restore(self, raw: object) -> None:
        given = raw if isinstance(raw, list) else []
        known = lists.codes(self.field.lists)
        self.put([code for code in given if code in known])
        self.input.setText(" ".join(str(word) for word in given if word not in known))

    def mark(self, problem: str) -> None:
        restyle(self.box, "problem", problem)

    def close_to_changes(self) -> None:
        self._open = False
        self.input.hide()
        restyle(self.box, "closed", True)
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            restyle(self.box, "inside", event.type() == QEvent.Type.FocusIn)
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backspace
            and not self.input.text()
            and self._chosen
        ):
            self._remove(self._chosen[-1])
            return True
        return super().eventFilter(watched, event)

    def _ask(self, words: str) -> None:
        rest = [o for o in code_options(self.field.lists) if o.key not in self._chosen]
        self.input.offer(matching(rest, words))

    def _add(self, option: Option) -> None:
        order = list(lists.codes(self.field.lists))
        self._chosen = sorted({*self._chosen, option.key}, key=order.index)
        self.input.clear()
        self._draw()
        self.changed.emit()

    def _remove(self, code: str) -> None:
        self._chosen.remove(code)
        self._draw()
        self.input.setFocus()
        self.changed.emit()

    def _make_room(self, words: str) -> None:
        """What is typed can be read whole, as long as it fits the box."""
        wide = self.input.fontMetrics().horizontalAdvance(words) + AIR
        self.input.setFixedWidth(max(NARROWEST, min(wide, self.box.width() - AIR)))

    def _settle(self) -> None:
        typed = self.input.text()
        if typed and (one := meant(matching(self.input.shown, typed), typed)):
            self._add(one)

    def _draw(self) -> None:
        while self._flow.count():
            widget = self._flow.takeAt(0).widget()
            if isinstance(widget, QPushButton):
                widget.hide()
                widget.deleteLater()
        known = lists.codes(self.field.lists)
        for code in self._chosen:
            self._flow.addWidget(self._chip(code, known[code].label if code in known else code))
        self._flow.addWidget(self.input)
        self.box.updateGeometry()
        self.updateGeometry()

    def _chip(self, code: str, words: str) -> QPushButton:
        chip = QPushButton()
        chip.setProperty("look", "chip")
        chip.setText(chip.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDEST))
        chip.setToolTip(words)
        chip.setAccessibleName(t("Bỏ “{words}”", words=words))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setEnabled(self._open)
        if self._open:
            chip.setIcon(icons.icon("x", "accent"))
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.clicked.connect(lambda: self._remove(code))
        return chip
