"""Every figure runs on tiny sizes, and a goal that is reached is told from one that is missed."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.records import queries
from desktop.records.book import Book
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS
from tests.bench.figures import FIGURES
from tests.bench.measure import Pair, Samples, alternate, seconds
from tests.bench.reading import tables
from tests.bench.runner import as_lines, main
from tests.bench.workshop import Scale, Workshop
from tests.district import PASSPHRASE

TINY = Scale(
    rows=40, outreach=20, packets=2, packet_rows=20, many=400, few=200, rounds=1, warm_up=0
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("bench"), TINY)


def test_the_table_holds_the_ten_figures() -> None:
    assert list(FIGURES) == [f"F{number}" for number in range(1, 11)]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_measures_both_sides(name: str, shop: Workshop) -> None:
    samples = FIGURES[name].measure(shop)
    assert len(samples.ours) == len(samples.theirs) == 1
    assert samples.ours[0] > 0 and samples.theirs[0] > 0
    assert math.isfinite(samples.ratio) and samples.ratio > 0


def test_the_tables_that_targets_read_are_found_in_their_sql() -> None:
    assert {"outreach", "reach", "tips", "figures", "referral_years"} <= set(tables())
    assert not {"budget", "tasks", "providers"} & set(tables())


def test_a_large_book_repeats_its_pattern_and_refers_rightly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.bench.workshop.PATTERN", 5_000)
    shop = Workshop(tmp_path, Scale(many=7_500))
    with Book.open(shop.crowded, PASSPHRASE) as book:
        count = {name: queries.count(book.db, register) for name, register in REGISTERS.items()}
        lost = (
            "SELECT count(*) FROM reach WHERE event NOT IN (SELECT uid FROM outreach)"
            " OR site NOT IN (SELECT uid FROM sites)"
        )
        assert book.db.execute(lost).fetchone() == (0,)
        assert queries.count(book.db, REGISTERS["outreach"], Wanted("thon")) == count["outreach"]
    assert 7_000 <= count["outreach"] <= 8_000 and all(count[name] for name in tables()[:3])


def test_a_kept_book_is_taken_again(tmp_path: Path) -> None:
    first = Workshop(tmp_path / "a", Scale(few=200), tmp_path).sparse
    stamp = (first / "book.db").stat().st_mtime_ns
    assert Workshop(tmp_path / "b", Scale(few=200), tmp_path).sparse == first
    assert (first / "book.db").stat().st_mtime_ns == stamp


def test_both_sides_take_turns_and_the_warm_up_does_not_count() -> None:
    turns: list[str] = []
    clock: Iterator[float] = iter(range(1, 9))

    def side(name: str) -> float:
        turns.append(name)
        return next(clock)

    samples = alternate(Pair(lambda: side("A"), lambda: side("B"), lambda: "seen"), 3, warm_up=1)
    assert "".join(turns) == "ABABABAB"
    assert samples == Samples((3, 5, 7), (4, 6, 8), "seen")
    assert [*samples.medians, samples.ratio] == [5.0, 6.0, pytest.approx(5 / 6)]


def test_seconds_are_those_of_the_wall_clock() -> None:
    from time import sleep

    assert 0.02 <= seconds(lambda: sleep(0.02)) < 2


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "reached"),
    [
        ("F1", 2.0, 1.0, True),
        ("F1", 2.1, 1.0, False),
        ("F3", 0.4, 1.0, True),
        ("F3", 0.5, 1.0, False),
        ("F10", 118_000.0, 100_000.0, True),
        ("F10", 119_000.0, 100_000.0, False),
    ],
)
def test_a_goal_is_reached_or_not(name: str, ours: float, theirs: float, reached: bool) -> None:
    assert FIGURES[name].reached(Samples((ours,), (theirs,))) is reached


def test_one_figure_alone_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["F5", "--rounds", "2", "--rows", "40", "--json", "--folder", str(tmp_path / "new")]
    assert main(words) == 0
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told["figure"], told["goal"], told["unit"]) == ("F5", 3.0, "s")
    assert len(told["samples"]) == len(told["samples_against"]) == 2
    assert list((tmp_path / "new").iterdir()) == [], "nothing is left behind"


def words(line: str) -> str:
    return " ".join(line.split())


def test_a_person_reads_ratio_goal_and_both_medians() -> None:
    samples = Samples((200_000.0,), (100_000.0,), "seen besides")
    ours, theirs, note = as_lines("F10", samples, Scale()).splitlines()
    assert words(ours) == "✕ F10 2.00× ≤ 1.1× + 8 KB 195 KB packet of 1,000 outreach rows"
    assert words(theirs) == "98 KB openpyxl's file of the same cells"
    assert note.strip() == "seen besides"
    assert as_lines("F3", Samples((0.4,), (1.0,)), Scale()).startswith("✓ F3")


def test_an_unknown_figure_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["F11"])
    assert end.value.code == 2
    assert "F11" in capsys.readouterr().err
