"""Five words on the screen, in the form in which they are read out over the telephone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.records.language import t
from desktop.ui.look.flow import Flow
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import column, label


class Spoken(QWidget):
    """The five pairs, each with its number, and what they are."""

    def __init__(self, meaning: str = "") -> None:
        super().__init__()
        self.words: tuple[str, ...] = ()
        self.meaning = label(meaning, "muted", wrap=True)
        self.pairs: list[QLabel] = [label("", "code") for _ in range(5)]
        held = QWidget()
        flow = Flow(3 * STEP)
        for pair in self.pairs:
            pair.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            flow.addWidget(pair)
        held.setLayout(flow)
        self.setLayout(column(self.meaning, held))
        self.hide()

    def tell(self, words: tuple[str, ...], meaning: str = "") -> None:
        """Show these words; nothing for ()."""
        self.words = words
        if meaning:
            self.meaning.setText(meaning)
        for number, (pair, said) in enumerate(zip(self.pairs, words, strict=False), start=1):
            pair.setText(f"{number}. {said}")
            pair.setAccessibleName(pair.text())
        self.setAccessibleName(t("Năm từ: {words}", words=", ".join(words)))
        self.setVisible(bool(words))
