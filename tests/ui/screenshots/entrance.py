"""The way into a book."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from desktop.records.recovery import to_words
from desktop.ui.first_run.copying import Copying
from desktop.ui.first_run.entrance import Entrance
from desktop.ui.first_run.office import Office
from desktop.ui.first_run.passphrase import Passphrase
from tests.ui.screenshots.books import COMMUNE
from tests.ui.screenshots.studio import Shot, Studio

S = TypeVar("S", bound=QWidget)


def _welcome(studio: Studio) -> None:
    studio.window.start(None)


def _steps(studio: Studio) -> Entrance:
    found = studio.window.centralWidget()
    assert isinstance(found, Entrance)
    return found


def _step(studio: Studio, kind: type[S]) -> S:
    found = _steps(studio).currentWidget()
    assert isinstance(found, kind)
    return found


def _office(studio: Studio) -> None:
    _steps(studio).ask_office()
    _step(studio, Office).words.setText("boc bo")


def _passphrase(studio: Studio) -> None:
    _step(studio, Office).go.click()
    step = _step(studio, Passphrase)
    step.first.setText("một câu dễ nhớ")
    step.second.setText("một câu dễ nhớ hơn")
    step.next()


def _recovery(studio: Studio) -> None:
    steps, words = _steps(studio), to_words(bytes(range(32)))
    steps.addWidget(page := Copying(words, lambda: None))
    steps.setCurrentWidget(page)


def _check(studio: Studio) -> None:
    _step(studio, Copying).ask_back()


def _unlock(studio: Studio) -> None:
    studio.window.start(studio.folder / COMMUNE)


SHOTS: tuple[Shot, ...] = (
    ("01-welcome", _welcome),
    ("02-office", _office),
    ("03-passphrase", _passphrase),
    ("04-recovery", _recovery),
    ("04-recovery-check", _check),
    ("05-unlock", _unlock),
    ("06-practise", lambda studio: studio.window.practise()),
)
