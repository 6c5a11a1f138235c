"""R1: the plug is pulled at a random moment while somebody works in the window: what the book said
it keeps of the forms is there again, the newest state or a newer one, and nothing is there twice.

The controls write drafts only on closing, and so lose what is due; or go on with them though their
rows are saved, and so have them twice.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import cast

import pytest

from desktop.records import drafts, health, units
from desktop.records.book import Book
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.work import Work
from tests import rows
from tests.district import NOW, PASSPHRASE, record
from tests.trials.typed import killed, wrong
from tests.ui.conftest import hands, jobs, qapp, then
from tests.ui.hands import Hands

__all__ = ["hands", "jobs", "qapp", "then"]
SAVED = re.compile(r'"what": "saved", "key": \["\w+", ""\]').search
TYPED, TICK, DUE = (re.compile(f'"what": "{word}"').search for word in ("typed", "tick", "due"))
LINES = 120
"""That a typist tells before the plug is pulled, at most: a few seconds of work."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commune's book with a few rows, to be copied."""
    folder = tmp_path_factory.mktemp("typed") / "book"
    book, _ = Book.create(folder, PASSPHRASE, units.find("2021", "01864"), now=NOW)
    with book:
        record(book, "outreach", *(rows.outreach(place=f"cũ {n}") for n in range(8)), now=NOW)
        record(book, "sites", *(rows.site(name=f"nơi {n}") for n in range(4)), now=NOW)
        record(book, "referrals", *(rows.referral() for _ in range(3)), now=NOW)
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "book"))


def pulled(folder: Path, seeds: range) -> Iterator[list[str]]:
    """What was wrong after each time the plug was pulled, on the same book; every third time just
    after a row was saved."""
    for seed in seeds:
        draw = Random(seed)
        seconds = draw.uniform(0, 0.3)
        if seed % 3:
            words = draw.randint(LINES // 4, LINES)
            yield wrong(folder, killed(folder, seed, "kept", words=words, seconds=seconds))
        else:
            yield wrong(folder, killed(folder, seed, "kept", last=[SAVED], seconds=seconds / 6))


def test_what_is_kept_is_there_again_and_only_once(folder: Path, jobs: Jobs, hands: Hands) -> None:
    assert [found for found in pulled(folder, range(2)) if found] == []
    found_again(folder, jobs, hands)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 1100, 20))
def test_many_times(folder: Path, jobs: Jobs, hands: Hands, seed: int) -> None:
    assert [found for found in pulled(folder, range(seed, seed + 20)) if found] == []
    with Book.open(folder, PASSPHRASE) as book:
        assert health.check(book) == []
    found_again(folder, jobs, hands)


def test_control_drafts_that_are_written_on_closing_are_lost(folder: Path) -> None:
    found = wrong(folder, killed(folder, 1, "on close", last=[TYPED, TICK, *[DUE] * 4]))
    assert any("is none of" in one for one in found)


def test_control_a_draft_that_goes_on_though_its_row_is_saved_is_there_twice(folder: Path) -> None:
    assert any(
        wrong(folder, killed(folder, seed, "forgetful", last=[Again()])) for seed in range(1, 21)
    )


class Again:
    """Finds the line that tells of a draft on the disk that was saved as a row before."""

    def __init__(self) -> None:
        self.saved: list[tuple[object, object]] = []

    def __call__(self, line: str) -> bool:
        told = json.loads(line)
        state = told.get("key"), told.get("raw")
        if told["what"] == "saved":
            self.saved.append(state)
        return told["what"] == "disk" and state in self.saved


def found_again(folder: Path, jobs: Jobs, hands: Hands) -> None:
    """The program is started again: the newest draft is named, each is in its form, and can be
    thrown away."""
    with Book.open(folder, PASSPHRASE) as book:
        left = drafts.openable(book.db, book.device, drafts.waiting(book.db))
        desk = Desk(book, jobs, lambda: NOW + timedelta(minutes=5))
        work = hands.show(Work(desk, Remember(folder.parent / "r.ini"), lambda: None))
        hands.settle()
        assert work.banner.isVisible() == bool(left)
        for draft in left:
            work.go(f"{draft.register}:{draft.uid}" if draft.uid else f"{draft.register}+")
            hands.settle()
            page = cast(RegisterPage, work.stack.currentWidget())
            assert page.record
            assert page.record.form.raw() == draft.raw
            page.record.head.action.click()
        hands.settle()
        desk.drafts.close()
        again = drafts.openable(book.db, book.device, drafts.waiting(book.db))
        assert Counter(again) == Counter()
        jobs.wait()
