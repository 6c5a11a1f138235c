"""Taking back what was done since the book was opened, and saying what that was."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.records import history, queries, undo
from desktop.records.cipher import Database, translated
from desktop.records.history import Action
from desktop.records.language import t
from desktop.records.registers import REGISTERS
from desktop.records.words import caption, number_words
from desktop.ui.captions import Captions
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome


@dataclass(frozen=True)
class TakenBack:
    """What was taken back, in words, and where to look: ``register``, or ``register:uid``."""

    words: str
    place: str


class Undoing:
    """The undo of one window. ``told`` hears what was taken back, ``failed`` why nothing was."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        told: Callable[[TakenBack], None],
        failed: Callable[[object], None],
    ) -> None:
        self.desk, self.window, self._told, self._failed = desk, window, told, failed

    def undo(self, action: str | None = None) -> None:
        """Take back the last action since the book was opened, or the one named."""
        since = self.desk.opened_at
        self.desk.read(
            self.window,
            lambda db: named(db, action) if action else last(db, since),
            self._found,
        )

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
        elif action.rows == 1 or self._agreed(action):
            self.desk.write(self.window, lambda _job: self._take_back(action), self._done)

    def _agreed(self, action: Action) -> bool:
        answer = QMessageBox.question(
            self.window,
            t("Hoàn tác"),
            t(
                "Hoàn tác việc ghi {n} dòng vào “{register}” cùng một lúc?",
                n=number_words(action.rows),
                register=REGISTERS[action.register].label,
            ),
        )
        return answer is QMessageBox.StandardButton.Yes

    def _take_back(self, action: Action) -> TakenBack:
        book = self.desk.book
        undo.undo(book, now=self.desk.now(), action=action.id)
        return told(book.db, action, book.office.edition)

    def _done(self, outcome: Outcome[TakenBack]) -> None:
        if isinstance(outcome, Err):
            self._failed(outcome.error)
        else:
            self._told(outcome.value)


@translated()
def last(db: Database, since: int) -> Action | None:
    """The last action after that journal number that still stands."""
    found = db.execute(
        "SELECT action FROM history h WHERE undoes IS NULL AND number > ? AND NOT EXISTS"
        " (SELECT 1 FROM history u WHERE u.undoes = h.action) ORDER BY number DESC LIMIT 1",
        [since],
    ).fetchone()
    return named(db, str(found[0])) if found else None


def named(db: Database, action: str) -> Action | None:
    """The action of that id, None when there is none."""
    return next((a for a in history.actions(db, -1) if a.id == action), None)


def told(db: Database, action: Action, edition: str) -> TakenBack:
    """What was taken back, as a person reads it."""
    if action.rows > 1:
        words = t(
            "Đã hoàn tác: ghi {n} dòng vào “{register}”.",
            n=number_words(action.rows),
            register=REGISTERS[action.register].label,
        )
        return TakenBack(words, action.register)
    ((_, register, uid, before),) = history.entries(db, action.id)
    row = queries.stored(db, register, uid) or {}
    lookup = Captions(db, edition).seen_from(str(row.get("unit")))
    name = caption(register, row, lookup)
    if before is None:
        words = t("Đã hoàn tác: ghi mới “{name}”. Dòng đã được bỏ ra khỏi sổ.", name=name)
    elif action.kind == "retire":
        words = t("Đã hoàn tác: bỏ “{name}”. Dòng lại có trong sổ.", name=name)
    elif before["retired"] is not None:
        words = t("Đã hoàn tác: đưa lại “{name}”. Dòng đã được bỏ ra khỏi sổ.", name=name)
    else:
        words = t("Đã hoàn tác: sửa “{name}”. Dòng trở lại như trước.", name=name)
    return TakenBack(words, f"{register.name}:{uid}")
