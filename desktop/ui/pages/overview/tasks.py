"""The list of what there is to do: one step each, the first of them the one to take."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.language import t
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Badge, Panel, button, holder, label, line, rule
from desktop.ui.pages.overview.matter import Todo

SHOWN = 6
"""More than these are behind a link."""


class Tasks(Panel):
    """Calm when there is nothing; made anew only when there is something else to do."""

    def __init__(self, take: Callable[[str], None]) -> None:
        super().__init__()
        self._take = take
        self.todos: list[Todo] | None = None
        self._all = False
        self._lines = QVBoxLayout()
        self._lines.setSpacing(STEP)
        self.body.addLayout(self._lines)
        self.setAccessibleName(t("Việc cần làm"))

    def show_todos(self, todos: Sequence[Todo]) -> None:
        """Put these in place of what was there."""
        if self.todos == list(todos):
            return
        self.todos = list(todos)
        self._build()

    def _build(self) -> None:
        while self._lines.count():
            old: QWidget | None = self._lines.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        todos = self.todos or []
        shown = todos if self._all else todos[:SHOWN]
        for number, todo in enumerate(shown):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(todo, first=number == 0))
        if len(todos) > len(shown):
            more = t("Xem cả {n} việc", n=len(todos))
            way = button(more, self._show_all, "link", icon="chevron-down")
            self._lines.addWidget(holder(line(way, -1)))
        if not todos:
            self._lines.addWidget(Badge("ok", t("Không có việc nào đang chờ.")))

    def _line(self, todo: Todo, *, first: bool) -> QWidget:
        act = button(todo.action, lambda: self._take(todo.place), "primary" if first else "")
        act.setAccessibleDescription(todo.words)
        made = QWidget()
        whole = line(label(todo.words, wrap=True), act, gap=2 * STEP)
        whole.setStretch(0, 1)
        made.setLayout(whole)
        return made

    def _show_all(self) -> None:
        self._all = True
        self._build()
