"""Books: made once, with Argon2id at its real cost, and copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from desktop.records import units
from desktop.records.book import Book
from tests.records.making import PASSPHRASE, Shelf, make_book


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The closed book of a commune."""
    return make_book(tmp_path_factory.mktemp("shelf") / "xã", units.find("2021", "01864"))


@pytest.fixture(scope="session")
def district_shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The closed book of the district above it."""
    return make_book(tmp_path_factory.mktemp("shelf") / "huyện", units.find("2021", "060"))


@pytest.fixture
def folder(shelf: Shelf, tmp_path: Path) -> Path:
    """A copy of the commune's closed book."""
    return copytree(shelf.folder, tmp_path / "xã")


@pytest.fixture
def book(folder: Path) -> Iterator[Book]:
    """A new, open book of a commune."""
    with Book.open(folder, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def district(district_shelf: Shelf, tmp_path: Path) -> Iterator[Book]:
    """A new, open book of the district above it."""
    with Book.open(copytree(district_shelf.folder, tmp_path / "huyện"), PASSPHRASE) as opened:
        yield opened
