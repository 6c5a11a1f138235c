"""The clauses of the Decision, and what the book shows of each of them in a period."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.records import cipher, coverage, lists, migrations, periods, plan, units
from desktop.records.cipher import Database
from desktop.records.coverage import Clause
from desktop.records.fields import Row, Value
from desktop.records.periods import Basis
from desktop.records.registers import REGISTERS
from tests.records.province_year import ProvinceYear, write

PROVINCE, DISTRICT = units.find("2021", "06"), units.find("2021", "060")
COMMUNE = units.find("2021", "01864")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = cipher.connect(tmp_path / "book.db", bytes(32))
    migrations.migrate(opened)
    yield opened
    opened.close()


def covered(
    db: Database, area: units.Unit, period: str, basis: Basis = Basis.CALENDAR
) -> dict[str, Clause]:
    return {c.id: c for c in coverage.of(db, area, periods.named(period, basis))}


def enter(db: Database, register: str, unit: str, **fields: Value) -> None:
    row: Row = ProvinceYear("2021", 0).row(register, unit, **fields)
    write(db, {register: [row | {"retired": None, "uid": f"{register}/{unit}/{fields}"}]})


def test_each_clause_of_the_decision_is_asked_once() -> None:
    tasks = plan.default().tasks
    assert len({task.id for task in tasks}) == len({task.clause for task in tasks}) == len(tasks)
    assert len(tasks) == 43
    asked = {tier: [t.id for t in tasks if tier in t.tiers] for tier in units.TIERS}
    assert asked["province"] == [task.id for task in tasks]
    assert set(asked["commune"]) < set(asked["district"]) < set(asked["province"])
    for task in tasks:
        assert max(len(task.name_vi), len(task.name_en)) <= 80
        assert len({name for name, _ in task.records}) == len(task.records)


def test_the_list_of_clauses_to_choose_from_is_that_of_the_tasks() -> None:
    listed = {code.code: code for code in lists.code_list("plan_clause")}
    tasks = {task.id: task for task in plan.default().tasks}
    assert listed.keys() == tasks.keys()
    for id, code in listed.items():
        assert code.vi.startswith(f"{tasks[id].clause} – ")


def test_an_empty_book_covers_nothing(db: Database) -> None:
    found = covered(db, PROVINCE, "2024")
    assert {(clause.rows, clause.last) for clause in found.values()} == {(0, "")}
    assert all("tasks" in clause.registers for clause in found.values())


def test_every_condition_names_codes_of_the_field_it_looks_at() -> None:
    compared = re.compile(r"(\w+) (?:=|IN|LIKE) (\([^)]*\)|'[^']*')")
    seen = 0
    for task in plan.default().tasks:
        for name, where in task.records:
            for field, literals in compared.findall(where):
                if field != "unit":
                    known = lists.codes(REGISTERS[name].field(field).lists)
                    codes = {quoted.strip('%"') for quoted in literals.split("'")[1::2]}
                    assert codes <= known.keys(), (task.id, where)
                    seen += len(codes)
    assert seen > 50


def test_rows_count_in_their_period_and_area_only(db: Database) -> None:
    tip: Row = {"number": "1", "kind": "TIN_BAO"}
    enter(db, "tips", "01864", received="2024-06-14T23:59", **tip)
    enter(db, "tips", "01864", received="2024-06-15T00:00", **tip)
    enter(db, "tips", "01867", received="2024-06-01T08:00", **tip)
    first = covered(db, COMMUNE, "2024-H1", Basis.DECREE)["NV3.3"]
    assert (first.rows, first.last) == (1, "2024-06-14")
    assert first.registers == {"tips": 1, "figures": 0, "tasks": 0}
    assert covered(db, COMMUNE, "2024-06")["NV3.3"].rows == 2
    assert covered(db, DISTRICT, "2024-06")["NV3.3"].rows == 3
    assert covered(db, units.find("2021", "061"), "2024-06")["NV3.3"].rows == 0


def test_yearly_figures_and_lasting_rows_count_in_every_part_of_the_year(db: Database) -> None:
    enter(db, "budget", "01864", year=2024, source="NSNN_XA", planned=5)
    enter(db, "budget", "01864", year=2023, source="NSNN_XA", planned=5)
    enter(db, "providers", "01864", name="Trạm y tế", services=["Y_TE"], kind="NHA_NUOC")
    enter(
        db, "models", "01864", name="Nhóm", components=["PHONG_NGUA"], status="NHAN_RONG",
        started=None,
    )  # fmt: skip
    found = covered(db, COMMUNE, "2024-Q1", Basis.DECREE)
    assert (found["KP1"].rows, found["KP1"].last) == (1, "2024")
    assert found["KP2"].rows == 0
    assert (found["NV4.1"].rows, found["NV4.1"].last) == (1, "2024-01-01")
    assert found["GP2.4"].registers["models"] == 1


def test_what_has_no_register_is_recorded_by_its_clause(db: Database) -> None:
    for day in ("2024-05-01", "2024-05-03"):
        enter(db, "tasks", "060", date=day, clause="NV1.6", summary="Khen thưởng")
    enter(db, "tasks", "060", date="2024-07-01", clause="TC10", summary="Kế hoạch")
    district = covered(db, DISTRICT, "2024")
    assert (district["NV1.6"].rows, district["NV1.6"].last) == (2, "2024-05-03")
    assert covered(db, COMMUNE, "2024")["NV1.6"].rows == 0
    assert (district["TC10"].registers["tasks"], "TC10" in covered(db, COMMUNE, "2024")) == (
        1,
        False,
    )


def test_plans_of_districts_are_theirs(db: Database) -> None:
    for unit in ("01864", "060"):
        enter(
            db, "integration", unit, year=2024, programme="HIV", document_no="1/KH",
            document_date="2024-02-02",
        )  # fmt: skip
    found = covered(db, PROVINCE, "2024")
    assert (found["TC10"].rows, found["NV2.3"].rows) == (1, 2)


def test_in_two_tiers_nobody_is_asked_for_districts(db: Database) -> None:
    province = units.find("2025", "19")
    assert covered(db, province, "2025")["TC10"].rows == 0
    commune = units.communes(province)[0]
    assert len(covered(db, commune, "2025")) == len(covered(db, COMMUNE, "2025"))
