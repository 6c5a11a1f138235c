"""One screen for any register: the list, and the form beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.records import lineup, queries, store
from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.records.store import Saved
from desktop.ui.desk import Desk
from desktop.ui.form import drafting, history
from desktop.ui.form.drafting import Opened
from desktop.ui.form.inline import creator
from desktop.ui.form.record import Record
from desktop.ui.jobs import Err, Job, Outcome
from desktop.ui.lists import chosen
from desktop.ui.lists.browse import Browse
from desktop.ui.lists.sides import Sides
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import column, restyle
from desktop.ui.remember import Habits

MOST = 200
"""Rows that are taken out at a time."""


class RegisterPage(QWidget):
    """The list stays while a form is open beside it.

    ``bring_in`` goes to where rows are brought in from Excel, ``undo`` takes back an action (the
    last one for None), ``on_paper`` shows the list as it is printed, ``guide`` the help for this
    screen; without them nothing is offered. ``habits`` keeps the columns of the list and
    the width of the form.
    """

    def __init__(
        self,
        desk: Desk,
        register: Register,
        banner: Banner,
        bring_in: Callable[[], None] | None = None,
        undo: Callable[[str | None], None] | None = None,
        on_paper: Callable[[], None] | None = None,
        guide: Callable[[], object] | None = None,
        habits: Habits | None = None,
        send: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.desk, self.register, self.banner, self.undo = desk, register, banner, undo
        self._send = send
        self.kept = desk.book.office.tier in register.tiers and not register.derived_from
        self.record: Record | None = None
        self.page = Browse(
            desk,
            register,
            banner,
            new=self.new if self.kept else None,
            bring_in=bring_in,
            on_paper=on_paper,
            guide=guide,
            habits=habits,
        )
        self.rows, self.table, self.search = self.page.rows, self.page.table, self.page.search
        self.sides = Sides(self.page, habits)
        self.setLayout(column(self.sides))
        self.page.opens.connect(self.open)
        self.page.drops.connect(self.retire_chosen)
        self.page.copies.connect(self.duplicate)
        self.rows.summed.connect(lambda _found: self._select())
        desk.changed.connect(self._reread)
        again = QShortcut(QKeySequence("Ctrl+D"), self)
        again.activated.connect(self.duplicate)
        self.setup()

    def setup(self) -> None:
        """What one register has on its screen beyond the others."""

    def refresh(self) -> None:
        """Read the list again."""
        self.page.refresh()
        if self.record:
            self.record.catch_up()

    def new(self) -> None:
        """Open an empty form, or the one that was begun."""
        if self.kept:
            self._show(self.record_of(None))

    def record_of(self, opened: Opened | None) -> Record:
        """The form of a row, None for a new one."""
        return Record(self.desk, self.register, opened, creator(self.desk))

    def open(self, uid: str) -> None:
        """Open the form on a stored row, or narrow the list: ``@overdue=yes``."""
        if uid.startswith("@"):
            self._close()
            self.page.narrow(uid[1:])
            return
        self._ask(uid, self._opened)

    def look_for(self, words: str) -> None:
        """Look for words in the list."""
        self.search.setText(words)

    def duplicate(self) -> None:
        """Open a form that begins with what the open row says, or the one that is marked in the
        list, or the one entered last."""
        if not self.kept or self.desk.drafts.get((self.register.name, "")):
            self.new()
            return
        uid = str(self.record.row.get("uid", "")) if self.record else self.page.current()

        def last(db: Database) -> Opened | None:
            newest = uid or next(
                (str(r["uid"]) for r in queries.page(db, self.register, limit=1)), ""
            )
            return drafting.opened(self.desk, db, self.register, newest)

        self.desk.read(self, last, self._duplicated)

    def retire_chosen(self) -> None:
        """Take the chosen rows of this office out of the list; it can be taken back."""
        places = self.rows.places(chosen.spans(self.table.selectionModel()))
        if not places or not self.kept or self.rows.view.wanted.retired:
            return
        if len(places) > MOST:
            self.banner.warn(t("Mỗi lần bỏ được tối đa {n} dòng. Chọn ít hơn.", n=MOST))
            return
        book, now = self.desk.book, self.desk.now()

        def work(_job: Job) -> list[str]:
            rows = lineup.rows_at(book.db, self.register, places)
            uids = [str(row["uid"]) for row in rows if row]
            store.retire_all(book, self.register, uids, "", now=now)
            return uids

        self.desk.write(self, work, self._retired_all)

    def _ask(self, uid: str, done: Callable[[Outcome[Opened | None]], None]) -> None:
        self.desk.read(self, lambda db: drafting.opened(self.desk, db, self.register, uid), done)

    def _reread(self) -> None:
        if self.isVisible():
            self.refresh()

    def _select(self) -> None:
        self.page.select(str(self.record.row.get("uid", "")) if self.record else "")

    def _opened(self, outcome: Outcome[Opened | None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        elif outcome.value is None:
            self._close()
        else:
            self._show(self.record_of(outcome.value))

    def _duplicated(self, outcome: Outcome[Opened | None]) -> None:
        if isinstance(outcome, Err) or outcome.value is None:
            self.new()
            return
        self._show(record := self.record_of(None))
        record.form.put(drafting.duplicated(self.register, outcome.value.row))
        record.form.start(over=True)
        words = t("Chép từ “{caption}”. Sửa những gì khác rồi lưu.", caption=outcome.value.caption)
        record.head.say(words)

    def _show(self, record: Record) -> None:
        self._close()
        self.record = record
        record.saved.connect(self._saved)
        record.retired.connect(self._retired)
        record.restored.connect(self.open)
        record.other.connect(partial(self._open_other, record.uid))
        record.closed.connect(self._close)
        record.failed.connect(self.banner.bad)
        record.widened.connect(self.sides.make_room)
        self.sides.show_record(record)
        restyle(self.page.add, "look", "")
        self._select()
        if record.open_to_changes:
            record.form.start(over=not record.row)

    def _close(self) -> None:
        if self.record is None:
            return
        self.record.put_away()
        self.record = None
        self.sides.show_record(None)
        restyle(self.page.add, "look", "primary")
        self.table.setFocus()

    def _saved(self, saved: Saved, then_next: bool) -> None:
        raw = self.record.form.raw() if self.record else {}
        self.banner.hide()
        if self._send and self.record and self.record.remarking.waits:
            words = t("Đã sửa dòng cấp trên trả lại. Gửi gói mới để cấp trên nhận phần sửa.")
            self.banner.ok(words, t("Tạo và gửi gói"), self._send)
        if self.record and self.record.leaving and not self.record.typing.since():
            self._close()
            return
        if then_next:
            self._show(record := self.record_of(None))
            record.form.begin(drafting.carried(self.register, raw))
            record.form.start(over=True)
            record.head.say(
                t("Đã lưu. Ghi tiếp dòng sau; những mục chung đã có sẵn."), *self._way_back(saved)
            )
            return

        def show(outcome: Outcome[Opened | None]) -> None:
            typed = self.record.typing.since() if self.record else {}
            self._opened(outcome)
            if self.record and self.record.row:
                self.record.type_over(typed)
                at = history.when(str(self.record.row["updated_at"]))
                self.record.head.say(t("✓ Đã lưu {when}", when=at), *self._way_back(saved))

        self._ask(saved.uid, show)

    def _way_back(self, saved: Saved) -> tuple[str, Callable[[], None]] | tuple[()]:
        if self.undo is None:
            return ()
        return t("Hoàn tác (Ctrl+Z)"), partial(self.undo, saved.action)

    def _retired(self, _uid: str) -> None:
        caption = self.record.caption if self.record else ""
        self._close()
        self._tell_retired(t("Đã bỏ “{caption}” ra khỏi sổ.", caption=caption))

    def _retired_all(self, outcome: Outcome[list[str]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        if self.record and self.record.row.get("uid") in outcome.value:
            self._close()
        self._tell_retired(t("Đã bỏ {n} dòng ra khỏi sổ.", n=len(outcome.value)))

    def _tell_retired(self, words: str) -> None:
        if self.undo is None:
            self.banner.ok(words)
        else:
            self.banner.ok(words, t("Hoàn tác (Ctrl+Z)"), partial(self.undo, None))

    def _open_other(self, typed: str, uid: str) -> None:
        """Show the row that this one looks like; what was typed waits."""

        def show(outcome: Outcome[Opened | None]) -> None:
            self._opened(outcome)
            if self.record:
                back = partial(self.open, typed) if typed else self.new
                self.record.head.say(t("Phần đang gõ vẫn còn."), t("Trở lại phần đang gõ"), back)

        self._ask(uid, show)
