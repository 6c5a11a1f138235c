"""The plan's targets against an independent computation, and at the edges of their rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.records import cipher, migrations, plan, registers, targets, units
from desktop.records.cipher import Database
from desktop.records.errors import BookError, InputError
from desktop.records.fields import Row
from desktop.records.periods import Basis
from desktop.records.targets import Result, Status
from tests.records import oracle
from tests.records.province_year import ProvinceYear, write

DAYS = (
    *(
        date(2024, month, day)
        for month, day in ((1, 1), (1, 31), (2, 29), (3, 14), (3, 31), (7, 1))
    ),
    *(date(2024, month, day) for month, day in ((8, 31), (9, 1), (12, 14), (12, 15), (12, 31))),
    *(date(2023, 5, 20), date(2025, 9, 30), date(2026, 2, 1)),
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = cipher.connect(tmp_path / "book.db", bytes(32))
    migrations.migrate(opened)
    yield opened
    opened.close()


def by_id(results: list[Result]) -> dict[str, Result]:
    return {result.target.id: result for result in results}


def as_answer(result: Result) -> oracle.Answer:
    return oracle.Answer(
        result.numerator, result.denominator, result.percent, result.status, result.asked
    )


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize(("edition", "seed"), [("2021", 1), ("2021", 2), ("2025", 1)])
def test_every_value_equals_the_oracle(db: Database, edition: str, seed: int, basis: Basis) -> None:
    made = ProvinceYear(edition, seed)
    write(db, made.rows)
    slips = units.find(edition, str(made.rows["referrals"][0]["unit"]))
    areas = [made.province, *units.children(made.province)[:2], made.communes[-1], slips]
    seen: set[tuple[str, Status]] = set()
    for area in areas:
        for as_of in DAYS:
            asked = oracle.Question(made.rows, area, as_of, basis is Basis.DECREE)
            found = targets.compute(db, area, as_of, basis=basis)
            assert [result.target.id for result in found] == list(oracle.RULES)
            for result in found:
                expected = oracle.answer(result.target.id, asked)
                assert as_answer(result) == expected, (result.target.id, area.name, as_of)
            seen |= {(result.target.id, result.status) for result in found}
    assert {status for _, status in seen} == set(Status)
    assert {id for id, status in seen if status in ("met", "short")} >= judged(edition)


def judged(edition: str) -> set[str]:
    """The targets that must come to a percentage somewhere; a province without districts has none
    that could join programmes."""
    return set(oracle.RULES) - ({"CT2.1"} if edition == "2025" else set())


MUTATIONS = {
    "CT1.1": ("coalesce(k.kept, 0) = :quarters", "coalesce(k.kept, 0) >= :quarters - 1"),
    "CT1.2a": ("outlet in (select value from json_each(:outlets))", "true"),
    "CT1.2b": ("json_each(:months_over) m", "(select month as value from published) m"),
    "CT1.3a": ("min(s.headcount, coalesce(r.in_year, 0))", "coalesce(r.in_year, 0)"),
    "CT1.3b": ("r.in_year", "r.in_school_year"),
    "CT1.3c": ("r.in_school_year", "r.in_year"),
    "CT2.1": ("count(j.programme) = count(*)", "count(j.programme) > 0"),
    "CT3.1": ("done <= due", "done < due"),
    "CT3.2": ("iif(p.unit is null, 0, c.this_year", "iif(c.this_year is null, 0, c.this_year"),
    "CT3.3": (">= :year_start)", ">= :as_of)"),
    "CT3.4": (">= :since", "> :since"),
    "CT4.1": ("m.started <= :as_of", "true"),
    "CT4.2": ("group by r.unit, r.code", "group by r.uid"),
    "CT5.1": ("min(trained, there)", "trained"),
    "CT5.2": ("who in (select value from json_each(:groups))", "who <> 'CB_TINH'"),
}


def test_a_rule_that_is_changed_a_little_is_caught(db: Database) -> None:
    """The control: for each measure a small slip, which the comparison above must notice."""
    made = ProvinceYear("2021", 1)
    write(db, made.rows)
    assert MUTATIONS.keys() == oracle.RULES.keys()
    for target in plan.default().targets:
        right, slip = MUTATIONS[target.id]
        assert right in target.sql
        slipped = replace(target, sql=target.sql.replace(right, slip))
        wrong = replace(plan.default(), targets=(slipped,))
        assert any(
            as_answer(targets.compute(db, area, as_of, wrong)[0])
            != oracle.answer(target.id, oracle.Question(made.rows, area, as_of, False))
            for area in (made.province, *units.children(made.province))
            for as_of in reversed(DAYS)
        ), target.id


def test_computing_leaves_nothing_behind_and_ends_its_transaction(db: Database) -> None:
    province = units.find("2021", "06")
    broken = replace(plan.default().targets[0], sql="SELECT no_such_column FROM scope")
    targets.compute(db, province, date(2024, 1, 1))
    with pytest.raises(BookError):
        targets.compute(db, province, date(2024, 1, 1), replace(plan.default(), targets=(broken,)))
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
    [(75, 69.4, "short", "Còn thiếu 1"), (76, 70.4, "met", "Đạt")],
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
        (6946, 10000, 69.5, "short", 54),
        (2, 3, 66.7, "short", 1),
        (0, 1, 0.0, "short", 1),
        (0, 0, None, "no_denominator", 0),
    ],
)
def test_no_rounding_lifts_a_percentage_over_its_threshold(
    n: int, d: int, percent: float | None, status: str, missing: int
) -> None:
    target = plan.default().target("CT1.3a")
    result = Result(target, n, d, targets.judge(target, n, d))
    assert (result.percent, result.status, result.missing) == (percent, status, missing)


def test_nothing_recorded_reads_as_words_and_never_as_nought_percent(db: Database) -> None:
    results = by_id(targets.compute(db, units.find("2021", "060"), date(2024, 3, 30)))
    assert {name: result.words() for name, result in results.items()} == {
        "CT1.1": "Chưa đến kỳ",
        "CT1.2a": "Không tính ở cấp này",
        "CT1.2b": "Không tính ở cấp này",
        "CT1.3a": "Không phát sinh",
        "CT1.3b": "Không phát sinh",
        "CT1.3c": "Không phát sinh",
        "CT2.1": "Còn thiếu 1",
        "CT3.1": "Không phát sinh",
        "CT3.2": "Không tính ở cấp này",
        "CT3.3": "Không phát sinh",
        "CT3.4": "Không phát sinh",
        "CT4.1": "Còn thiếu 1",
        "CT4.2": "Không phát sinh",
        "CT5.1": "Không tính ở cấp này",
        "CT5.2": "Chưa có mẫu số (chưa ghi số cán bộ)",
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


def test_the_plan_speaks_its_own_clean_vietnamese() -> None:
    for target in plan.default().targets:
        words = " ".join((target.vi, target.rule_vi, target.none_vi))
        assert "để phát sinh" not in words
        assert "chi tiêu" not in words.lower()
        assert target.clause.partition(".a")[0] in plan.default().headings
        assert set(target.tiers) <= set(units.TIERS)
        assert set(registers.REGISTERS) >= {
            name for kind, _, name in [target.item.partition(":")] if kind == "register"
        }
