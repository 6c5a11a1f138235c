"""The office's targets: bar, threshold, the year so far, what lacks; each number leads on."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.records.language import t
from desktop.records.plan import Target
from desktop.records.targets import Result, Status
from desktop.records.trend import Trend
from desktop.ui.charts.bars import STATES, TargetBar, fraction
from desktop.ui.charts.spark import Spark
from desktop.ui.look import theme
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Badge, Panel, button, column, label, line, rule
from desktop.ui.pages.plan.goals import asks


class Goal:
    """The pieces of one target; all of them are there before its numbers are."""

    def __init__(self, target: Target, go: Callable[[str], None]) -> None:
        self.target = target
        self.words = label(target.text, wrap=True)
        self.words.setToolTip(target.rule)
        self.asked = label(asks(Result(target, 0, 0, Status.NOT_DUE)), "small", wrap=True)
        self.said = QWidget()
        self.said.setLayout(column(self.words, self.asked, gap=1))
        self.bar, self.spark, self.badge = TargetBar(), Spark(), Badge("none", "")
        self.drawn = QWidget()
        self.drawn.setLayout(column(-1, self.bar, self.spark, -1, gap=2))
        self.number = button("–", lambda: go(f"targets:{target.id}"), "link")
        self.number.setFont(theme.font(tabular=True))
        self.counted = label("", "small")
        self.counted.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.counted.setContentsMargins(0, 0, 2, 0)
        self.amount = QWidget()
        self.amount.setLayout(column(-1, line(-1, self.number), self.counted, -1, gap=0))
        self.amount.setMinimumWidth(76)

    def show_result(self, result: Result) -> None:
        """Fill in how it stands."""
        self.bar.show_result(result)
        self.number.setText(fraction(result))
        said = f"{self.target.text}: {fraction(result)}, {result.words()}"
        self.number.setAccessibleName(said)
        self.counted.setText(self.target.counted(result.denominator))
        self.counted.setVisible(result.denominator > 0)
        state, _, aside = result.words().partition(" (")
        self.badge.say(STATES[result.status], state)
        self.asked.setText(" · ".join([asks(result), *filter(None, [aside.rstrip(")")])]))


class Goals(Panel):
    """One line a target."""

    def __init__(self, heading: str, targets: Sequence[Target], go: Callable[[str], None]) -> None:
        super().__init__(heading)
        self.goals = {target.id: Goal(target, go) for target in targets}
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(STEP)
        for number in range(1, len(self.goals)):
            self._grid.addWidget(rule(), 3 * number - 1, 0, 1, 4)
        self._grid.setColumnStretch(0, 7)
        self._grid.setColumnStretch(1, 3)
        self.fit(narrow=False)
        self.body.addLayout(self._grid)
        note = t("● đạt   △ chưa đạt   - - mức cần đạt. Bấm một con số để xem các dòng làm nên nó.")
        self.body.addWidget(label(note, "small", wrap=True))
        self.body.addStretch(1)

    def fit(self, *, narrow: bool) -> None:
        """In a narrow window the numbers stand below the words, not beside them."""
        self._grid.setHorizontalSpacing(STEP if narrow else 2 * STEP - 2)
        self._grid.setColumnMinimumWidth(3, 0 if narrow else 126)
        middle, left = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft
        for number, goal in enumerate(self.goals.values()):
            row, below = 3 * number, 3 * number + narrow
            self._grid.addWidget(goal.said, row, 0, 1, 4 if narrow else 1)
            place = (below, 0, 1, 2) if narrow else (row, 1, 1, 1)
            self._grid.addWidget(goal.drawn, *place)
            self._grid.addWidget(goal.amount, below, 2, middle)
            self._grid.addWidget(goal.badge, below, 3, middle | left)

    def show_results(self, results: Sequence[Result]) -> None:
        """Fill in how they stand."""
        for result in results:
            if result.target.id in self.goals:
                self.goals[result.target.id].show_result(result)

    def show_trends(self, trends: Mapping[str, Trend]) -> None:
        """Fill in how they moved."""
        for id, goal in self.goals.items():
            goal.spark.show_trend(trends.get(id, ()))
