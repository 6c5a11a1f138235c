"""Every dialog and every step of the way in: named, readable, and done with the keyboard alone."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from shiboken6 import isValid

import desktop.ui
from desktop.records import language
from desktop.records.language import t
from desktop.records.recovery import to_words
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.first_run.asking import Asking
from desktop.ui.first_run.choices import Choices
from desktop.ui.first_run.office import Office
from desktop.ui.first_run.passphrase import Passphrase
from desktop.ui.first_run.practice import Practice
from desktop.ui.first_run.recovery import Check, Recovery
from desktop.ui.first_run.renewing import Renewing
from desktop.ui.first_run.restoring import Restoring
from desktop.ui.first_run.sheet import Sheet
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.first_run.welcome import Welcome
from desktop.ui.form.inline import NewRow
from desktop.ui.look import theme
from desktop.ui.look.dialog import Dialog
from desktop.ui.look.question import Question, ask
from desktop.ui.look.widgets import Panel, column, label
from desktop.ui.pages.overview.remind import Remind
from desktop.ui.pages.settings.recovery import NewWords
from desktop.ui.paper.print_dialog import PrintDialog
from desktop.ui.paper.printing import Ability
from desktop.ui.paper.sheet_dialog import SheetDialog, print_slip
from tests.records.office_year import record, slip
from tests.ui.accessible import deaf, nameless, told, unreachable, unseen, used
from tests.ui.hands import Hands
from tests.ui.legible import faint

W = TypeVar("W", bound=QWidget)
WORDS = to_words(bytes(range(32)))
ROOT = Path(desktop.ui.__file__).parent


def nothing(*_args: object) -> None:
    """Where the buttons lead does not matter here."""


@dataclass(frozen=True)
class Around:
    """What a dialog may need."""

    desk: Desk
    parent: QWidget
    folder: Path


def _new_row(around: Around) -> QWidget:
    field = REGISTERS["referrals"].field("provider")
    return NewRow(around.desk, around.parent, field, "Trạm", nothing)


def _slip(around: Around) -> QWidget:
    record(around.desk.book, "referrals", [slip("DA_SU_DUNG")])
    (uid,) = around.desk.book.db.execute("SELECT uid FROM referrals").fetchone()
    return print_slip(around.desk, around.parent, uid)


def _print(around: Around) -> QWidget:
    printers = [Ability("Máy in phòng họp", default=True, both_sides=True, takes_a6=False)]
    return PrintDialog(around.parent, printers, 3, nothing, small=True)


DIALOGS: dict[type[QDialog], Callable[[Around], QWidget]] = {
    NewRow: _new_row,
    SheetDialog: _slip,
    PrintDialog: _print,
    Remind: lambda around: Remind(around.parent, "Xã Bộc Bố\nXã Bằng Thành"),
    Restoring: lambda around: Restoring(around.parent, around.desk.jobs, around.desk.now, nothing),
    Question: lambda around: Question(around.parent, "?", "3?", t("Hoàn tác"), nothing),
    NewWords: lambda around: NewWords(around.parent, around.desk, WORDS),
}
"""How each dialog comes up. One that is missing here fails a test below."""

STEPS: dict[type[Sheet], Callable[[Around], QWidget]] = {
    Welcome: lambda _around: Welcome(nothing, nothing, nothing, nothing, nothing),
    Office: lambda _around: Office(Choices(), nothing, nothing),
    Passphrase: lambda _around: Passphrase(Choices(), nothing, nothing),
    Recovery: lambda _around: Recovery(WORDS, nothing, on_paper=nothing),
    Check: lambda _around: Check(WORDS, [3, 7, 20], nothing, nothing),
    Asking: lambda around: Asking(WORDS[:5], around.folder / "a.csr", nothing),
    Unlock: lambda around: Unlock(
        around.desk.jobs, around.folder, around.desk.now, nothing, nothing, nothing, nothing
    ),
    Renewing: lambda around: Renewing(around.desk.jobs, around.desk.book, " ".join(WORDS), nothing),
    Practice: lambda around: Practice(
        around.desk.jobs, around.folder / "p", around.desk.now, nothing, nothing
    ),
}
"""How each step on the way in comes up."""


def below(kind: type[W]) -> set[type[W]]:
    """Every kind of it that the program has."""
    for module in pkgutil.walk_packages([str(ROOT)], "desktop.ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: set[type[W]] = set()
    waiting = [kind]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            found |= {one} if one.__module__.startswith("desktop.") else set()
    return found


def test_every_dialog_and_every_step_is_looked_at() -> None:
    assert below(QDialog) - {Dialog} == set(DIALOGS)
    assert below(Sheet) == set(STEPS)


def test_no_dialog_is_put_together_on_the_way() -> None:
    """A bare QDialog would escape the list above."""
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            name = (
                node.func.id
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                else ""
            )
            assert name != "QDialog", file


@pytest.fixture
def around(desk: Desk, hands: Hands, tmp_path: Path) -> Iterator[Around]:
    yield Around(desk, hands.show(Panel()), tmp_path)
    language.use("vi")
    theme.apply(_app(), "light")


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def up(kind: type[QWidget], around: Around, hands: Hands) -> QWidget:
    """It is in front, as it comes up."""
    if issubclass(kind, Sheet):
        one = hands.show(STEPS[kind](around))
    else:
        assert issubclass(kind, QDialog)
        one = DIALOGS[kind](around)
        with hands.qtbot.waitActive(one):
            one.show()
            one.activateWindow()
    hands.settle()
    return one


@pytest.mark.parametrize(("tongue", "look"), [("vi", "light"), ("en", "dark")])
@pytest.mark.parametrize("kind", [*DIALOGS, *STEPS])
def test_everybody_can_use_it(
    kind: type[QWidget], tongue: str, look: str, around: Around, hands: Hands
) -> None:
    language.use(tongue)
    theme.apply(_app(), look)
    one = up(kind, around, hands)
    own = {around.desk.book.office.name, "Tiếng Việt", "Máy in phòng họp", *WORDS}
    assert one.windowTitle() or one.accessibleName()
    assert used(one)
    assert nameless(one, own) == []
    assert unreachable(one) == []
    assert deaf(one) == []
    assert faint(one) == []
    first = one.focusWidget()
    assert first is not one and first.isVisible() and told(first), "one can begin at once"
    assert unseen(one, set()) == []


@pytest.mark.parametrize("kind", DIALOGS)
def test_enter_does_it_and_escape_closes(kind: type[QDialog], around: Around, hands: Hands) -> None:
    one = up(kind, around, hands)
    assert isinstance(one, Dialog)
    pressed: list[str] = []
    primary = one.primary()
    assert primary is not None and primary.isEnabled()
    primary.clicked.disconnect()
    primary.clicked.connect(lambda: pressed.append(primary.text()))
    lines = [line for line in used(one) if isinstance(line, QLineEdit)]
    if lines and kind is not NewRow:  # there Enter goes on to the next field
        hands.press(lines[0], Qt.Key.Key_Return)
    else:
        hands.press(primary, Qt.Key.Key_Return)
    assert pressed == [primary.text()]
    hands.press(one.focusWidget(), Qt.Key.Key_Escape)
    assert not isValid(one) or not one.isVisible()


def test_questions_are_not_answered_by_accident(around: Around, hands: Hands) -> None:
    """Enter and Escape leave everything as it is, and a closed window too."""
    done: list[str] = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        asked = ask(around.parent, "Hoàn tác", "3 dòng?", "Hoàn tác", lambda: done.append("x"))
        hands.press(asked, key)
        assert not isValid(asked) or not asked.isVisible()
    ask(around.parent, "Hoàn tác", "3 dòng?", "Hoàn tác", lambda: done.append("x")).close()
    assert not done
    ask(around.parent, "Hoàn tác", "3 dòng?", "Hoàn tác", lambda: done.append("x")).do.click()
    assert done == ["x"]


def test_what_is_wrong_is_noticed(around: Around, hands: Hands) -> None:
    page = QWidget()
    line = QLineEdit()
    line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    grey = label("mờ quá")
    grey.setStyleSheet("color: #999; background: #ccc")
    page.setLayout(column(line, grey))
    hands.show(page)
    assert len(nameless(page)) == len(unreachable(page)) == len(faint(page)) == 1
