"""The rows a file would add, as they will be read, with what is wrong at its cell."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt

from desktop.records.fields import Field
from desktop.records.language import t
from desktop.records.problem import Problem
from desktop.ui.lists.cells import Measure
from desktop.ui.lists.listing import Column
from desktop.ui.lists.model import NUMBERS, Index, Model
from desktop.ui.lists.table import SEEN, Table
from sync.intake.planned import Plan, Planned

NOWHERE = QModelIndex()
MARKS = {"": "✓", "warn": "!", "bad": "✕"}
MOST = 260
"""A column is no wider, in pixels, unless its title is."""


class Preview(Table):
    """The rows of a plan; those to look at can be shown alone."""

    def __init__(self) -> None:
        self.lines = PreviewModel()
        super().__init__(self.lines, t("Các dòng sẽ được nhập"))
        self.lines.setParent(self)

    def show_plan(self, plan: Plan, *, troubled_only: bool) -> None:
        """Show a plan in place of the one before."""
        rows = [row for row in plan.rows if row.problems or not troubled_only]
        self.lines.show(plan, rows)
        titles = [self.lines.title(place) for place in range(self.lines.columnCount())]
        self.share(
            [Column(title, self._wide(place), made=True) for place, title in enumerate(titles)]
        )
        self.spread()
        if rows:
            wrong = (place for place, row in enumerate(rows) if state(row.problems) == "bad")
            self.selectRow(next(wrong, 0))

    def chosen(self) -> Planned | None:
        """The row that is selected."""
        index = self.currentIndex()
        return self.lines.rows[index.row()] if index.isValid() else None

    def _wide(self, column: int) -> int:
        """As its first cells need, so that they can be read; the list scrolls sideways."""
        wide = Measure()
        cells = [
            wide(self.lines.index(row, column)) for row in range(min(SEEN, len(self.lines.rows)))
        ]
        return max(self.titles.whole(column), min(MOST, max(cells, default=0)))


class PreviewModel(Model):
    """A line for each row of the file: its number and state, then its fields."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self.rows: Sequence[Planned] = ()
        self.fields: list[Field] = []

    def show(self, plan: Plan, rows: Sequence[Planned]) -> None:
        """Put these rows of a plan in place of what was there."""
        self.beginResetModel()
        self.plan, self.rows = plan, rows
        said = {name for row in plan.rows for name, value in row.row.items() if value is not None}
        troubled = {problem.field for row in plan.rows for problem in row.problems}
        self.fields = [f for f in plan.register.fields if f.name in said | troubled]
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(self.fields)

    def title(self, column: int) -> str:
        return self.fields[column - 1].label if column else t("Dòng")

    def numeric(self, column: int) -> bool:
        return column > 0 and self.fields[column - 1].kind in NUMBERS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if index.column() == 0:
            return self._of_the_row(row, role)
        field = self.fields[index.column() - 1]
        problems = [problem for problem in row.problems if problem.field == field.name]
        if role == Qt.ItemDataRole.DisplayRole:
            read = self.plan.read_as(row, field.name) if self.plan else ""
            return read or row.said.get(field.name, "")
        if role == Qt.ItemDataRole.ToolTipRole:
            told = t("Trong tệp: {text}", text=row.said.get(field.name, "–"))
            return "\n".join([told, *(problem.message for problem in problems)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        if role == Qt.ItemDataRole.BackgroundRole and problems:
            return f"{state(problems)}_soft"
        return None

    def _of_the_row(self, row: Planned, role: int) -> object:
        found = state(row.problems)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{MARKS[found]} {row.number}"
        if role == Qt.ItemDataRole.ForegroundRole:
            return found or "ok"
        return None


def state(problems: Sequence[Problem]) -> str:
    """``bad`` when something refuses the row, ``warn`` when something is odd, else ""."""
    if not problems:
        return ""
    return "warn" if all(problem.warning for problem in problems) else "bad"
