"""Taking back what was done since the book was opened, putting it back, and saying what it was."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.records import history, queries, undo
from desktop.records.cipher import Database
from desktop.records.fields import Row
from desktop.records.history import Action
from desktop.records.language import t
from desktop.records.registers import REGISTERS
from desktop.records.words import caption, number_words
from desktop.ui.desk import Desk
from desktop.ui.form.captions import Captions
from desktop.ui.jobs import Err, Outcome
from desktop.ui.look.question import ask


@dataclass(frozen=True)
class Told:
    """What was taken or put back, in words, and where to look: ``register``, ``register:uid``."""

    words: str
    place: str


class Undoing:
    """The undo and redo of one window. ``told`` hears what was taken or put back, ``failed`` why
    nothing was."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        told: Callable[[Told], None],
        failed: Callable[[object], None],
    ) -> None:
        self.desk, self.window, self._told, self._failed = desk, window, told, failed

    def undo(self, action: str | None = None) -> None:
        """Take back the last action since the book was opened, or the one named."""
        since = self.desk.opened_at
        self.desk.read(
            self.window,
            lambda db: history.action(db, action) if action else history.last_action(db, since),
            self._found,
        )

    def redo(self) -> None:
        """Put back what was taken back last since the book was opened."""
        self.desk.write(self.window, lambda _job: self._put_back(), self._done)

    def _found(self, outcome: Outcome[Action | None]) -> None:
        if isinstance(outcome, Err):
            self._failed(outcome.error)
            return
        action = outcome.value
        if action is None:
            self._failed(
                t(
                    "Từ lúc mở sổ chưa có việc nào để hoàn tác. Muốn xem lại việc cũ hơn: mở dòng "
                    "đó rồi bấm “Lịch sử”."
                )
            )
        elif action.rows == 1:
            self._begin(action)
        else:
            ask(
                self.window,
                t("Hoàn tác"),
                t(
                    "Hoàn tác việc ghi {n} dòng vào “{register}” cùng một lúc?",
                    n=number_words(action.rows),
                    register=REGISTERS[action.register].label,
                ),
                t("Hoàn tác {n} dòng", n=number_words(action.rows)),
                partial(self._begin, action),
                keep=t("Thôi"),
            )

    def _begin(self, action: Action) -> None:
        self.desk.write(self.window, lambda _job: self._take_back(action), self._done)

    def _take_back(self, action: Action) -> Told:
        book = self.desk.book
        undo.undo(book, now=self.desk.now(), action=action.id)
        return told(book.db, action, book.office.edition)

    def _put_back(self) -> Told:
        book = self.desk.book
        done = undo.redo(book, now=self.desk.now(), since=self.desk.opened_at)
        action = history.action(book.db, done.action)
        assert action
        return put_back(book.db, action, book.office.edition)

    def _done(self, outcome: Outcome[Told]) -> None:
        if isinstance(outcome, Err):
            self._failed(outcome.error)
        else:
            self._told(outcome.value)


def told(db: Database, action: Action, edition: str) -> Told:
    """What was taken back, as a person reads it."""
    if action.rows > 1:
        words = t(
            "Đã hoàn tác: ghi {n} dòng vào “{register}”.",
            n=number_words(action.rows),
            register=_called(action),
        )
        return Told(words, action.register)
    before, name, place = _one(db, action, edition)
    if before is None:
        words = t("Đã hoàn tác: ghi mới “{name}”. Dòng đã được bỏ ra khỏi sổ.", name=name)
    elif action.kind == "retire":
        words = t("Đã hoàn tác: bỏ “{name}”. Dòng lại có trong sổ.", name=name)
    elif before["retired"] is not None:
        words = t("Đã hoàn tác: đưa lại “{name}”. Dòng đã được bỏ ra khỏi sổ.", name=name)
    else:
        words = t("Đã hoàn tác: sửa “{name}”. Dòng trở lại như trước.", name=name)
    return Told(words, place)


def put_back(db: Database, action: Action, edition: str) -> Told:
    """What was put back, as a person reads it."""
    if action.rows > 1:
        words = t(
            "Đã làm lại: ghi {n} dòng vào “{register}”.",
            n=number_words(action.rows),
            register=_called(action),
        )
        return Told(words, action.register)
    before, name, place = _one(db, action, edition)
    if action.kind == "retire":
        words = t("Đã làm lại: bỏ “{name}” ra khỏi sổ.", name=name)
    elif before is None:
        words = t("Đã làm lại: ghi mới “{name}”. Dòng lại có trong sổ.", name=name)
    else:
        words = t("Đã làm lại: sửa “{name}”.", name=name)
    return Told(words, place)


def _called(action: Action) -> str:
    return REGISTERS[action.register].label


def _one(db: Database, action: Action, edition: str) -> tuple[Row | None, str, str]:
    """Of an action on one row: what the row said before, how it is called, and where it is."""
    ((_, register, uid, before),) = history.entries(db, action.id)
    row = queries.stored(db, register, uid) or {}
    name = caption(register, row, Captions(db, edition).seen_from(str(row.get("unit"))))
    return before, name, f"{register.name}:{uid}"
