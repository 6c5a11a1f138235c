"""Another plan is another folder: targets, lines, coverage and titles follow without any code."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from desktop.records import coverage, language, periods, plan, sheet, targets, units
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.fields import Row
from desktop.records.targets import Behind, Line, Status
from tests.records.making import PASSPHRASE, Shelf
from tests.records.office_year import NOW
from tests.records.province_year import ProvinceYear, write

FOLDER = Path(__file__).parent / "other_plan"
AS_OF = date(2024, 6, 30)


@pytest.fixture(scope="module")
def other() -> plan.Plan:
    return plan.load(FOLDER)


@pytest.fixture
def book(district_shelf: Shelf, tmp_path: Path) -> Iterator[Book]:
    """A district with loud and quiet events, and funds of two communes."""
    with Book.open(copytree(district_shelf.folder, tmp_path / "huyện"), PASSPHRASE) as opened:
        write(opened.db, made())
        yield opened


def made() -> dict[str, list[Row]]:
    year = ProvinceYear("2021", 0)
    rows: dict[str, list[Row]] = {}

    def enter(register: str, unit: str, **fields: object) -> None:
        found = rows.setdefault(register, [])
        row = year.row(register, unit, **fields)  # type: ignore[arg-type]
        found.append(row | {"uid": f"{register}-{len(found)}", "retired": None})

    for unit, form in (("01864", "LOA"), ("01864", "TO_ROI"), ("01867", "LOA"), ("060", "PANO")):
        enter(
            "outreach", unit, date="2024-03-05", form=form, topics=["TAC_HAI"],
            audiences=["NHAN_DAN"], attendees=0,
        )  # fmt: skip
    for unit, planned, spent in (("01864", 40_000_000, 36_000_000), ("01867", 900_000, 900_000)):
        enter("budget", unit, year=2024, source="NSNN_XA", planned=planned, spent=spent)
    for hours in (4, 8):
        enter(
            "trainings", "01864", date="2024-05-05", title="Lớp", contents=["CM_NV"],
            group="CB_XA", tier="C", attendees=9, first_time=9, hours=hours,
        )  # fmt: skip
    enter("tasks", "01864", date="2024-02-02", clause="N3", summary="Khen thưởng")
    return rows


def test_every_target_is_computed_by_its_own_rules(book: Book, other: plan.Plan) -> None:
    loud, funds = targets.compute(book, book.office, AS_OF, other)
    assert (loud.numerator, loud.denominator, loud.percent, loud.asked) == (3, 6, 50.0, False)
    assert loud.status is Status.MET
    assert (funds.numerator, funds.denominator) == (36_000_000, 40_000_000)
    assert (funds.percent, funds.words()) == (90.0, "Đạt")
    assert funds.target.rule == "Từ 02/01/2024, chỉ tính khoản từ 1.000.000 đồng."
    early = targets.compute(book, book.office, date(2024, 3, 30), other)[1]
    assert early.status is Status.NOT_DUE
    assert [target.id for target in other.shown_at("commune")] == ["K2"]


def test_lines_and_rows_are_those_of_the_folder(book: Book, other: plan.Plan) -> None:
    big, small = targets.explain(book, book.office, AS_OF, "K2", other)
    assert big == Line("01864", "budget-0", 36_000_000, 40_000_000)
    assert small.note == "Dưới mức tối thiểu: Ngân sách nhà nước cấp xã"
    assert targets.behind(book, book.office, AS_OF, "K2", other) == []
    assert targets.behind(book, book.office, AS_OF, "K1", other) == [
        Behind("01864", "LOA", "outreach", "outreach-0"),
        Behind("01867", "LOA", "outreach", "outreach-2"),
    ]


def test_coverage_follows_its_tasks(book: Book, other: plan.Plan) -> None:
    found = coverage.of(book, units.find("2021", "01864"), periods.named("2024-H1"), other)
    assert [(clause.id, clause.rows, clause.last) for clause in found] == [
        ("N1", 1, "2024-05-05"),
        ("N2", 1, "2024"),
        ("N3", 1, "2024-02-02"),
    ]
    assert found[0].registers == {"trainings": 1, "providers": 0, "tasks": 0}
    district = coverage.of(book, book.office, periods.named("2024-H1"), other)
    assert [(clause.id, clause.clause) for clause in district] == [("N3", "B.3")]
    assert district[0].label == "Khen thưởng"
    language.use("en")
    assert (district[0].label, district[0].text) == (
        "Awards",
        "Reward collectives and individuals.",
    )


def test_sheets_bear_its_titles(
    book: Book, other: plan.Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "default", lambda: other)
    composed = str(sheet.compose(book, "summary", "2024-H1", NOW))
    for words in (other.decision, other.title, other.programme, *other.headings.values()):
        assert words in composed
    assert "Kinh phí đã chi (B.1)" in composed
    assert "mại dâm" not in composed


@pytest.mark.parametrize("lost", ["targets.toml", "tasks.toml", "K1.sql", "loud.sql", "quiet.sql"])
def test_a_plan_with_a_missing_part_is_refused(tmp_path: Path, lost: str) -> None:
    folder = copytree(FOLDER, tmp_path / "kế hoạch")
    (folder / lost).unlink()
    with pytest.raises(InputError, match=lost):
        plan.load(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"trainings"', '"no_such_register"'),
        ('id = "N1"', 'identity = "N1"'),
        ("where = ", "when = "),
        ("[[task]]", "[[task"),
    ],
)
def test_a_plan_with_a_wrong_part_is_refused(tmp_path: Path, old: str, new: str) -> None:
    folder = copytree(FOLDER, tmp_path / "kế hoạch")
    tasks = folder / "tasks.toml"
    tasks.write_text(tasks.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(InputError):
        plan.load(folder)


def test_a_shared_table_that_nobody_asks_for_is_not_made(book: Book, other: plan.Plan) -> None:
    broken = replace(other, tables={**other.tables, "loud": "select no_such_column"})
    assert targets.explain(book, book.office, AS_OF, "K2", broken)
