"""A sheet as it will be on paper: set in the background, shown page by page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.records.errors import SobanError
from desktop.records.language import t
from desktop.records.sheet import Printable, pages
from desktop.ui.jobs import Err, Job, Jobs, Outcome
from desktop.ui.look.widgets import Way, button, column, label, line
from desktop.ui.paper.leaves import ZOOM_STEP, Leaf, Leaves

Compose = Callable[[Job], Printable]
"""Puts a sheet together, away from the window."""
PAUSE = 120
"""Milliseconds after the last change of size before the pages are set in the new one."""
KEPT = 6
"""As many sets of pages are kept, to come back to without setting them again."""


class Preview(QWidget):
    """``shown`` when a sheet has come (or gone); then ``data`` is what the pages say.

    What it shows is ``sheet.pages`` of ``data`` in the density of the screen, to the pixel.
    """

    shown = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.jobs = jobs
        self.data: Printable | None = None
        self.leaves = Leaves()
        self._job: Job | None = None
        self._again: Compose | None = None
        self._kept: dict[tuple[Printable, float], tuple[Leaf, ...]] = {}
        self.message = label("", wrap=True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.retry = Way()
        self.page, self.size_words = label("", "muted"), label("", "muted")
        self.working = Working()
        self._layers = QStackedWidget()
        self._layers.addWidget(self.leaves)
        self._layers.addWidget(self._spoken())
        whole = column(self._layers, self._bar(), gap=4)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._rescale)
        self.leaves.scaled.connect(self._pause.start)
        self.leaves.moved.connect(self._tell)
        self._tell()

    def show_sheet(self, compose: Compose) -> None:
        """Put a sheet together and show it; what was being made before is given up."""
        self._again = compose
        self._set(compose, self._stop)

    def say(self, words: str) -> None:
        """Show ``words`` in place of pages, with a way to try again."""
        self._drop()
        self.message.setText(words)
        self.message.setAccessibleName(words)
        if self._again:
            again = self._again
            self.retry.offer(t("Làm lại"), lambda: self.show_sheet(again))
        self._layers.setCurrentIndex(1)
        self.shown.emit()

    def clear(self) -> None:
        """Let go of the sheet and of every picture of it."""
        self._give_up()
        self._again = None
        self._drop()
        self.shown.emit()

    def _set(self, compose: Compose, stop: Callable[[], None]) -> None:
        self._give_up()
        density, kept = self.leaves.density, dict(self._kept)

        def work(job: Job) -> tuple[Printable, float, tuple[Leaf, ...]]:
            data = compose(job)
            job.report(None)
            found = kept.get((data, density)) or tuple(map(Leaf.of, pages(data, density)))
            return data, density, found

        self._job = self.jobs.run(self, work, self._show)
        self.working.begin(t("Đang dàn trang…"), stop)

    def _show(self, outcome: Outcome[tuple[Printable, float, tuple[Leaf, ...]]]) -> None:
        self._job = None
        self.working.end()
        if isinstance(outcome, Err):
            self._refuse(outcome.error)
            return
        data, density, found = outcome.value
        self._kept.pop((data, density), None)
        self._kept[(data, density)] = found
        while len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        fresh = data != self.data
        self.data = data
        self._layers.setCurrentIndex(0)
        self.leaves.put(found, density)
        if fresh:
            self.leaves.go(0)
            self.leaves.setAccessibleDescription(data.title)
        self.shown.emit()
        if density != self.leaves.density:
            self._pause.start()

    def _refuse(self, error: SobanError) -> None:
        self.say(str(error))

    def _stop(self) -> None:
        """The person does not want to wait."""
        self._give_up()
        self.say(t("Đã dừng. Chưa có trang nào để xem; không có gì thay đổi."))

    def _give_up(self) -> None:
        if self._job:
            self._job.cancel()
            self._job = None
        self.working.end()

    def _drop(self) -> None:
        self.data = None
        self._kept.clear()
        self.leaves.clear()
        self.leaves.setAccessibleDescription("")

    def _rescale(self) -> None:
        """Set the same sheet in the size it is shown in now."""
        data = self.data
        if data is not None and self._job is None:
            self._set(lambda _job: data, self._give_up)

    def _tell(self) -> None:
        number, count = self.leaves.current + 1, len(self.leaves.leaves)
        words = t("Trang {n}/{m}", n=number, m=count) if count else ""
        self.page.setText(words)
        self.leaves.setAccessibleName(" ".join((t("Xem trước tờ in"), words)).strip())
        self.size_words.setText(f"{round(100 * self.leaves.scale)} %")

    def _spoken(self) -> QWidget:
        made = QWidget()
        made.setLayout(column(-1, self.message, line(-1, self.retry, -1), -1, edges=(40, 0, 40, 0)))
        return made

    def _bar(self) -> QWidget:
        """Below the pages: which one is in front, what is being done, how large."""
        smaller = button("−", partial(self.leaves.zoom, 1 / ZOOM_STEP), "link")
        larger = button("+", partial(self.leaves.zoom, ZOOM_STEP), "link")
        smaller.setAccessibleName(t("Thu nhỏ"))
        larger.setAccessibleName(t("Phóng to"))
        fit = button(t("Vừa chiều ngang"), partial(self.leaves.zoom, None), "link")
        for one, key in ((smaller, "−"), (larger, "+"), (fit, "0")):
            one.setToolTip(t("Phím {key}", key=key))
        made = QWidget()
        row = line(self.page, self.working, smaller, self.size_words, larger, fit)
        row.setStretch(1, 1)
        made.setLayout(row)
        return made


class Working(QWidget):
    """What is being done, and a way to stop it; empty, and as large, while nothing is."""

    SOON = 250
    """Milliseconds before it is said: most work is over by then."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.stop = label("", "muted"), Way()
        self._next: tuple[str, Callable[[], object]] | None = None
        row = line(-1, self.words, self.stop, -1)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self.setMinimumHeight(28)
        self._soon = QTimer(self, interval=self.SOON, singleShot=True)
        self._soon.timeout.connect(self._say)

    def begin(self, words: str, stop: Callable[[], object]) -> None:
        """Work has begun; ``stop`` ends it."""
        self._next = (words, stop)
        self._soon.start()

    def report(self, words: str) -> None:
        """Say how far it has come."""
        if self._next:
            self._next = (words, self._next[1])
            self._say()

    def end(self) -> None:
        """It is over."""
        self._next = None
        self._soon.stop()
        self.words.clear()
        self.stop.close_off()

    def _say(self) -> None:
        if self._next:
            words, stop = self._next
            self.words.setText(words)
            self.stop.offer(t("Dừng"), stop)
