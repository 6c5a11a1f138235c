"""R1: ``kill -9`` at a random moment of a backup and of a change of passphrase.

The controls acknowledge before the work is done; the same trials then find losses.
"""

import random
from pathlib import Path

import pytest

from desktop.records import backup, health, restoring, vault
from desktop.records.book import Book
from desktop.records.errors import WrongPassphrase
from tests import rows
from tests.district import NOW, PASSPHRASE, District, Office
from tests.trials import victims
from tests.trials.test_kill import killed

MOST = 2
"""Backups or changes that a victim ends before the last, at most."""
PIECE = {victims.back_up: 0.15, victims.change_passphrase: 0.03}
"""Seconds that one takes, about: the moment of the kill is drawn from these."""


@pytest.fixture
def commune(district: District) -> Office:
    office = district.communes[0]
    office.record("outreach", *(rows.outreach() for _ in range(20)))
    return office


def lost_backups(commune: Office, out: Path, times: int, *, early: bool, seed: int = 0) -> int:
    """How many acknowledged backups are not there; every one that is there must be whole."""
    draw, acknowledged = random.Random(seed), set[str]()
    for _ in range(times):
        moment = draw.randint(0, MOST), draw.uniform(0, PIECE[victims.back_up])
        acknowledged |= {*killed(victims.back_up, *moment, commune.folder, early, out)}
    made = sorted(backup.listed(out), key=lambda one: one.entries)
    for one in {*random.Random(1).sample(made, min(3, len(made))), *made[-1:]}:
        restored = out.parent / one.path.stem
        restoring.restore(one.path, restored, PASSPHRASE, now=NOW)
        with Book.open(restored, PASSPHRASE) as book:
            assert health.check(book) == []
            (entries,) = book.db.execute("SELECT max(number) FROM journal").fetchone()
            assert entries == one.entries + 1
    with commune.open() as book:
        assert health.check(book) == []
    assert acknowledged
    return len(acknowledged - {one.path.name for one in made})


def lost_passphrases(commune: Office, times: int, *, early: bool, seed: int = 0) -> int:
    """How often the passphrase that was acknowledged last does not open the book and neither does
    the one that was to follow; the control ends with the first time."""
    draw, lost, number = random.Random(seed), 0, 0
    vault.change_passphrase(commune.folder, PASSPHRASE, victims.passphrase(0))
    change = victims.change_passphrase
    for _ in range(times):
        moment = draw.randint(0, MOST), draw.uniform(0, PIECE[change])
        said = killed(change, *moment, commune.folder, early, number)
        claimed = max(said, default=number)
        lost += not opens(commune.folder, claimed) and not opens(commune.folder, claimed + 1)
        if early and lost:
            break
        number = next(n for n in range(number, claimed + 2)[::-1] if opens(commune.folder, n))
        assert not opens(commune.folder, number - 1), "the passphrase before stayed valid"
    return lost


def opens(folder: Path, number: int) -> bool:
    try:
        vault.unlock(folder, victims.passphrase(number))
    except WrongPassphrase:
        return False
    return True


def test_backup(commune: Office, tmp_path: Path) -> None:
    assert lost_backups(commune, tmp_path / "usb", 20, early=False) == 0


def test_passphrase(commune: Office) -> None:
    assert lost_passphrases(commune, 20, early=False) == 0


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 51))
def test_many_times(commune: Office, tmp_path: Path, seed: int) -> None:
    assert lost_backups(commune, tmp_path / "usb", 20, early=False, seed=seed) == 0
    assert lost_passphrases(commune, 20, early=False, seed=seed) == 0


def test_control_acknowledging_before_it_is_done_loses(commune: Office, tmp_path: Path) -> None:
    assert any(
        lost_backups(commune, tmp_path / f"usb{seed}", 8, early=True, seed=seed)
        for seed in range(25)
    )
    assert lost_passphrases(commune, 200, early=True) == 1
