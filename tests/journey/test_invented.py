"""Adding a register touches its declaration and its list, and nothing else of the program."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.district import District
from tests.journey.invented import STEPS
from tests.texts import ROOT


@pytest.fixture(scope="module")
def done(founded: District, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The steps that a child process got through in which one more register was declared."""
    district = founded.copy(tmp_path_factory.mktemp("invented") / "district")
    ran = subprocess.run(
        [sys.executable, "-m", "tests.journey.invented", str(district.folder)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout.split()


@pytest.mark.parametrize("step", STEPS)
def test_an_invented_register_is(step: str, done: list[str]) -> None:
    assert step in done
