"""The import law holds in this house, and the scanner that says so notices every kind of breach."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.import_law import FLOOR, LAYERS, House, breaches, scan, within

ROOT = Path(__file__).resolve().parent.parent

LAWFUL = {
    "desktop/__init__.py": "",
    "desktop/records/__init__.py": "",
    "desktop/records/book.py": "import sqlite3\nimport resources\nfrom . import rules\n",
    "desktop/records/rules.py": "from resources import text\n",
    "desktop/ui/__init__.py": "",
    "desktop/ui/app.py": "from PySide6 import QtWidgets\nimport sync.send\n",
    "resources/__init__.py": "text = str\n",
    "sync/__init__.py": "",
    "sync/packet.py": "from desktop.records import rules\nfrom urllib.parse import quote\n",
    "sync/send.py": "from desktop.records import book\nfrom sync import packet\nimport socket\n",
}
RESOURCES = "resources/__init__.py"
RULES = "desktop/records/rules.py"
PACKET = "sync/packet.py"
SEND = "sync/send.py"

UP = "against the direction"
BREACHES = {
    "plain": (RULES, "import sync.packet", UP),
    "from a package": (RULES, "from sync import packet", UP),
    "relative": (RULES, "from ..ui import app", UP),
    "lazy": (SEND, "def show():\n    from desktop.ui.app import main", UP),
    "for types only": (RESOURCES, "if TYPE_CHECKING:\n    import desktop.records.rules", UP),
    "by string": (SEND, "import importlib\nimportlib.import_module('desktop.ui.app')", UP),
    "by relative string": (RULES, "import_module('..ui.app', __package__)", UP),
    "by formatted string": (SEND, "def f(n):\n    __import__(f'desktop.ui.{n}')", UP),
    "by unknown name": (SEND, "def f(n):\n    __import__(n)", "only running it"),
    "the package above": ("desktop/__init__.py", "import desktop.records.rules", UP),
    "tests": (SEND, "from tests import district", "not part of the program"),
    "Qt in records": (RULES, "from PySide6.QtCore import QObject", "only desktop/ui knows Qt"),
    "Qt in sync": (SEND, "def f():\n    import PySide6", "only desktop/ui knows Qt"),
    "a book in the floor": (PACKET, "from desktop.records import book", "brings a book"),
    "a book behind the floor": (RULES, "import desktop.records.journal", "brings a book"),
    "a database in the floor": (PACKET, "import sqlcipher3.dbapi2", "brings a book"),
    "a socket in the floor": (PACKET, "import socket", "brings the network"),
    "http in the floor": (PACKET, "from urllib import request", "brings the network"),
    "a cycle": (PACKET, "from sync import send", "sync.send → sync.packet → sync.send"),
    "a lazy cycle": (RULES, "def f():\n    from . import book", "import cycle"),
    "itself": (PACKET, "import sync.packet", "sync.packet → sync.packet"),
}


def build(root: Path, files: dict[str, str]) -> Path:
    for name, source in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, "utf-8")
    return root


@pytest.fixture(scope="module")
def house() -> House:
    return scan(ROOT)


def test_this_house_keeps_the_import_law(house: House) -> None:
    assert "\n".join(breaches(house)) == ""


def test_the_scan_saw_this_house(house: House) -> None:
    for name in LAYERS:
        assert any(within(module, [name]) for module in house.modules), f"nothing read in {name}"
    assert len(house.modules) >= 60
    edges = {(item.importer, item.imported) for item in house.imports}
    assert ("sync.errors", "desktop.records.errors") in edges
    assert any(within(there, ["PySide6"]) for _, there in edges)
    assert any(here == "desktop.records.units" and there == "resources" for here, there in edges)


def test_every_module_of_the_pure_floor_is_there(house: House) -> None:
    assert set(FLOOR) <= house.modules.keys()


def test_a_lawful_tree_has_no_breach(tmp_path: Path) -> None:
    assert breaches(scan(build(tmp_path, LAWFUL))) == []


@pytest.mark.parametrize(("file", "line", "says"), BREACHES.values(), ids=BREACHES.keys())
def test_each_kind_of_breach_is_caught(tmp_path: Path, file: str, line: str, says: str) -> None:
    tree = LAWFUL | {file: LAWFUL[file] + line + "\n"}
    found = breaches(scan(build(tmp_path, tree)))
    assert any(says in breach and "Fix: " in breach for breach in found), found
