"""Editors that pick: one code, a row of another register, yes or no."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QRadioButton
from shiboken6 import isValid

from desktop.records import lists
from desktop.records.fields import Value
from desktop.records.language import t
from desktop.ui.editors.base import Editor, Option, Setting
from desktop.ui.editors.picker import MOST, Picker, matching, meant
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import column, line

NEW = "+"
"""The option that stands for a row that is not there yet."""


def code_options(names: tuple[str, ...]) -> list[Option]:
    """The entries of code lists, to pick from."""
    return [Option(entry.code, entry.label) for entry in lists.codes(names).values()]


class Pick(Editor):
    """One of many, found by typing. What was typed and matches nothing is kept as typed."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.input = Picker()
        self._key = ""
        self.setLayout(column(self.input))
        self.hold(self.input)
        self.input.asked.connect(self.ask)
        self.input.textEdited.connect(lambda _text: self._forget())
        self.input.picked.connect(self.take)
        self.input.editingFinished.connect(self._settle)

    def raw(self) -> object:
        return self._key or self.input.text()

    def ask(self, words: str) -> None:
        """Find what can be picked for these words and offer it."""
        raise NotImplementedError

    def fitting(self, words: str) -> list[Option]:
        """Of what is offered, that which fits these words."""
        return matching(self.input.shown, words)

    def take(self, option: Option) -> None:
        """Choose this one."""
        self._show(option)
        if self.input.hasFocus():
            self.input.pick_out()
        self.changed.emit()

    def close_to_changes(self) -> None:
        self.input.setReadOnly(True)
        for action in self.input.actions():
            self.input.removeAction(action)

    def _show(self, option: Option) -> None:
        self._key, self.input.settled = option.key, bool(option.key)
        self.input.setText(option.words)
        self.input.setToolTip(option.words)
        self.input.setCursorPosition(0)

    def _forget(self) -> None:
        self._key, self.input.settled = "", False
        self.changed.emit()

    def _settle(self) -> None:
        typed = self.input.text()
        if self._key or not typed:
            return
        if one := meant(self.fitting(typed), typed):
            self.take(one)
            self.left.emit()  # what was left a moment ago were the words, not yet their meaning


class Code(Pick):
    """One code of closed lists."""

    def ask(self, words: str) -> None:
        self.input.offer(matching(code_options(self.field.lists), words))

    def put(self, value: Value) -> None:
        entry = lists.codes(self.field.lists).get(str(value))
        words = entry.label if entry else str(value or "")
        self._show(Option(entry.code if entry else "", words))

    def restore(self, raw: object) -> None:
        self.put(str(raw or ""))


class Reference(Pick):
    """A row of another register, by its caption; or a new one, written without leaving the form."""

    _found_for = ""
    _typed = ""

    def ask(self, words: str) -> None:
        self.setting.options(words, partial(self._offer, words))

    def fitting(self, words: str) -> list[Option]:
        """The record has searched all of the row; its caption alone may not hold the words."""
        there = [option for option in self.input.shown if option.key != NEW]
        return there if words == self._found_for else []

    def take(self, option: Option) -> None:
        if option.key != NEW or self.setting.create is None:
            super().take(option)
            return
        self._show(Option("", self._typed))
        self.setting.create(self, self.field, self._typed, self._created)

    def _created(self, uid: str) -> None:
        if isValid(self):
            self.put(uid)
            self.changed.emit()
            self.input.setFocus()
            self.left.emit()

    def _offer(self, words: str, found: list[Option]) -> None:
        if not isValid(self):  # the form may have been closed meanwhile
            return
        self._found_for = self._typed = words
        if self.setting.create:
            said = t("+ Ghi mới “{words}”…", words=words) if words else t("+ Ghi mới…")
            found = [*found[: MOST - 1], Option(NEW, said)]
        self.input.offer(found)

    def put(self, value: Value) -> None:
        uid = str(value or "")
        self._show(Option(uid, ""))
        if uid:
            self.setting.named(uid, self._named)

    def restore(self, raw: object) -> None:
        typed = str(raw or "")
        self._show(Option("", typed))
        if typed:
            self.setting.named(typed, self._named)

    def _named(self, found: list[Option]) -> None:
        for option in found:
            if isValid(self) and option.key == self.raw():
                self._show(option)


class YesNo(Editor):
    """Yes or no, and neither until someone says so."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.yes, self.no = QRadioButton(t("Có")), QRadioButton(t("Không"))
        group = QButtonGroup(self)
        for one in (self.yes, self.no):
            group.addButton(one)
            one.clicked.connect(lambda _checked: self.changed.emit())
        self._group = group
        self.setLayout(line(self.yes, self.no, -1, gap=2 * STEP, edges=(0, 3, 0, 3)))
        self.hold(self.yes, self.no)
        self.yes.setAccessibleName(f"{self.field.label}: {self.yes.text()}")
        self.no.setAccessibleName(f"{self.field.label}: {self.no.text()}")

    def raw(self) -> object:
        return True if self.yes.isChecked() else False if self.no.isChecked() else None

    def put(self, value: Value) -> None:
        self._group.setExclusive(False)
        self.yes.setChecked(value is True)
        self.no.setChecked(value is False)
        self._group.setExclusive(True)

    def restore(self, raw: object) -> None:
        self.put(raw if isinstance(raw, bool) else None)
