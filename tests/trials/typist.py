"""Somebody who works in the window by keys until the plug is pulled: ``FOLDER SEED HOW``.

What stands in a form, what the book says it keeps of it, and every saving is told on a line of JSON
the moment it is so; so is, ``due``, what was typed three pauses of the event loop ago, once nothing
is under way. ``HOW`` is ``kept`` or a control: ``on close`` writes no draft before the book is
closed, ``forgetful`` goes on with a draft though its row is saved.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.records import backup, clock, drafts, queries
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.fields import Kind
from desktop.records.registers import REGISTERS
from desktop.ui.app import dress
from desktop.ui.drafts import PAUSE, Drafts, Key
from desktop.ui.form import drafting
from desktop.ui.form.box import Box
from desktop.ui.form.record import Record
from desktop.ui.jobs import Jobs
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.tidying import Tidying
from desktop.ui.window import Window
from desktop.ui.work import Work
from sync import send
from tests import rows
from tests.district import NOW, PASSPHRASE

BEGUN: dict[str, dict[str, Any]] = {
    "outreach": rows.outreach(place="", date="05/03/2024"),
    "sites": rows.site(name=""),
    "referrals": rows.referral(),
    "media": {"date": "05/03/2024", "outlet": "LOA_XA", "title": ""},
}
"""What stands in a new form before the keys come."""
SAVED = ("outreach", "sites")
"""Registers whose rows are mostly typed so that they can be saved."""
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def say(what: str, **more: object) -> None:
    os.write(1, (json.dumps({"what": what} | more, ensure_ascii=False) + "\n").encode())


def spelt(number: int) -> str:
    """A number in letters: digits in a text might be somebody's telephone number."""
    return "".join("bcdghklmnt"[int(digit)] for digit in str(number))


def tell_of_drafts(how: str) -> None:
    """Have everything told that becomes of a draft or a row."""
    put, drop, write, attempt = Drafts.put, Drafts.drop, drafts.write, drafting.attempt

    def putting(self: Drafts, key: Key, raw: dict[str, object]) -> None:
        put(self, key, raw)
        say("typed", key=key, raw=raw)

    def dropping(self: Drafts, key: Key) -> None:
        drop(self, key)
        say("typed", key=key, raw=None)

    def writing(db: Database, kept: Any, dropped: Any = ()) -> None:
        kept, dropped, inside = list(kept), list(dropped), db.conn.in_transaction
        write(db, kept, dropped)
        states = [((d.register, d.uid), d.raw) for d in kept] + [(key, None) for key in dropped]
        for key, raw in () if inside else states:
            say("disk", key=key, raw=raw)

    def attempting(desk: Any, register: Any, raw: Any, stamp: Any, **more: Any) -> Any:
        key = (register.name, str(stamp.get("uid", "")))
        say("asked", key=key, raw=raw)
        verdict = attempt(desk, register, raw, stamp, **more)
        if verdict.saved:
            say("saved", key=key, uid=verdict.saved.uid, raw=raw)
        else:
            say("refused", key=key, why=[problem.field for problem in verdict.problems])
        return verdict

    vars(drafts)["write"], vars(drafting)["attempt"] = writing, attempting
    Drafts.put, Drafts.drop = putting, dropping  # type: ignore[method-assign]
    if how == "on close":
        Drafts._soon = lambda self: None  # type: ignore[method-assign]
    if how == "forgetful":
        Drafts.drop = _keep_all_the_same  # type: ignore[method-assign]


def _keep_all_the_same(self: Drafts, key: Key) -> None:
    self._settling.discard(key)
    self._unwritten.add(key)
    self._soon()


