"""The question before something that is more than a person may have meant."""

from PySide6.QtWidgets import QMessageBox, QWidget


def agrees(parent: QWidget, title: str, question: str, do: str, keep: str) -> bool:
    """Whether a person wants it; only a deliberate press on ``do`` agrees, Enter and Escape
    ``keep`` things as they are."""
    box = QMessageBox(QMessageBox.Icon.Question, title, question, parent=parent)
    agreed = box.addButton(do, QMessageBox.ButtonRole.DestructiveRole)
    kept = box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(kept)
    box.setEscapeButton(kept)
    box.exec()
    return box.clickedButton() is agreed
