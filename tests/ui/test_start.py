"""What is loaded before the first picture: nothing that it does not show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.ui import app

ROOT = Path(__file__).resolve().parents[2]
ASKING = "from desktop.ui import app"
WORKING = "from desktop.ui.window import _load; _load(None)"
NEVER = (
    *("openpyxl", "lxml", "typst", "docx", "msoffcrypto", "xlrd", "numpy", "ssl", "http.client"),
    *("cryptography.x509", "sync.send", "sync.receive", "sync.xlsx", "sync.package"),
    *("desktop.records.sheet", "desktop.ui.frame.finder", "desktop.ui.frame.help"),
)
"""Loaded by what somebody does in the window, not before."""
LATER = ("sqlite_utils", "sqlcipher3", "filelock", "cryptography", "desktop.ui.work")
"""Loaded while the passphrase is being typed."""


def loaded(begin: str) -> set[str]:
    """The modules of a fresh process that has only begun."""
    told = f"{begin}; import sys; print(*sys.modules)"
    command = [sys.executable, "-c", told]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return set(done.stdout.split())


@pytest.mark.parametrize(("begin", "kept_back"), [(ASKING, NEVER + LATER), (WORKING, NEVER)])
def test_a_step_of_the_start_loads_only_what_it_needs(
    begin: str, kept_back: tuple[str, ...]
) -> None:
    assert not loaded(begin) & set(kept_back)
    assert loaded(f"{begin}; import {kept_back[0]}") & set(kept_back), "the control"


def test_what_works_in_the_open_book_is_there_before_it_opens() -> None:
    assert {*LATER, "desktop.ui.pages.overview.page"} <= loaded(WORKING)


def test_file_dialogs_begin_among_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)  # put back afterwards
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    app.begin_among_documents()
    assert Path.cwd() == tmp_path, "a fresh system may have no such folder yet"
    (tmp_path / "Documents").mkdir()
    app.begin_among_documents()
    assert Path.cwd() == tmp_path / "Documents"
