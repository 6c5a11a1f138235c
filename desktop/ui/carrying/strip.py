"""The channel in one strip above the packets: where, what next, how far, and what one can do."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget

from desktop.records.language import t
from desktop.ui.carrying import given_back, words
from desktop.ui.carrying.copying import Copying
from desktop.ui.carrying.journey import Journey
from desktop.ui.desk import Desk
from desktop.ui.look import theme
from desktop.ui.look.problems import Banner, Mark
from desktop.ui.look.widgets import Panel, button, column, label, line, restyle
from sync.carrying.push import push
from sync.carrying.standing import Standing

CHANNEL = "settings:channel"


class Strip(Panel):
    """Shows what the carrier does; what a person asked for is answered in the banner."""

    def __init__(self, desk: Desk, banner: Banner, go: Callable[[str], None]) -> None:
        super().__init__()
        self.desk, self.banner, self._go = desk, banner, go
        self.found: Standing | None = None
        self.place = label("", "strong", wrap=True)
        self.words = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(t("Tiến độ gửi"))
        self.stop = button(t("Dừng"), desk.carrier.stop, "link")
        self.send = button(t("Gửi ngay"), desk.carrier.go, key="F9")
        self.copying = Copying(desk, self, self._no_stick, push)
        self.copy = button(t("Chép ra USB…"), self.copying.ask)
        self.other = button(t("Chọn thư mục…"), self.copying.choose, "link")
        self.other.hide()
        self.set_up = button(t("Cài kênh…"), lambda: go(CHANNEL), "link")
        self._build()
        desk.carrier.moved.connect(self.move_on)
        desk.carrier.ended.connect(self._ended)
        self._minute = QTimer(self)
        self._minute.timeout.connect(self.move_on)
        self._minute.start(30_000)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room, nothing moves when a trip begins."""
        super().resizeEvent(event)
        keeps = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        keeps.setRetainSizeWhenHidden(self.width() >= theme.NARROW)
        self.going.setSizePolicy(keeps)

    def show_standing(self, found: Standing) -> None:
        """Show how the sending stands."""
        self.found = found
        channel = found.channel
        self.place.setText(words.place_words(channel) if channel else t("Kênh gửi gói"))
        self.set_up.setText(t("Sửa kênh…") if channel else t("Cài kênh…"))
        self.send.setVisible(channel is not None)
        late = words.overdue_words(found, self.desk.now())
        self.late_words.setText(late)
        self.late.setVisible(bool(late))
        self.copy.setVisible(found.awaited is not None and not late)
        self.move_on()

    def move_on(self) -> None:
        """Show how far a trip is, or when the next is due."""
        journey = self.desk.carrier.journey
        self.going.setVisible(journey is not None)
        for one in (self.send, self.copy, self.late_copy):
            one.setEnabled(journey is None)
        if journey:
            self.words.setText(words.journey_words(journey))
            self._fill(journey)
        elif self.found:
            self.words.setText(words.standing_words(self.found, self.desk.now()))
            turn = self.found.turn
            paused = turn is not None and turn.wait is None
            restyle(self.words, "look", "warning" if paused else "muted")

    def _fill(self, journey: Journey) -> None:
        progress = journey.progress
        known = progress is not None and progress.name.startswith("in/")
        self.bar.setRange(0, progress.total if known and progress else 0)
        if known and progress:
            self.bar.setValue(progress.done)

    def _build(self) -> None:
        self.going = QWidget()
        self.going.setLayout(line(self.bar, self.stop))
        self.going.setFixedWidth(280)
        self.going.hide()
        self.late = QFrame()
        self.late.setProperty("look", "banner-warn")
        self.late_words = label("", wrap=True)
        self.late_copy = button(t("Chép ra USB…"), self.copying.ask)
        mark = Mark()
        mark.state = "warn"
        warn = line(mark, self.late_words, self.late_copy, edges=(12, 8, 8, 8))
        warn.setStretch(1, 1)
        self.late.setLayout(warn)
        self.late.hide()
        first = line(self.place, self.set_up, self.other, self.copy, self.send)
        first.setStretch(0, 1)
        second = line(self.words, self.going)
        second.setStretch(0, 1)
        self.body.addLayout(column(first, second, self.late))

    def _no_stick(self) -> None:
        self.other.show()
        self.banner.warn(
            t("Chưa thấy USB nào. Cắm USB rồi bấm lại, hoặc chọn một thư mục."),
            t("Chọn thư mục…"),
            self.copying.choose,
        )

    def _ended(self, journey: Journey) -> None:
        """Answer the person who asked; news that came by itself is told, too."""
        if journey.failure and journey.asked:
            self.banner.bad(journey.failure)
        elif journey.asked or any(event.news for event in journey.events):
            said = words.result_words(journey)
            if any(event.facts.get("returned") for event in journey.events):
                given_back.tell(self, self.desk, self.banner, self._go, said)
            else:
                self.banner.ok(said)
