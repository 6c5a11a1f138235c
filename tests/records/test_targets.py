"""The plan's targets against an independent computation, and at the edges of their rules."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.records import cipher, lists, plan, registers, schema, targets, units
from desktop.records.cipher import Database
from desktop.records.errors import BookError, InputError
from desktop.records.fields import Row
from desktop.records.periods import Basis
from desktop.records.targets import Result, Status
from tests.records import oracle
from tests.records.province_year import EDGES, ProvinceYear, write

DAYS = (*EDGES, date(2024, 2, 29), date(2024, 10, 5), date(2023, 5, 20), date(2026, 2, 1))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = cipher.connect(tmp_path / "book.db", bytes(32))
    schema.create_all(opened)
    yield opened
    opened.close()


def by_id(results: list[Result]) -> dict[str, Result]:
    return {result.target.id: result for result in results}


@pytest.mark.parametrize(
    ("edition", "seed"), [("2021", 1), ("2021", 2), ("2021", 3), ("2025", 1), ("2025", 2)]
)
def test_every_value_equals_the_oracle(db: Database, edition: str, seed: int) -> None:
    made = ProvinceYear(edition, seed)
    write(db, made.rows)
    slips = str(made.rows["referrals"][0]["unit"])
    areas = [made.province, *units.children(made.province)[:4], *made.communes[:3]]
    seen: set[Status] = set()
    for area in [*areas, units.find(edition, slips)]:
        for as_of in DAYS:
            found = {
                result.target.id: oracle.Answer(
                    result.numerator, result.denominator, result.percent, result.status
                )
                for result in targets.compute(db, area, as_of)
            }
            assert found == oracle.answers(made.rows, area, as_of), (area.name, as_of)
            seen |= {Status(answer.status) for answer in found.values()}
    assert seen == set(Status)


def test_the_lines_behind_a_number_add_up_to_it(db: Database) -> None:
    made = ProvinceYear("2021", 4)
    write(db, made.rows)
    for result in targets.compute(db, made.province, date(2024, 10, 5)):
        lines = targets.explain(db, made.province, date(2024, 10, 5), result.target.id)
        assert sum(line.n for line in lines) == result.numerator
        assert sum(line.d for line in lines) == result.denominator
        assert lines == sorted(lines, key=lambda line: (line.n - line.d, line.unit, line.item))
        kind, _, name = result.target.item.partition(":")
        uids = {row["uid"] for row in made.rows.get(name, ())}
        known = lists.codes((name,)).keys() if kind == "list" else uids
        assert {line.item for line in lines if line.item} <= known


def test_a_referral_code_is_in_no_line(db: Database) -> None:
    made = ProvinceYear("2021", 5)
    write(db, made.rows)
    unit = units.find("2021", str(made.rows["referrals"][0]["unit"]))
    lines = targets.explain(db, unit, date(2024, 12, 31), "CT4.2")
    assert [(line.unit, line.item) for line in lines] == [(unit.code, "")]


def test_computing_leaves_nothing_behind_and_ends_its_transaction(
    db: Database, tmp_path: Path
) -> None:
    province = units.find("2021", "06")
    broken = another_plan(tmp_path, sql="SELECT no_such_column FROM scope")
    targets.compute(db, province, date(2024, 1, 1))
    with pytest.raises(BookError):
        targets.compute(db, province, date(2024, 1, 1), broken)
    assert not db.conn.in_transaction
    assert db.execute("SELECT count(*) FROM sqlite_temp_schema").fetchone() == (0,)


def test_computing_inside_a_transaction_keeps_it(db: Database) -> None:
    made = ProvinceYear("2025", 6)
    with db.atomic():
        write(db, made.rows)
        inside = targets.compute(db, made.province, date(2024, 7, 1))
    assert targets.compute(db, made.province, date(2024, 7, 1)) == inside


@pytest.mark.parametrize(
    ("keeping", "percent", "status", "words"),
    [(75, 69.4, "short", "Còn thiếu 1"), (76, 70.3, "met", "Đạt")],
)
def test_75_of_108_communes_fall_short_and_76_suffice(
    db: Database, keeping: int, percent: float, status: str, words: str
) -> None:
    made = ProvinceYear("2021", 7)
    kept: dict[str, list[Row]] = {"outreach": []}
    for number, commune in enumerate(made.communes[:keeping]):
        for quarter, month in enumerate(("02", "05", "09")):
            kept["outreach"].append(
                made.row(
                    "outreach", commune.code, date=f"2024-{month}-14", form="LOA",
                    topics=["TAC_HAI"], audiences=["NHAN_DAN"], attendees=0,
                )
                | {"uid": f"{number}-{quarter}", "retired": None}
            )  # fmt: skip
    write(db, kept)
    result = by_id(targets.compute(db, made.province, date(2024, 9, 30)))["CT1.1"]
    assert (result.numerator, result.denominator) == (keeping, 108)
    assert (result.percent, result.status, result.words()) == (percent, status, words)


def test_two_forms_do_not_make_one_that_is_kept_up(db: Database) -> None:
    made = ProvinceYear("2021", 8)
    commune = made.communes[0]
    rows = [
        made.row(
            "outreach", commune.code, date=day, form=form, topics=["TAC_HAI"],
            audiences=["NHAN_DAN"], attendees=0,
        )
        | {"uid": day, "retired": None}
        for day, form in (("2024-01-05", "LOA"), ("2024-04-05", "PANO"))
    ]  # fmt: skip
    write(db, {"outreach": rows})
    assert by_id(targets.compute(db, commune, date(2024, 6, 29)))["CT1.1"].numerator == 1
    assert by_id(targets.compute(db, commune, date(2024, 6, 30)))["CT1.1"].numerator == 0


@pytest.mark.parametrize(
    ("n", "d", "percent", "status", "missing"),
    [
        (70, 100, 70.0, "met", 0),
        (69, 100, 69.0, "short", 1),
        (6996, 10000, 69.9, "short", 4),
        (69999, 100000, 69.9, "short", 1),
        (7, 10, 70.0, "met", 0),
        (2, 3, 66.6, "short", 1),
        (0, 1, 0.0, "short", 1),
        (0, 0, None, "no_denominator", 0),
    ],
)
def test_a_percentage_never_reads_higher_than_it_is(
    n: int, d: int, percent: float | None, status: str, missing: int
) -> None:
    target = plan.default().target("CT1.3a")
    result = Result(target, n, d, targets.judge(target, n, d, 4))
    assert (result.percent, result.status, result.missing) == (percent, status, missing)


def test_nothing_recorded_reads_as_words_and_never_as_nought_percent(db: Database) -> None:
    results = by_id(targets.compute(db, units.find("2021", "060"), date(2024, 3, 30)))
    assert {name: result.words() for name, result in results.items()} == {
        "CT1.1": "Chưa đến kỳ",
        "CT1.3a": "Không phát sinh",
        "CT1.3b": "Không phát sinh",
        "CT1.3c": "Không phát sinh",
        "CT4.1": "Còn thiếu 1",
        "CT4.2": "Không phát sinh",
    }
    assert {result.percent for result in results.values()} == {None, 0.0}


def test_a_decree_year_begins_on_15_december(db: Database) -> None:
    made = ProvinceYear("2021", 9)
    commune = made.communes[0]
    event = made.row(
        "outreach", commune.code, date="2023-12-20", form="LOA", topics=["TAC_HAI"],
        audiences=["NHAN_DAN"], attendees=0,
    ) | {"uid": "1", "retired": None}  # fmt: skip
    write(db, {"outreach": [event]})
    as_of = date(2024, 3, 31)
    assert by_id(targets.compute(db, commune, as_of))["CT1.1"].numerator == 0
    decree = targets.compute(db, commune, as_of, basis=Basis.DECREE)
    assert by_id(decree)["CT1.1"].numerator == 1


@pytest.mark.parametrize("as_of", [date(1, 1, 1), date(2020, 12, 31), date(2100, 1, 1)])
def test_a_day_outside_the_record_is_refused(db: Database, as_of: date) -> None:
    with pytest.raises(InputError, match="01/01/2021"):
        targets.compute(db, units.find("2021", "06"), as_of)


def test_an_unknown_target_is_refused_by_name(db: Database) -> None:
    with pytest.raises(InputError, match=r"CT1\.3a"):
        targets.explain(db, units.find("2021", "06"), date(2024, 1, 1), "CT9")


def test_another_plan_is_another_folder(db: Database, tmp_path: Path) -> None:
    made = ProvinceYear("2021", 10)
    write(db, made.rows)
    other = another_plan(
        tmp_path,
        sql="SELECT unit, form AS item, 1 AS n, 2 AS d FROM loud JOIN scope ON code = unit",
    )
    live = [
        row
        for row in made.rows["outreach"]
        if row["form"] in ("LOA", "TO_ROI") and row["retired"] is None
    ]
    (result,) = targets.compute(db, made.province, date(2025, 12, 31), other)
    assert (result.numerator, result.denominator) == (len(live), 2 * len(live))
    assert (result.percent, result.status) == (50.0, Status.MET)
    assert targets.compute(db, made.communes[0], date(2025, 12, 31), other) == []


@pytest.mark.parametrize("lost", ["targets.toml", "K1.sql", "loud.sql"])
def test_a_plan_with_a_missing_part_is_refused(tmp_path: Path, lost: str) -> None:
    another_plan(tmp_path, sql="SELECT 1")
    (tmp_path / lost).unlink()
    with pytest.raises(InputError, match=lost):
        plan.load(tmp_path)


def test_the_plan_speaks_its_own_clean_vietnamese() -> None:
    for target in plan.default().targets:
        words = " ".join((target.vi, target.rule_vi, target.none_vi))
        assert "để phát sinh" not in words
        assert "chi tiêu" not in words.lower()
        assert target.clause.rpartition(".a.")[0] in plan.default().headings
        assert set(target.tiers) <= set(units.TIERS)
        assert set(registers.REGISTERS) >= {
            name for kind, _, name in [target.item.partition(":")] if kind == "register"
        }


def another_plan(folder: Path, sql: str) -> plan.Plan:
    """An invented plan: half of something, for provinces, from a table of its own."""
    (folder / "K1.sql").write_text(sql, encoding="utf-8")
    (folder / "loud.sql").write_text(
        "SELECT unit, form FROM outreach WHERE retired IS NULL AND date <= :as_of"
        " AND form IN ('LOA', 'TO_ROI')",
        encoding="utf-8",
    )
    (folder / "targets.toml").write_text(
        """
        [plan]
        decision = "Quyết định số 1/QĐ-UBND"
        title = "Kế hoạch thử"
        programme = "Chương trình thử"
        school_year_begins = "08-15"
        tables = ["loud"]
        [headings]
        "A" = "Phần A"
        [[target]]
        id = "K1"
        clause = "A.1"
        vi = "Hoạt động có tiếng"
        en = "Loud events"
        tiers = ["province"]
        threshold = 50
        period = "cumulative"
        counted_vi = "buổi"
        counted_en = "events"
        none_vi = "Chưa có mẫu số"
        none_en = "No denominator yet"
        rule_vi = "Đếm."
        rule_en = "Count."
        """,
        encoding="utf-8",
    )
    return plan.load(folder)