class Typist(QObject):
    """One deed after the other, drawn at random; ``due`` is told beside them."""

    def __init__(self, window: Window, seed: int) -> None:
        super().__init__(window)
        self.window, self.draw, self.numbers = window, Random(seed), count(1000 * seed + 1)
        assert window.desk
        self.there = window.desk.book.connect()
        self.past: list[int] = []
        self.steps = QTimer(self, interval=0)
        self.steps.timeout.connect(self.step)
        self.steps.start()
        self.pauses = QTimer(self, interval=PAUSE)
        self.pauses.timeout.connect(self.tell_due)
        self.pauses.start()
        self.told = 0

    @property
    def work(self) -> Work | None:
        here = self.window.centralWidget()
        return here if isinstance(here, Work) else None

    @property
    def page(self) -> RegisterPage | None:
        here = self.work.stack.currentWidget() if self.work else None
        return here if isinstance(here, RegisterPage) else None

    @property
    def record(self) -> Record | None:
        return self.page.record if self.page else None

    def tell_due(self) -> None:
        """Three timeouts later whatever waited for its turn in this loop has had it."""
        self.told += 1
        say("tick", number=self.told)
        self.past.append(self.told)
        if len(self.past) > 3 and not self.window.jobs.busy:
            say("due", tick=self.past[-4])
            del self.past[:-3]

    def step(self) -> None:
        if self.work is None:
            return
        self.steps.setInterval(self.draw.choice((0, 5, 20, 60)))
        deeds: list[tuple[int, Callable[[], None]]] = [
            (60, self.type),
            (8, self.begin),
            (5, self.open),
            (9, self.save),
            (3, self.leave),
            (4, self.seek),
            (2, self.undo),
            (3, self.occupy),
        ]
        self.draw.choices([deed for _, deed in deeds], [weight for weight, _ in deeds])[0]()

    def type(self) -> None:
        if self.record is None or not self.record.open_to_changes:
            self.begin()
            return
        boxes = self.record.form.boxes
        shown = [box for name, box in boxes.items() if name not in self.record.unseen]
        plain = [box for box in shown if box.field.kind is Kind.TEXT]
        valid = self.record.register.name in SAVED and self.draw.random() < 0.99
        self.fill(self.draw.choice(plain if valid else shown))

    def fill(self, box: Box) -> None:
        line: QWidget = box.editor.focusProxy() or box.editor
        number, kind = next(self.numbers), box.field.kind
        word = spelt(number)
        if kind is Kind.YES_NO:
            QTest.mouseClick(line, Qt.MouseButton.LeftButton)
        elif kind is Kind.TEXT and self.draw.random() < 0.5:
            self.compose(line, f" xã{word}")
        elif kind in (Kind.DATE, Kind.MOMENT, Kind.MONTH) and isinstance(line, QLineEdit):
            line.selectAll()
            QTest.keyClicks(line, self.draw.choice(("5/3", "6/3", "05/03/2024", "7")))
        elif kind in (Kind.CODE, Kind.CODES):
            QTest.keyClicks(line, self.draw.choice("abcdhnt"))
            if self.draw.random() < 0.5:
                QTest.keyClick(line, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(line, f" {word}" if kind is Kind.TEXT else str(number % 10))

    def compose(self, line: QWidget, words: str) -> None:
        """As a Vietnamese keyboard gives a syllable."""
        line.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(line, event)

    def begin(self) -> None:
        assert self.work
        name = self.draw.choice(list(BEGUN))
        self.work.go(f"{name}+")
        form = self.record
        if form and form.desk.drafts.get((name, "")) is None:
            form.type_over(BEGUN[name] | self.mark(name))

    def mark(self, name: str) -> dict[str, object]:
        """A new row's own word, where the register has one that may say anything."""
        word = {"outreach": "place", "sites": "name", "media": "title"}.get(name)
        return {word: f"riêng {spelt(next(self.numbers))}"} if word else {}

    def open(self) -> None:
        assert self.work and self.window.desk
        name = self.draw.choice(list(BEGUN))
        found = [str(r["uid"]) for r in queries.rows(self.there, REGISTERS[name])]
        if found:
            self.work.go(f"{name}:{self.draw.choice(found)}")

    def save(self) -> None:
        if self.page is None or self.record is None:
            return
        more = self.draw.choice((CONTROL, CONTROL, CONTROL | SHIFT))
        QTest.keyClick(self.page, Qt.Key.Key_S, more)
        after = self.draw.choice((None, None, self.open, self.begin, self.type))
        if after:
            after()

    def leave(self) -> None:
        if self.record:
            self.record.leave()

    def seek(self) -> None:
        if self.page and self.page.search.isEnabled():
            QTest.keyClicks(self.page.search, self.draw.choice("knx"))

    def undo(self) -> None:
        assert self.work
        self.work.undo()

    def occupy(self) -> None:
        """Have the book used for something longer: a copy, a packet for a stick; or lock it."""
        desk = self.window.desk
        assert desk
        kind = self.draw.randrange(12)
        if kind == 0:
            say("locked")
            self.window.lock()
        elif kind < 6:
            desk.use(self, lambda _job: backup.make(desk.book, now=NOW), lambda _outcome: None)
        else:
            desk.write(self, lambda _job: send.export(desk.book, now=NOW), lambda _outcome: None)


def main() -> int:
    folder, seed, how = sys.argv[1:]
    tell_of_drafts(how)
    app = QApplication([])
    Tidying(app)
    dress(app, "light")
    clock.BUILT = NOW  # type: ignore[misc]
    place = Remember(Path(folder).parent / "remembered.ini")
    window = Window(Jobs(), place, lambda: NOW, restart=lambda _folder: QApplication.exit())
    window.work(Book.open(Path(folder), PASSPHRASE))
    window.show()
    say("ready")
    Typist(window, int(seed))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
