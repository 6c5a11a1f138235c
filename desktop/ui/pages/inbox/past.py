"""What came in before: found by unit, number or state, and looked at again."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.records import mailbox, short_code, units
from desktop.records.language import t
from desktop.records.mailbox import Received
from desktop.records.retelling import retold
from desktop.records.text import fold
from desktop.records.units import Unit
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.lists.listing import Column, Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.look.scrolling import follow
from desktop.ui.look.widgets import Choice, button, column, label, line
from desktop.ui.pages.inbox.wording import BADGES, moment, read_out, short, status_words
from sync.merge import Status

LEAST = 4
"""Lines that are in sight in the lowest window; more are scrolled."""
AGAIN = (Status.FORK, Status.REFUSED, Status.UNKNOWN_SENDER)
"""What may have become another thing since."""


class Past(QWidget):
    """The history; ``again`` is given the files that are to be checked once more, ``counted`` tells
    how many there are."""

    counted = Signal(int)

    def __init__(self, desk: Desk, again: Callable[[list[Received]], None]) -> None:
        super().__init__()
        self.desk, self._again = desk, again
        self.all: list[Received] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(t("Tìm đơn vị, số gói, mã đối chiếu, tên tệp"))
        self.search.setAccessibleName(t("Tìm gói đã đến"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.state = Choice()
        self.state.setAccessibleName(t("Kết quả"))
        self.state.addItem(t("Mọi kết quả"), None)
        for status in Status:
            self.state.addItem(status_words(status), status)
        self.state.currentIndexChanged.connect(lambda _n: self._narrow())
        self.model = Listing(
            (
                Column(t("Đơn vị"), 140, exact=True),
                Column(t("Gói"), 90),
                Column(t("Nhận lúc"), 150, leaves=2, exact=True),
                Column(t("Mã đối chiếu"), 150, leaves=1, exact=True),
                Column(t("Kết quả"), 380, grows=True),
            )
        )
        self.table = Table(self.model, t("Đã nhận trước đây"))
        self.table.share(self.model.columns)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.detail = label("", "muted", wrap=True)
        self.retry = button(t("Kiểm tra lại"), self._retry)
        above = line(self.search, self.state)
        above.setStretch(0, 1)
        below = line(self.detail, self.retry)
        below.setStretch(0, 1)
        self.low = False
        self.table.stand(LEAST, low=False)
        follow(self.table)
        whole = column(above, self.table, below)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._tell()

    def tighten(self, *, low: bool) -> None:
        """In a low window the page scrolls the lines."""
        self.low = low
        self.table.stand(LEAST, low=low)

    def refresh(self) -> None:
        """Read the history again."""
        self.desk.read(self, mailbox.all_received, self._show)

    def chosen(self) -> Received | None:
        """The file that is selected."""
        row = self.table.currentIndex().row()
        thing = self.model.entries[row].thing if 0 <= row < len(self.model.entries) else None
        return thing if isinstance(thing, Received) else None

    def _show(self, outcome: Outcome[list[Received]]) -> None:
        if isinstance(outcome, Ok):
            self.all = outcome.value
            self.counted.emit(len(self.all))
            self._narrow()

    def _narrow(self) -> None:
        office, words = self.desk.book.office, fold(self.search.text()).split()
        wanted = self.state.currentData()
        lines = [entry(one, office) for one in self.all if wanted in (None, one.status)]
        found = [one for one in lines if all(w in told(one) for w in words)]
        self.model.show(found)
        self.table.stand(LEAST, low=self.low)
        self._tell()

    def _tell(self) -> None:
        one = self.chosen()
        self.retry.setVisible(bool(one and one.status in AGAIN))
        none = "" if self.model.entries else t("Chưa nhận gói nào như thế.")
        self.detail.setText(facts(one) if one else none)

    def _retry(self) -> None:
        if one := self.chosen():
            self._again([one])


def told(line: Entry) -> str:
    """All that a line can be found by."""
    assert isinstance(line.thing, Received)
    return fold(" ".join([*line.cells, line.thing.file]))


def facts(one: Received) -> str:
    """What is known of a file that came in, beside its line."""
    said = [t("Tệp {file}.", file=one.file)]
    if one.device:
        said.append(t("Máy {device}.", device=one.device))
    if one.epoch:
        said.append(t("Đợt số {epoch}.", epoch=one.epoch))
    if one.status == Status.ACCEPTED:
        said.append(
            t(
                "Thêm {added}, sửa {changed}, bỏ {removed} dòng.",
                added=one.added,
                changed=one.changed,
                removed=one.removed,
            )
        )
    return " ".join([*said, retold(one.reason), read_out(short_code.of(one.sha256))])


def entry(one: Received, office: Unit) -> Entry:
    """One file that came in."""
    status = Status(one.status)
    cells = (
        units.find(office.edition, one.unit).name if one.unit else "–",
        t("số {n}", n=one.sequence) if one.sequence else short(one.file),
        moment(one.received_at),
        short_code.of(one.sha256),
        retold(one.reason),
    )
    return Entry(cells, one, {4: (BADGES[status], status_words(status))})
