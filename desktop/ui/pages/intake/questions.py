"""Everything that is to be decided about a file, one below the other; an answer changes nothing of
where a person is among them."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import column, label
from desktop.ui.pages.intake import choices
from desktop.ui.pages.intake.choices import Decided, Question
from sync.intake.planned import Plan

EDGE = 12
"""Free beside the questions, a scroll bar included, in pixels."""


class Questions(Scroll):
    """The questions of a plan; ``decided`` takes each answer, as another file map."""

    def __init__(self, desk: Desk, decided: Decided) -> None:
        super().__init__(QWidget())
        self._desk, self._decided = desk, decided
        self._asked: Sequence[Question] = ()
        self._begins = True

    def show_plan(self, plan: Plan) -> None:
        """Ask what is open about ``plan``, and what was decided, which can be changed."""
        place, following = self.verticalScrollBar().value(), self._following()
        held, asked = column(gap=2 * STEP, edges=(0, 0, EDGE, 0)), list[Question]()
        for heading, questions in self._groups(plan):
            if found := list(questions):
                held.addLayout(column(label(heading, "strong"), *found, gap=STEP))
                asked += found
        held.addStretch(1)
        inside = QWidget()
        inside.setProperty("look", "clear")
        inside.setLayout(held)
        self._asked = asked
        self.setWidget(inside)
        self.keep_clear(EDGE, 0)
        inside.show()
        inside.adjustSize()
        self.verticalScrollBar().setValue(place)
        self._go_on(following)

    def begin(self) -> None:
        """Another file: nobody is among its questions yet."""
        self._asked = ()
        self._begins = True
        self.verticalScrollBar().setValue(0)

    def _groups(self, plan: Plan) -> Iterator[tuple[str, Iterator[Question]]]:
        yield t("Chữ kiểu cũ"), choices.fonts(plan, self._decided)
        yield t("Ngày tháng cần xem lại"), choices.dates(plan, self._decided)
        yield t("Từ chưa có trong danh mục"), choices.words(plan, self._decided)
        yield (
            t("Mục bắt buộc mà tệp không có: ghi chung cho mọi dòng"),
            choices.constants(plan, self._desk, self._decided),
        )
        yield t("Mỗi cột trong tệp là mục nào"), choices.columns(plan, self._decided)

    def _following(self) -> list[str]:
        """The question that has the keyboard and those after it, as they are known."""
        now = self.window().focusWidget()
        for place, question in enumerate(self._asked):
            if now in (question.answer, *question.answer.findChildren(QWidget)):
                return [asked.known for asked in self._asked[place:]]
        return []

    def _go_on(self, following: Sequence[str]) -> None:
        """The keyboard stays at its question, or comes to the one after it."""
        if self._begins and self._asked:
            self._begins = False
            self._asked[0].answer.setFocus()
        there = {question.known: question for question in reversed(self._asked)}
        for known in following:
            if known in there:
                there[known].answer.setFocus()
                self.ensureWidgetVisible(there[known], 0, STEP)
                return
