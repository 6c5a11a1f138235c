"""The peer of F1 and F8: a process that shows an empty window and does nothing else."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.painted import Painted, tell, tell_memory

if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = QMainWindow()
    window.resize(1366, 768)

    def painted() -> None:
        tell("painted")
        tell_memory(lambda: True)

    Painted(window, painted)
    window.show()
    sys.exit(app.exec())
