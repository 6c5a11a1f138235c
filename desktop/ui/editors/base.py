"""What every editor of a field is, whatever its kind."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.records.fields import Field, Value
from desktop.ui.look.widgets import restyle


@dataclass(frozen=True)
class Option:
    """One thing that can be picked: its code or uid, and how it reads."""

    key: str
    words: str


PAUSES = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""A list or another window is in front for a moment: the person has not gone on."""

Answer = Callable[[list[Option]], None]
Create = Callable[[QWidget, Field, str, Callable[[str], None]], None]
"""Opens a form for a new row that the field may refer to, beginning with the words typed; tells
its uid once it is saved. The first is the widget it is asked from."""


@dataclass(frozen=True)
class Setting:
    """What an editor is given: its field and the questions it may ask.

    ``understand`` reads what was typed (None when it cannot be read). ``options`` finds rows to
    refer to by words, ``named`` the one with a uid; both answer later, on the window's thread.
    ``now`` is the moment it is in Vietnam, ``2024-05-07T09:05``. ``create`` makes a row to refer
    to, where this office keeps such rows.
    """

    field: Field
    understand: Callable[[str], Value]
    options: Callable[[str, Answer], None]
    named: Callable[[str, Answer], None]
    now: Callable[[], str]
    create: Create | None = None


class Editor(QWidget):
    """Edits one value. ``raw`` is what was typed or picked; the record's reader judges it."""

    changed = Signal()
    left = Signal()

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.field = setting.field
        self.setting = setting

    def hold(self, *inputs: QWidget) -> None:
        """Name the inputs for screen readers and watch them; the first one takes the focus."""
        self._inputs = inputs
        self.setFocusProxy(inputs[0])
        for one in inputs:
            one.setAccessibleName(self.field.label)
            one.setAccessibleDescription(self.field.help)
            one.installEventFilter(self)

    def raw(self) -> object:
        """What the person has given so far."""
        raise NotImplementedError

    def put(self, value: Value) -> None:
        """Show a stored value, or nothing for None."""
        raise NotImplementedError

    def restore(self, raw: object) -> None:
        """Show again what was typed or picked before, whether it can be read or not."""
        raise NotImplementedError

    def mark(self, problem: str) -> None:
        """Show that there is a problem: ``error``, ``warning`` or ""."""
        for one in self._inputs:
            restyle(one, "problem", problem)

    def close_to_changes(self) -> None:
        """Make it read-only."""
        for one in self._inputs:
            one.setEnabled(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            # On Linux a line would take Ctrl+D for Delete; and what has nothing of its own to take
            # back leaves Ctrl+Z to the window.
            if (control and event.key() == Qt.Key.Key_D) or _spent(watched, event):
                event.ignore()
                return True
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in PAUSES:
            self.left.emit()
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not isinstance(watched, QPlainTextEdit)
        ):
            self.focusNextChild()
            return True
        return super().eventFilter(watched, event)


def _spent(line: QObject, event: QKeyEvent) -> bool:
    """Whether a line is asked to take back, or put back, what it has nothing of."""
    if isinstance(line, QLineEdit):
        undoes, redoes = line.isUndoAvailable(), line.isRedoAvailable()
    elif isinstance(line, QPlainTextEdit):
        undoes = line.document().isUndoAvailable()
        redoes = line.document().isRedoAvailable()
    else:
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not undoes
    again = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return not redoes and (again or event.matches(QKeySequence.StandardKey.Redo))
