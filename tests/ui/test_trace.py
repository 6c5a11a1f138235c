"""The log tells where a fault happened and keeps to itself what was typed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.ui import trace
from desktop.ui.jobs import Job, Jobs
from tests.ui.hands import Hands

CANARY = "Mã phiếu B2B2N4BQ"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    before = list(logging.getLogger().handlers)
    kept = trace.keep(tmp_path / "a" / "log.txt")
    assert kept
    yield kept
    for handler in [h for h in logging.getLogger().handlers if h not in before]:
        logging.getLogger().removeHandler(handler)
        handler.close()


def test_a_fault_is_kept_without_its_words(log: Path, jobs: Jobs, hands: Hands) -> None:
    def work(_job: Job) -> None:
        raise ValueError(CANARY)

    jobs.run(None, work, lambda _outcome: None)
    hands.settle()
    text = log.read_text("utf-8")
    assert "ValueError" in text and "test_trace.py" in text
    assert CANARY not in text


def test_no_log_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert trace.keep(tmp_path / "file" / "log.txt") is None
