"""The menu of a list: the same deeds as the keys have, with the keys beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget


@dataclass(frozen=True)
class Deed:
    """One thing that can be done, with its key; ``possible`` just now."""

    words: str
    key: str
    do: Callable[[], object]
    possible: bool = True


def menu(parent: QWidget, deeds: Sequence[Deed]) -> QMenu:
    """The menu of what is possible."""
    made = QMenu(parent)
    for deed in deeds:
        if deed.possible:
            made.addAction(f"{deed.words}\t{deed.key}", deed.do)
    return made
