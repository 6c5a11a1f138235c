"""The form beside a list: opens a row, keeps what is typed, checks it field by field, saves it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop.records import store
from desktop.records.clock import VIETNAM, from_text, local_day
from desktop.records.fields import Kind, Row
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.records.restore import restore
from desktop.ui import drafting, history, theme
from desktop.ui.desk import Desk
from desktop.ui.drafting import Opened, Verdict
from desktop.ui.foot import Foot
from desktop.ui.form import Form
from desktop.ui.head import Head
from desktop.ui.history import History, Told
from desktop.ui.jobs import Err, Job, Ok, Outcome
from desktop.ui.theme import STEP
from desktop.ui.widgets import column, scroll


class Record(QWidget):
    """One row of a register, new or stored.

    ``saved`` gives what was saved and whether the next record follows, ``retired`` and
    ``restored`` the uid, ``other`` the uid of another row to open.
    """

    saved = Signal(object, bool)
    retired = Signal(str)
    restored = Signal(str)
    other = Signal(str)
    closed = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, register: Register, opened: Opened | None) -> None:
        super().__init__()
        self.desk, self.register = desk, register
        self.row: Row = opened.row if opened else {}
        self.caption = opened.caption if opened else ""
        self.own = not self.row or self.row["device"] == desk.book.device
        self.open_to_changes = self.own and self.row.get("retired") is None
        self.key = (register.name, str(self.row.get("uid", "")))
        self._left: set[str] = set()
        self._judging: Job | None = None
        self.form = Form(register, partial(drafting.setting, desk, register))
        slip = any(field.kind is Kind.CASE for field in register.fields)
        printed = slip and self.open_to_changes and bool(self.row)
        self.head = Head(self.leave, self.look_back, self.print_slip if printed else None)
        self.foot = Foot(new=not self.row, retired=self.own and not self.open_to_changes)
        self.history = History()
        self._build()
        self._fill()
        self.form.edited.connect(self._edited)
        self.form.left.connect(self._judge)
        self.foot.keeps.connect(self.save)
        self.foot.drops.connect(self.retire)
        self.foot.restores.connect(self.restore)

    def save(self, then_next: bool = False) -> None:
        """Save; problems come back to their fields, warnings ask once."""
        stamp, raw = self._stamp(), self.form.raw()
        confirmed, because = self.foot.warned, self.foot.because
        self.foot.setEnabled(False)
        self.desk.write(
            self,
            lambda _job: drafting.attempt(
                self.desk, self.register, raw, stamp, confirmed=confirmed, because=because
            ),
            partial(self._attempted, then_next),
        )

    def leave(self) -> None:
        """Close the form; what was typed and not saved waits for the next time."""
        self.closed.emit()

    def begin(self, values: Mapping[str, object]) -> None:
        """Start a new row with some fields filled in, typed or stored."""
        for name, value in values.items():
            self.form.boxes[name].editor.restore(value)

    def look_back(self) -> None:
        """Show what became of this row, or its form again."""
        looking = self._sides.currentIndex() == 0
        self._sides.setCurrentIndex(1 if looking else 0)
        self.foot.setVisible(not looking and self.own)
        self.head.history.setText(t("Trở lại") if looking else t("Lịch sử"))
        if looking:
            read = partial(history.tell, self.desk, register=self.register, row=self.row)
            self.desk.read(self, read, self._looked_back)

    def print_slip(self) -> None:
        """Show the slip of this row as it will be on paper."""
        from desktop.ui.sheet_dialog import print_slip  # slow to load

        print_slip(self.desk, self, self.key[1])

    def retire(self, reason: str) -> None:
        """Take the row out of the list, with its reason."""
        uid, book, now = self.key[1], self.desk.book, self.desk.now()
        self.desk.write(
            self,
            lambda _job: store.retire(book, self.register, uid, reason, now=now),
            self._retired,
        )

    def restore(self) -> None:
        """Bring a row that was taken out back."""
        uid, book, now = self.key[1], self.desk.book, self.desk.now()
        self.desk.write(
            self, lambda _job: restore(book, self.register, uid, now=now), self._restored
        )

    def _build(self) -> None:
        self.setProperty("look", "form")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.FORM)
        body = QWidget()
        body.setProperty("look", "clear")
        body.setLayout(column(self.form, edges=(22, 4, 22, 2 * STEP)))
        self._sides = QStackedWidget()
        self._sides.setProperty("look", "clear")
        self._sides.addWidget(scroll(body))
        self._sides.addWidget(scroll(self.history))
        whole = column(self.head, self._sides, self.foot, gap=STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.foot.setVisible(self.own)
        self.head.history.setVisible(bool(self.row))
        if self.row:
            QShortcut(QKeySequence("Ctrl+H"), self).activated.connect(self.look_back)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)

    def _escape(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        elif self._sides.currentIndex():
            self.look_back()
        else:
            self.leave()

    def _fill(self) -> None:
        self.form.put(self.row)
        self.head.title.setText(self.caption or t("Dòng mới"))
        if not self.open_to_changes:
            self.form.close_to_changes()
        draft = self.desk.drafts.get(self.key) if self.open_to_changes else None
        if draft is None:
            self.head.say(self._state(), look="small" if self.open_to_changes else "warning")
            return
        known = (box for box in draft.raw.items() if box[0] in self.form.boxes)
        self.begin(dict(known))
        typed = from_text(draft.at).astimezone(VIETNAM)
        today = typed.date() == local_day(self.desk.now())
        at = typed.strftime("%H:%M" if today else "%H:%M %d/%m/%Y")
        words = t("Đã lấy lại phần đang gõ dở lúc {at}, chưa lưu.", at=at)
        self.head.say(words, t("Bỏ phần gõ dở"), self._forget, look="warning")

    def _forget(self) -> None:
        self.desk.drafts.drop(self.key)
        self._left.clear()
        self.foot.warn(False)
        self._fill()

    def _state(self) -> str:
        if not self.row:
            return t("Mục có dấu * là bắt buộc.")
        at = history.when(str(self.row["updated_at"]))
        if self.row.get("retired") is not None:
            return t("Đã bỏ ra khỏi sổ lúc {at}: {why}.", at=at, why=self.row["retired"])
        if not self.own:
            return t("Dòng của đơn vị khác: chỉ xem.")
        return t("Đã lưu {when}", when=at)

    def _stamp(self) -> Row:
        return {name: self.row[name] for name in ("uid", "version") if name in self.row}

    def _edited(self, name: str) -> None:
        self.desk.drafts.put(self.key, self.form.raw())
        self.foot.warn(False)
        if name in self._left:
            self.form.show_at([], [name])

    def _judge(self, name: str) -> None:
        if not self.open_to_changes:
            return
        self._left.add(name)
        raw, stamp = self.form.raw(), self._stamp()
        if self._judging:
            self._judging.cancel()
        self._judging = self.desk.read(
            self,
            lambda db: drafting.judge(self.desk, db, self.register, raw, stamp),
            partial(self._judged, raw),
        )

    def _judged(self, raw: dict[str, object], outcome: Outcome[Verdict]) -> None:
        self._judging = None
        if isinstance(outcome, Ok):
            given = {name for name in self._left if raw[name] not in (None, "", [])}
            self.form.show_at(outcome.value.problems, given)
            self._point_at(outcome.value.like)

    def _attempted(self, then_next: bool, outcome: Outcome[Verdict]) -> None:
        self.foot.setEnabled(True)
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
        elif outcome.value.saved is None:
            self._refused(outcome.value)
        else:
            self.desk.drafts.drop(self.key)
            self.saved.emit(outcome.value.saved, then_next)

    def _refused(self, verdict: Verdict) -> None:
        self.form.tell(verdict.problems)
        self._point_at(verdict.like)
        warned = all(problem.warning for problem in verdict.problems)
        self.foot.warn(warned)
        if warned:
            self.foot.why.setFocus()

    def _point_at(self, like: str) -> None:
        if like:
            box = self.form.boxes[self.register.distinct[0]]
            box.offer(t("Mở dòng kia"), partial(self.other.emit, like))

    def _retired(self, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
        else:
            self.desk.drafts.drop(self.key)
            self.retired.emit(self.key[1])

    def _restored(self, outcome: Outcome[str]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
        else:
            self.restored.emit(self.key[1])

    def _looked_back(self, outcome: Outcome[list[Told]]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
        else:
            self.history.show_events(outcome.value)
