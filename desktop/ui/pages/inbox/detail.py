"""One packet that came in: what it would change, both sides of a fork, why it was refused."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.records import short_code
from desktop.records.language import t
from desktop.records.mailbox import originals
from desktop.records.words import number_words
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.lists.listing import Column, Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.look.flow import Flow
from desktop.ui.look.problems import Banner
from desktop.ui.look.secret import Secret
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Badge, Choice, button, column, holder, label, line
from desktop.ui.pages.inbox import wording
from sync import compare
from sync.compare import Line, Side, What
from sync.merge import Status
from sync.receive import Planned

Found = tuple[list[Line], list[Line], Side | None, Side | None]
FILTER = 320
"""The list of what may be shown is no wider, in pixels."""
APART = "apart"
"""The choice of rows in which two packets that came in together differ."""


class Detail(QWidget):
    """Reads on its own; ``decided`` is told of a person's decision (accept or not, why), ``opened``
    of a password that was typed."""

    def __init__(
        self,
        desk: Desk,
        banner: Banner,
        leave: Callable[[], None],
        decided: Callable[[Planned, bool, str], None],
        opened: Callable[[Planned, str], None],
    ) -> None:
        super().__init__()
        self.desk, self.banner = desk, banner
        self._decided, self._opened = decided, opened
        self.planned: Planned | None = None
        self.found: list[Line] = []
        self.apart: list[Line] = []
        self.back = button(t("Trở lại (Esc)"), leave, "link", icon="")
        self.title, self.badge = label("", "name"), Badge("none", "")
        self.code, self.reason = label("", "strong"), label("", wrap=True)
        self.aloud = label("", "small", wrap=True)
        self.same = label("", "small", wrap=True)
        self.technical = label("", "small", wrap=True)
        self.technical.setAccessibleName(t("Chi tiết"))
        self.technical.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sides, self.rows = _sides(), _rows()
        self.rows.selectionModel().currentRowChanged.connect(self._tell_row)
        self.filter = Choice()
        self.filter.setAccessibleName(t("Chỉ hiện"))
        self.filter.setMaximumWidth(FILTER)
        self.filter.currentIndexChanged.connect(lambda _n: self._show_rows())
        self.row = label("", wrap=True)
        self.decision, self.password = self._decision(), self._password()
        told = (self.reason, self.aloud, self.password, self.technical)
        parts = (self.sides, self.same, self.decision, self.filter)
        whole = column(self._top(), *told, *parts, self.rows, self.row)
        self.setLayout(whole)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(leave)

    def _top(self) -> Flow:
        """The way back, how it stands, what it is: on one line where there is room."""
        made = Flow(2 * STEP)
        high = self.back.sizeHint().height()
        for words in (self.title, self.code):
            words.setMinimumHeight(high)
        state = holder(line(self.badge))
        state.setFixedHeight(high)
        for part in (self.back, state, self.title, self.code):
            made.addWidget(part)
        return made

    def show_packet(self, planned: Planned) -> None:
        """Show a packet; its rows follow when they have been compared."""
        self.planned, self.found, self.apart = planned, [], []
        fork, locked = planned.status is Status.FORK, wording.locked(planned)
        self._head(planned)
        for part, shown in (
            (self.decision, fork),
            (self.sides, fork),
            (self.same, False),
            (self.password, locked),
            (self.rows, False),
            (self.filter, False),
            (self.row, False),
        ):
            part.setVisible(shown)
        book = self.desk.book

        def work(_job: object) -> Found:
            both = compare.sides(book, planned) if fork else (None, None)
            return compare.lines(book, planned), compare.apart(book, planned), *both

        if planned.changes:
            self.desk.use(self, work, self._compared)
        (self.typed if locked else self.because if fork else self.back).setFocus()

    def _head(self, planned: Planned) -> None:
        self.title.setText(wording.name_of(planned))
        self.badge.say(*wording.badge(planned))
        code = short_code.of(planned.sha256) if planned.content else ""
        self.code.setText(t("Mã đối chiếu: {code}", code=code) if code else "")
        self.aloud.setText(wording.read_out(code) if code else "")
        self.aloud.setVisible(bool(code))
        said = wording.said(planned)
        self.reason.setText(said)
        self.reason.setVisible(said.rstrip(".") != self.badge.words)
        self.technical.setText(self._evidence(planned))
        self.technical.setVisible(bool(self.technical.text()))
        self.because.clear()
        self.typed.clear()
        self.accept.say(wording.accepting(planned))

    def _decision(self) -> QWidget:
        made = QWidget()
        self.because = QLineEdit()
        self.because.setMaxLength(200)
        self.because.setPlaceholderText(t("Lý do, ví dụ: đã gọi điện, xã vừa khôi phục máy"))
        self.because.setAccessibleName(t("Lý do quyết định"))
        self.accept = button(t("Nhận gói này"), lambda: self._decide(True))
        self.keep = button(t("Giữ số liệu đang có"), lambda: self._decide(False))
        self.because.textChanged.connect(lambda _text: self._ready())
        asked = label(
            t("Gọi điện hỏi đơn vị, ghi lý do rồi mới chọn được. Lý do được ghi vào nhật ký."),
            "muted",
            wrap=True,
        )
        choices = Flow(STEP)
        for choice in (self.accept, self.keep):
            choices.addWidget(choice)
        made.setLayout(column(asked, self.because, choices))
        self._ready()
        return made

    def _password(self) -> QWidget:
        made = QWidget()
        typed = self.typed = Secret(t("Mật khẩu của gói"))
        typed.setPlaceholderText(t("Mật khẩu của gói"))

        def go() -> None:
            if self.planned:
                self._opened(self.planned, typed.text())

        typed.returnPressed.connect(go)
        typed.setFixedWidth(280)
        made.setLayout(line(typed, button(t("Mở lại bằng mật khẩu"), go, "primary"), -1))
        return made

    def _ready(self) -> None:
        given = bool(self.because.text().strip())
        self.accept.setEnabled(given)
        self.keep.setEnabled(given)

    def _decide(self, accept: bool) -> None:
        if self.planned:
            self._decided(self.planned, accept, self.because.text())

    def _evidence(self, planned: Planned) -> str:
        if planned.status not in (Status.REFUSED, Status.UNKNOWN_SENDER) or not planned.content:
            return ""
        place = originals.quarantine(self.desk.book.folder, planned.sha256)
        where = t("Tệp được giữ riêng ở {place}.", place=place) if place.is_file() else ""
        rule = t(
            "Cho người hỗ trợ kỹ thuật: {rule}, {why}.",
            rule=planned.rule,
            why=planned.evidence or "–",
        )
        return " ".join(part for part in (rule if planned.rule else "", where) if part)

    def _compared(self, outcome: Outcome[Found]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        self.found, self.apart, held, came = outcome.value
        if came:
            self._show_sides(held, came)
        self._fill_filter()
        shown = bool(self.found or self.apart)
        for part in (self.filter, self.rows, self.row):
            part.setVisible(shown)
        if not shown:
            self.row.setText(t("Gói này giống hệt số liệu đang giữ."))
            self.row.show()
        self._show_rows()

    def _show_sides(self, held: Side | None, came: Side) -> None:
        differing, same = wording.compared(held, came)
        together = bool(self.planned and self.planned.rival)
        _model(self.sides).columns = _side_columns(together=together)
        _model(self.sides).show(differing)
        self.sides.fit(9)
        self.same.setText(t("Giống nhau: {facts}.", facts=same))
        self.same.setVisible(bool(same))

    def _fill_filter(self) -> None:
        self.filter.blockSignals(True)
        self.filter.clear()
        if self.apart:
            words = t("Khác với gói kia ({n})", n=number_words(len(self.apart)))
            self.filter.addItem(words, APART)
        self.filter.addItem(t("Mọi thay đổi ({n})", n=number_words(len(self.found))), None)
        for what in What:
            count = sum(one.what is what for one in self.found)
            if count:
                self.filter.addItem(f"{wording.what_words(what)} ({number_words(count)})", what)
        for register in dict.fromkeys(one.register for one in self.found):
            self.filter.addItem(register.label, register)
        self.filter.blockSignals(False)

    def _show_rows(self) -> None:
        wanted = self.filter.currentData()
        chosen = [one for one in self.found if wanted in (None, one.what, one.register)]
        words = wording.what_words
        if wanted == APART:
            chosen, words = self.apart, wording.apart_words
        _model(self.rows).show([_entry(one, words) for one in chosen])
        self.rows.fit(12)
        if chosen:
            self.rows.selectRow(0)

    def _tell_row(self) -> None:
        entries, row = _model(self.rows).entries, self.rows.currentIndex().row()
        thing = entries[row].thing if 0 <= row < len(entries) else None
        if isinstance(thing, Line):
            self.row.setText("\n".join(_changes(thing)))


def _sides() -> Table:
    return _table(_side_columns(), t("So sánh hai bên"))


def _side_columns(*, together: bool = False) -> tuple[Column, ...]:
    """``together`` where the other side is a packet that came in with this one."""
    return (
        Column(t("Khác nhau ở"), 200),
        Column(t("Gói kia") if together else t("Đang giữ"), 280, grows=True),
        Column(t("Gói này"), 280, grows=True),
    )


def _rows() -> Table:
    columns = (
        Column(t("Sổ"), 200),
        Column(t("Thay đổi"), 150),
        Column(t("Dòng"), 280, grows=True),
        Column(t("Khác nhau"), 320, grows=True),
    )
    return _table(columns, t("Các dòng thay đổi"))


def _table(columns: tuple[Column, ...], name: str) -> Table:
    model = Listing(columns)
    made = Table(model, name)
    model.setParent(made)
    made.share(model.columns)
    return made


def _model(table: Table) -> Listing:
    model = table.model()
    assert isinstance(model, Listing)
    return model


def _entry(one: Line, words: Callable[[What], str]) -> Entry:
    badge = (wording.WHAT_BADGES[one.what], words(one.what))
    differing = "; ".join(_changes(one)) if one.what is What.CHANGED else ""
    return Entry((one.register.label, "", one.caption, differing), one, {1: badge})


def _changes(one: Line) -> list[str]:
    empty = t("trống")
    if one.what is What.CHANGED:
        return [f"{c.label}: {c.before or empty} → {c.after or empty}" for c in one.fields]
    return [f"{c.label}: {c.after or c.before}" for c in one.fields]
