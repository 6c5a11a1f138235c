"""The form beside a list: opens a row, keeps what is typed, checks it field by field, saves it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QInputDialog, QWidget

from desktop.records import store, words
from desktop.records.clock import VIETNAM, from_text
from desktop.records.fields import Row
from desktop.records.language import t
from desktop.records.problem import Problem
from desktop.records.registers import Register
from desktop.ui import drafting, theme
from desktop.ui.desk import Desk
from desktop.ui.drafting import Attempt
from desktop.ui.form import Form
from desktop.ui.jobs import Err, Job, Outcome
from desktop.ui.theme import STEP
from desktop.ui.widgets import button, column, label, line, scroll


class Record(QWidget):
    """One row of a register, new or stored."""

    saved = Signal(str, bool)
    closed = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, register: Register, row: Row | None) -> None:
        super().__init__()
        self.desk, self.register = desk, register
        self.row: Row = row or {}
        self.own = row is None or row["device"] == desk.book.device
        self._key = (register.name, str(self.row.get("uid", "")))
        self._left: set[str] = set()
        self._judging: Job | None = None
        self._warned = False
        self.form = Form(register, partial(drafting.setting, desk, register))
        self._build()
        self._fill()
        self.form.edited.connect(self._edited)
        self.form.left.connect(self._judge)

    def save(self, *, then_next: bool = False) -> None:
        """Save; problems come back to their fields, warnings ask once."""
        stamp = self._stamp()
        raw, confirmed = self.form.raw(), self._warned
        self.buttons.setEnabled(False)
        self.desk.write(
            self,
            lambda _job: drafting.attempt(
                self.desk, self.register, raw, stamp, confirmed=confirmed
            ),
            partial(self._attempted, then_next),
        )

    def leave(self) -> None:
        """Close the form; what was typed and not saved waits for the next time."""
        self.closed.emit()

    def _escape(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is None:
            self.leave()
        else:
            popup.hide()

    def _build(self) -> None:
        self.setProperty("look", "form")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.FORM)
        self.heading = label("", "name", wrap=True)
        self.state = label("", "small", wrap=True)
        close = button(t("Đóng"), self.leave, "link")
        close.setToolTip(t("Đóng, giữ lại những gì đang gõ (Esc)"))
        head = line(column(self.heading, self.state, gap=2), close)
        head.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        head.setStretch(0, 1)
        head.setContentsMargins(22, 20, 22, 0)
        body = QWidget()
        body.setProperty("look", "clear")
        body.setLayout(column(self.form, edges=(22, 4, 10, 2 * STEP)))
        whole = column(head, scroll(body), self._foot(), gap=STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)

    def _foot(self) -> QWidget:
        self.keep = button(t("Lưu"), self.save, "primary", key="Ctrl+S")
        self.another = button(t("Lưu và thêm tiếp"), lambda: self.save(then_next=True))
        self.another.setShortcut(QKeySequence("Ctrl+Shift+S"))
        self.another.setToolTip("Ctrl+Shift+S")
        self.discard = button(t("Bỏ dòng này…"), self._ask_reason, "quiet")
        self.buttons = QWidget()
        self.buttons.setLayout(line(self.keep, self.another, -1, self.discard))
        (self.another if self.row else self.discard).hide()
        foot = QWidget()
        foot.setProperty("look", "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setLayout(column(self.buttons, edges=(22, 12, 22, 12)))
        if not self.own:
            foot.hide()
        return foot

    def _fill(self) -> None:
        draft = self.desk.drafts.get(self._key) if self.own else None
        self.form.put(self.row)
        if draft is not None:
            for name, value in draft.items():
                self.form.boxes[name].editor.restore(value)
        self.heading.setText(words.caption(self.register, self.row) if self.row else t("Dòng mới"))
        self.state.setText(self._state(draft is not None))
        if not self.own:
            self.form.close_to_changes()

    def _state(self, drafted: bool) -> str:
        if drafted:
            return t("Đã lấy lại phần đang gõ dở, chưa lưu.")
        if not self.row:
            return t("Mục có dấu * là bắt buộc.")
        if not self.own:
            return t("Dòng của đơn vị khác: chỉ xem.")
        moment = from_text(str(self.row["updated_at"])).astimezone(VIETNAM)
        return t("Đã lưu {when}", when=moment.strftime("%H:%M %d/%m/%Y"))

    def _stamp(self) -> Row:
        return {name: self.row[name] for name in ("uid", "version") if name in self.row}

    def _edited(self, name: str) -> None:
        self.desk.drafts[self._key] = self.form.raw()
        if self._warned:
            self._warned = False
            self.keep.setText(t("Lưu") + " (Ctrl+S)")
        if name in self._left:
            self.form.show_at([], [name])

    def _judge(self, name: str) -> None:
        self._left.add(name)
        raw, stamp = self.form.raw(), self._stamp()
        if self._judging:
            self._judging.cancel()
        self._judging = self.desk.read(
            self,
            lambda db: drafting.judge(self.desk, db, self.register, raw, stamp),
            partial(self._judged, raw),
        )

    def _judged(self, raw: dict[str, object], outcome: Outcome[list[Problem]]) -> None:
        self._judging = None
        if not isinstance(outcome, Err):
            given = {name for name in self._left if raw[name] not in (None, "", [])}
            self.form.show_at(outcome.value, given)

    def _attempted(self, then_next: bool, outcome: Outcome[Attempt]) -> None:
        self.buttons.setEnabled(True)
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
            return
        if outcome.value.saved is None:
            self._refused(outcome.value)
            return
        self.desk.drafts.pop(self._key, None)
        self.saved.emit(outcome.value.saved.uid, then_next)

    def _refused(self, answer: Attempt) -> None:
        self.form.tell(answer.problems)
        self._warned = all(problem.warning for problem in answer.problems)
        if self._warned:
            self.keep.setText(t("Vẫn lưu") + " (Ctrl+S)")
            self.keep.setFocus()

    def _ask_reason(self) -> None:
        reason, agreed = QInputDialog.getText(
            self,
            t("Bỏ dòng này"),
            t("Dòng sẽ không còn trong danh sách và số liệu; sổ vẫn giữ lại. Lý do:"),
        )
        if agreed:
            self.retire(reason)

    def retire(self, reason: str) -> None:
        """Take the row out of the list, with its reason."""
        uid, now = str(self.row["uid"]), self.desk.now()

        def done(outcome: Outcome[None]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            else:
                self.desk.drafts.pop(self._key, None)
                self.saved.emit("", False)

        self.desk.write(
            self,
            lambda _job: store.retire(self.desk.book, self.register, uid, reason, now=now),
            done,
        )
