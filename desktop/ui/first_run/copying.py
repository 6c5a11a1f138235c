"""The 24 words on their way to paper: shown, then hidden and asked back."""

import secrets
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.ui.first_run.recovery import Check, Recovery
from desktop.ui.first_run.steps import Steps

ASKED = 3
"""So many of the words are asked back."""


class Copying(Steps):
    """``done`` is called once somebody has typed some of the words from the paper."""

    def __init__(
        self,
        words: Sequence[str],
        done: Callable[[], None],
        on_paper: Callable[[QWidget], object] | None = None,
        *,
        at: int = 0,
    ) -> None:
        super().__init__()
        self._at = at
        self._words, self._done, self._on_paper = tuple(words), done, on_paper
        self.show_words()

    def show_words(self) -> None:
        """All of them."""
        self.to(Recovery(self._words, self.ask_back, on_paper=self._on_paper, at=self._at))

    def ask_back(self) -> None:
        """Some of them, drawn anew each time."""
        places = range(1, len(self._words) + 1)
        asked = sorted(secrets.SystemRandom().sample(places, ASKED))
        self.to(Check(self._words, asked, self.show_words, self._done, at=self._at))
