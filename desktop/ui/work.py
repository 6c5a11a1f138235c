"""The working window of one open book: navigation, the screens, the bottom line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.ui import actions, facts
from desktop.ui.desk import Desk
from desktop.ui.frame.navigation import Navigation, shown_at
from desktop.ui.frame.practising import FRAME, Band
from desktop.ui.frame.status import StatusLine
from desktop.ui.frame.undoing import Told, Undoing
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.keeping import Keeping
from desktop.ui.look import theme
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import column, line
from desktop.ui.remember import Remember
from desktop.ui.screens import places, screens

if TYPE_CHECKING:
    from desktop.ui.frame.help import Help

SCREEN = "screen"
"""The habit that tells which screen was in front."""


class Work(QWidget):
    """Every screen of a book; each is made when it is first gone to.

    ``rebuild`` makes the window anew, ``switch`` goes to another book, ``lock`` closes this one and
    asks for the passphrase.
    """

    def __init__(
        self,
        desk: Desk,
        remember: Remember,
        rebuild: Callable[[], None],
        switch: Callable[[Path | None], None] = lambda _folder: None,
        practise: Callable[[], None] = lambda: None,
        lock: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self.desk, self.remember, self.rebuild = desk, remember, rebuild
        self.switch, self.practise, self.lock = switch, practise, lock
        self.habits = remember.habits(desk.book.folder)
        self.banner = Banner()
        self.pages: dict[str, QWidget] = {}
        self.here = ""
        self._help: Help | None = None
        self._band: Band | None = None
        self.stack = QStackedWidget()
        self.screens = screens(desk.book.office)
        self.navigation = Navigation(desk.book.office, places(self.screens), self.go)
        self.status = StatusLine(desk, self.go, lock)
        middle = QWidget()
        middle.setLayout(column(self.banner, self.stack, gap=0))
        top = line(self.navigation, middle, gap=0)
        top.setStretch(1, 1)
        whole = column(top, self.status, gap=0)
        whole.setStretch(0, 1)
        if desk.book.practice:
            self._mark(whole)
        self.setLayout(whole)
        self._undoing = Undoing(desk, self, self._told, self.banner.bad)
        self._bind_keys()
        desk.changed.connect(self._count)
        self._count()
        self._keeping = Keeping(desk, self.banner, self.go)
        self.go(self._last_screen())
        self._remind()

    def go(self, name: str) -> None:
        """Bring a screen to the front: ``outreach``, ``outreach+``, ``outreach:UID`` or
        ``outreach?words``."""
        name, _, words = name.partition("?")
        name, new = name.removesuffix("+"), name.endswith("+")
        name, _, what = name.partition(":")
        if name not in self.pages:
            self.pages[name] = self._make(name)
            self.stack.addWidget(self.pages[name])
        page = self.pages[name]
        stays = self._holds_focus(self.navigation) or self._holds_focus(page)
        self.here = name
        self.stack.setCurrentWidget(page)
        self.navigation.choose(name if name in self.navigation.entries else what)
        if name in self.navigation.entries:
            self.habits.put(SCREEN, self.habits.mark(name))
        self.banner.hide()
        self.status.look_at_clock()
        if not stays:  # else Qt lets it fall on whatever comes next, which Enter would then press
            page.setFocus()
        page.refresh()  # type: ignore[attr-defined]
        if new:
            page.new()  # type: ignore[attr-defined]
        if what:
            page.open(what)  # type: ignore[attr-defined]
        if words:
            page.look_for(words)  # type: ignore[attr-defined]
        if not what:
            self._keeping.remind()

    def _holds_focus(self, part: QWidget) -> bool:
        here = QApplication.focusWidget()
        return here is not None and part.isAncestorOf(here)

    def has(self, name: str) -> bool:
        """Whether there is such a screen in this book."""
        return name in self.screens

    def key_of(self, name: str) -> str:
        """The key that goes to a screen, "" for none."""
        entry = self.navigation.entries.get(name)
        return entry.key if entry else ""

    def undo(self, action: str | None = None) -> None:
        """Take back an action, or the last one since the book was opened; says what it was."""
        self._undoing.undo(action)

    def leave_practice(self) -> None:
        """Go back to the real book, or to the way in where there is none yet."""
        self.switch(self.remember.folder)

    def _mark(self, whole: QVBoxLayout) -> None:
        """Show on every screen that nothing here is real."""
        self.setProperty("look", "practice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._band = Band(partial(self.go, "practice"), self.leave_practice)
        whole.insertWidget(0, self._band)
        whole.setContentsMargins(FRAME, FRAME, FRAME, FRAME)

    def redo(self) -> None:
        """Put back what was taken back last, as long as nothing was done since."""
        self._undoing.redo()

    def look_for(self) -> None:
        """Open the command search."""
        from desktop.ui.frame.finder import Finder

        Finder(self, self).open()

    def help(self, name: str = "") -> None:
        """Show the help of the screen in front beside the window, or another page of it."""
        from desktop.ui.frame.help import Help

        if self._help is None:
            self._help = Help(self, partial(actions.keys, self))
        self._help.open(name or self.here)

    def walk(self) -> None:
        """Put the cursor into the navigation."""
        self.navigation.start()

    def leave(self) -> None:
        """End the program."""
        self.window().close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigation.fold(self.width() < theme.SMALL_WINDOW)
        if self._band:
            low = self.height() < theme.LOW_WINDOW
            self._band.setVisible(not low)
            self.status.mark(low)

    def _bind_keys(self) -> None:
        bound: list[tuple[str, Callable[[], object]]]
        bound = [(entry.key, partial(self.go, n)) for n, entry in self.navigation.entries.items()]
        bound += [(c.key, partial(c.do, self)) for c in actions.COMMANDS if c.fits(self)]
        for keys, do in bound:
            for key in keys.split(", ") if keys else ():
                QShortcut(QKeySequence(key), self).activated.connect(do)

    def _last_screen(self) -> str:
        mark = self.habits.get(SCREEN)
        known = self.navigation.entries
        return next((name for name in known if self.habits.mark(name) == mark), "overview")

    def _told(self, done: Told) -> None:
        self.go(done.place)
        self.banner.ok(done.words)

    def _make(self, name: str) -> QWidget:
        page = self.screens[name].make(self)
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return page

    def _remind(self) -> None:
        """Once after opening: what was being typed when the book was closed, or cut off."""
        found, self.desk.drafts.found = self.desk.drafts.found, []
        known = [draft for draft in found if draft.register in self.screens]
        if not known:
            return
        from desktop.ui.form.history import when

        newest = known[0]
        words = t(
            "Lần trước còn phần đang gõ dở ở “{register}”, lúc {at}.",
            register=self.screens[newest.register].words(),
            at=when(newest.at),
        )
        if len(known) > 1:
            words += " " + t("Ngoài ra còn {n} phần nữa.", n=len(known) - 1)
        place = f"{newest.register}:{newest.uid}" if newest.uid else f"{newest.register}+"
        self.banner.warn(words, t("Viết tiếp"), partial(self.go, place))

    def _count(self) -> None:
        registers = shown_at(self.desk.book.office.tier)

        def work(db: Database) -> dict[str, int]:
            return facts.counts(db, registers)

        self.desk.read(self, work, self._counted)

    def _counted(self, outcome: Outcome[dict[str, int]]) -> None:
        if isinstance(outcome, Ok):
            for name, number in outcome.value.items():
                self.navigation.entries[name].count(number)
