"""The form beside a list: opens a row, keeps what is typed, checks it field by field, saves it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.records import reasons, store
from desktop.records.fields import Row
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.records.store import Saved
from desktop.ui.desk import Desk
from desktop.ui.editors.base import Create
from desktop.ui.form import drafting, history
from desktop.ui.form.drafting import Opened, Verdict
from desktop.ui.form.foot import Foot
from desktop.ui.form.form import Form
from desktop.ui.form.head import EDGE, Head
from desktop.ui.form.judging import Judging
from desktop.ui.form.remarking import Remarking
from desktop.ui.form.typing import Typing
from desktop.ui.jobs import Err, Ok, Outcome
from desktop.ui.look import theme
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.widgets import column, holder, line


class Record(QWidget):
    """One row of a register, new or stored.

    ``saved`` gives what was saved and whether the next record follows, ``retired`` and
    ``restored`` the uid, ``other`` the uid of another row to open, ``widened`` that the history
    came up beside the form or went. ``leaving`` is set once a person has left it. ``create`` makes
    a row that a field may refer to.
    """

    saved = Signal(object, bool)
    retired = Signal(str)
    restored = Signal(str)
    other = Signal(str)
    closed = Signal()
    failed = Signal(str)
    widened = Signal()
    unseen: tuple[str, ...] = ()

    def __init__(
        self,
        desk: Desk,
        register: Register,
        opened: Opened | None,
        create: Create | None = None,
    ) -> None:
        super().__init__()
        self.desk, self.register = desk, register
        self.row: Row = opened.row if opened else {}
        self.caption = opened.caption if opened else ""
        self._doubted = bool(opened and opened.doubted)
        self.uid = str(self.row.get("uid", ""))
        self.own = not self.row or self.row["device"] == desk.book.device
        self.open_to_changes = self.own and self.row.get("retired") is None
        self._saving = self._gone = False
        self.leaving = False
        self.form = Form(
            register, partial(drafting.setting, desk, register, create=create), self.unseen
        )
        self.typing = Typing(desk, register, self.form, self.row)
        self.judging = Judging(desk, register, self.form, self._stamp, self.other.emit)
        self.head = Head(self.leave, self.look_back)
        self.foot = Foot(new=not self.row, retired=self.own and not self.open_to_changes)
        self.past = history.Past(self.look_back)
        self.remarking = Remarking(desk, register, self.row)
        self.remarking.failed.connect(self.failed)
        self._build()
        self._fill()
        self.form.edited.connect(self._edited)
        if self.open_to_changes:
            self.form.left.connect(self.judging.left)
        self.foot.keeps.connect(self.save)
        self.foot.drops.connect(self.retire)
        self.foot.restores.connect(self.restore)

    def save(self, then_next: bool = False) -> None:
        """Save once; problems come back to their fields, warnings ask for a reason."""
        if self.typing.given is not None or not self.open_to_changes:
            return
        QGuiApplication.inputMethod().commit()
        if self.foot.lacks_reason():
            return
        stamp, raw = self._stamp(), self.typing.give()
        confirmed, because = self.foot.warned, self.reason()
        self._saving = True
        self.foot.setEnabled(False)
        self.form.setEnabled(not then_next)
        self.desk.write(
            self.desk,
            lambda _job: drafting.attempt(
                self.desk, self.register, raw, stamp, confirmed=confirmed, because=because
            ),
            partial(self._attempted, then_next),
        )

    def leave(self) -> None:
        """Close the form; what was typed and not saved waits for the next time."""
        self.leaving = True
        if self.typing.given is None:
            self.closed.emit()

    def put_away(self) -> None:
        """Be gone; while the row is being saved, once that is answered."""
        self.hide()
        self._gone = True
        if self._saving:
            self.setParent(None)
        else:
            self.deleteLater()

    def catch_up(self) -> None:
        """Show what was typed for this row in another form, or that it was saved there."""
        if self.open_to_changes and self.typing.overtaken:
            self._fill()

    def type_over(self, values: Mapping[str, object]) -> None:
        """Go on typing where another form of this row was left."""
        self.form.begin(values)
        for name in values:
            self._edited(name)

    def look_back(self) -> None:
        """Show what became of this row beside its form, or put it away again."""
        looking = not self.past.isVisibleTo(self)
        self.past.setVisible(looking)
        self.head.history.setEnabled(not looking)
        self.give_room(*self._room)
        self.widened.emit()
        if looking:
            asked = partial(history.tell, self.desk, register=self.register, row=self.row)
            self.desk.read(self, asked, self._looked_back)
            self.past.setFocus()
        else:
            self.head.history.setFocus()

    def give_room(self, roomy: bool, wide: int, room: int = 0) -> int:
        """Where there is room the history stands beside the form, ``wide`` pixels, else in its
        place; both in ``room`` where the list has given way. Tells what they take beside it."""
        self._room = (roomy, wide)
        looking = self.past.isVisibleTo(self)
        self._sheet.setVisible(roomy or not looking)
        both = roomy and looking
        taken = wide + both * max(history.WIDTH, room - wide)
        least, most = theme.LEAST_FORM, theme.MOST_FORM if roomy else theme.UNBOUNDED
        for one, fixed in ((self._sheet, wide), (self, taken)):
            one.setMinimumWidth(fixed if both else least)
            one.setMaximumWidth(fixed if both else most)
        return taken

    def retire(self, reason: str) -> None:
        """Take the row out of the list, with its reason."""
        uid, book, now = self.uid, self.desk.book, self.desk.now()
        self.desk.write(
            self,
            lambda _job: store.retire(book, self.register, uid, reason, now=now),
            partial(self._done, self.retired),
        )

    def restore(self) -> None:
        """Bring a row that was taken out back."""
        uid, book, now = self.uid, self.desk.book, self.desk.now()
        self.desk.write(
            self,
            lambda _job: store.bring_back(book, self.register, uid, now=now),
            partial(self._done, self.restored),
        )

    def _build(self) -> None:
        self.setProperty("look", "form")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body = holder(column(*self.above(), self.form, gap=theme.STEP, edges=(EDGE, 4, EDGE, 16)))
        above = column(self.head, self.remarking, gap=theme.STEP)
        self._sheet = holder(column(above, theme.STEP, Scroll(body), self.foot, gap=0))
        self.setLayout(line(self.past, self._sheet, gap=0))
        self.past.hide()
        self.give_room(True, theme.FORM)
        self.foot.setVisible(self.own)
        self.head.history.setVisible(bool(self.row))
        if self.row:
            QShortcut(QKeySequence("Ctrl+H"), self).activated.connect(self.look_back)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)

    def reason(self) -> str:
        """What the journal keeps with the saving, "" for nothing."""
        return reasons.kept(self.foot.because)

    def above(self) -> tuple[QWidget, ...]:
        """What stands between the head and the fields."""
        return ()

    def _escape(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        elif self.past.isVisible():
            self.look_back()
        else:
            self.leave()

    def _fill(self) -> None:
        draft = self.typing.fill(self.row, open_to_changes=self.open_to_changes)
        self.head.title.setText(self.caption or t("Dòng mới"))
        if not self.open_to_changes:
            self.form.close_to_changes()
        if draft is None:
            words = history.standing(self.desk, self.row, doubted=self._doubted)
            warns = self._doubted or not self.open_to_changes or self.desk.doubts()
            self.head.say(words, look="warning" if warns else "small")
            return
        at = history.lately(draft.at, self.desk.now())
        words = t("Đã lấy lại phần đang gõ dở lúc {at}, chưa lưu.", at=at)
        self.head.say(words, t("Bỏ phần gõ dở"), self._forget, look="warning")

    def _forget(self) -> None:
        self.typing.forget()
        self.judging.begin_anew()
        self.foot.warn(False)
        self.foot.tell([])
        self._fill()

    def _stamp(self) -> Row:
        return {name: self.row[name] for name in ("uid", "version") if name in self.row}

    def _edited(self, name: str) -> None:
        self.typing.keep()
        self.foot.warn(False)
        self.foot.tell([])
        self.judging.edited(name)

    def _attempted(self, then_next: bool, outcome: Outcome[Verdict]) -> None:
        self._saving = False
        saved = outcome.value.saved if isinstance(outcome, Ok) else None
        if saved is not None:
            self.typing.settle(saved)
        if not isValid(self) or self._gone:
            self._answered_late(saved)
            return
        if saved is not None:
            self.saved.emit(saved, then_next and not self.leaving)
            return
        self.typing.given, self.leaving = None, False
        self.foot.setEnabled(True)
        self.form.setEnabled(True)
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
        else:
            self._refused(outcome.value)

    def _answered_late(self, saved: Saved | None) -> None:
        """The form was left meanwhile; what was typed is there again when it is opened."""
        if not isValid(self):
            return
        if saved is None:
            self.failed.emit(
                t(
                    "{register}: dòng vừa gõ chưa lưu được. Phần đã gõ vẫn còn; mở lại để xem "
                    "chỗ cần sửa.",
                    register=self.register.label,
                )
            )
        self.deleteLater()

    def _refused(self, verdict: Verdict) -> None:
        self.foot.tell(self.form.tell(verdict.problems))
        self.judging.point_at(verdict.like)
        warned = all(problem.warning for problem in verdict.problems)
        self.foot.warn(warned)
        if warned:
            self.foot.why.setFocus()

    def _done(self, tell: SignalInstance, outcome: Outcome[None] | Outcome[str]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
        else:
            self.typing.forget()
            tell.emit(self.uid)

    def _looked_back(self, outcome: Outcome[list[history.Told]]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
        else:
            self.past.history.show_events(outcome.value)
