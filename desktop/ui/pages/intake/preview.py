"""The rows a file would add, as they will be read, with what is wrong at its cell."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.records.language import t
from desktop.records.problem import Problem
from desktop.ui import theme
from desktop.ui.editors import SHORT
from desktop.ui.theme import STEP
from sync.intake.planned import Plan, Planned

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MARKS = {"": "✓", "warn": "!", "bad": "✕"}
NARROW, WIDE = 116, 180


class Preview(QTableView):
    """The rows of a plan; those to look at can be shown alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(t("Các dòng sẽ được nhập"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(4 * STEP)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def show_plan(self, plan: Plan, *, troubled_only: bool) -> None:
        """Show a plan in place of the one before."""
        rows = [row for row in plan.rows if row.problems or not troubled_only]
        model = PreviewModel(plan, rows)
        self.setModel(model)
        self.setColumnWidth(0, 84)
        for place, field in enumerate(model.fields, start=1):
            self.setColumnWidth(place, NARROW if field.kind in SHORT else WIDE)
        if rows:
            self.selectRow(0)

    def chosen(self) -> Planned | None:
        """The row that is selected."""
        model, index = self.model(), self.currentIndex()
        return (
            model.rows[index.row()] if isinstance(model, PreviewModel) and index.isValid() else None
        )


class PreviewModel(QAbstractTableModel):
    """A line for each row of the file: its number and state, then its fields."""

    def __init__(self, plan: Plan, rows: Sequence[Planned]) -> None:
        super().__init__()
        self.plan, self.rows = plan, rows
        said = {name for row in plan.rows for name, value in row.row.items() if value is not None}
        troubled = {problem.field for row in plan.rows for problem in row.problems}
        self.fields = [f for f in plan.register.fields if f.name in said | troubled]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 1 + len(self.fields)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return self.fields[section - 1].label if section else t("Dòng")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if index.column() == 0:
            return self._of_the_row(row, role)
        field = self.fields[index.column() - 1]
        problems = [problem for problem in row.problems if problem.field == field.name]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.plan.read_as(row, field.name) or row.said.get(field.name, "")
        if role == Qt.ItemDataRole.ToolTipRole:
            told = t("Trong tệp: {text}", text=row.said.get(field.name, "–"))
            return "\n".join([told, *(problem.message for problem in problems)])
        if role == Qt.ItemDataRole.BackgroundRole and problems:
            return theme.colour(f"{state(problems)}_soft")
        return None

    def _of_the_row(self, row: Planned, role: int) -> object:
        found = state(row.problems)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{MARKS[found]} {row.number}"
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour(found or "ok")
        return None


def state(problems: Sequence[Problem]) -> str:
    """``bad`` when something refuses the row, ``warn`` when something is odd, else ""."""
    if not problems:
        return ""
    return "warn" if all(problem.warning for problem in problems) else "bad"
