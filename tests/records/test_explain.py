"""What stands behind a target: its lines, what is missing in each and why, and the rows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from desktop.records import captions, cipher, language, migrations, plan, targets, units
from desktop.records.cipher import Database
from desktop.records.errors import InputError
from desktop.records.fields import Row, Value
from desktop.records.lists import codes
from desktop.records.periods import Basis
from tests.records.province_year import ProvinceYear, write

AS_OF = date(2024, 10, 5)
DISTRICT, COMMUNE, OTHER = units.find("2021", "060"), "01864", "01867"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = cipher.connect(tmp_path / "book.db", bytes(32))
    migrations.migrate(opened)
    yield opened
    opened.close()


class Entry:
    """Rows that are entered one by one."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._made = ProvinceYear("2021", 0)
        self._number = count()

    def __call__(self, register: str, unit: str, **fields: Value) -> str:
        uid = f"{register}-{next(self._number):04}"
        row = self._made.row(register, unit, **fields) | {"uid": uid, "retired": None}
        write(self._db, {register: [row]})
        return uid

    def event(self, unit: str, day: str, form: str = "LOA") -> str:
        return self(
            "outreach", unit, date=day, form=form, topics=["TAC_HAI"], audiences=["NHAN_DAN"],
            attendees=0,
        )  # fmt: skip

    def tip(self, received: str, **steps: Value) -> str:
        return self("tips", COMMUNE, number="1", received=received, kind="TIN_BAO", **steps)

    def site(self, unit: str) -> str:
        return self(
            "sites", unit, name="Nhà nghỉ Sông Năng", kind="NHA_NGHI", headcount=3,
            active_from="2020-01-01",
        )  # fmt: skip

    def inspect(self, unit: str, site: str, day: str) -> str:
        return self("inspections", unit, date=day, site=site, team="KHAC", result="KHONG_VP")


@pytest.fixture
def enter(db: Database) -> Entry:
    return Entry(db)


def notes(
    db: Database, id: str, as_of: date = AS_OF, area: units.Unit = DISTRICT
) -> dict[str, str]:
    """The note of each line, by its item, else by its unit."""
    return {line.item or line.unit: line.note for line in targets.explain(db, area, as_of, id)}


def behind(db: Database, id: str, area: units.Unit = DISTRICT) -> set[str]:
    return {row.uid for row in targets.behind(db, area, AS_OF, id)}


@pytest.mark.parametrize("basis", list(Basis))
def test_lines_add_up_to_the_number_and_rows_belong_to_lines(db: Database, basis: Basis) -> None:
    made = ProvinceYear("2021", 4)
    write(db, made.rows)
    kept: dict[str, dict[str, Row]] = {
        name: {str(row["uid"]): row for row in rows} for name, rows in made.rows.items()
    }
    for area in (made.province, DISTRICT):
        for result in targets.compute(db, area, AS_OF, basis=basis):
            id = result.target.id
            lines = targets.explain(db, area, AS_OF, id, basis=basis)
            assert sum(line.n for line in lines) == result.numerator
            assert sum(line.d for line in lines) == result.denominator
            assert lines == sorted(lines, key=lambda line: (line.n - line.d, line.unit, line.item))
            names = captions.of_items(db, result.target, (line.item for line in lines))
            assert names.keys() == {line.item for line in lines if line.item}
            found = targets.behind(db, area, AS_OF, id, basis=basis)
            places = {(line.unit, line.item) for line in lines}
            assert {(row.unit, row.item) for row in found} <= places, id
            assert all(kept[row.register][row.uid]["retired"] is None for row in found)
            assert bool(found) >= (result.numerator > 0 and id != "CT4.2"), id


def test_a_referral_code_is_in_no_line_and_no_row_is_shown(db: Database) -> None:
    made = ProvinceYear("2021", 5)
    write(db, made.rows)
    unit = units.find("2021", str(made.rows["referrals"][0]["unit"]))
    lines = targets.explain(db, unit, date(2024, 12, 31), "CT4.2")
    assert [(line.unit, line.item, line.note) for line in lines] == [(unit.code, "", "")]
    assert targets.behind(db, unit, date(2024, 12, 31), "CT4.2") == []


def test_communes_say_which_quarter_lacks_an_event(db: Database, enter: Entry) -> None:
    counted = [enter.event(COMMUNE, day) for day in ("2024-01-05", "2024-07-05")]
    enter.event(COMMUNE, "2024-05-05", "PANO")
    counted += [enter.event(OTHER, f"2024-{month}-05") for month in ("01", "04", "07", "10")]
    lines = {line.unit: line for line in targets.explain(db, DISTRICT, AS_OF, "CT1.1")}
    assert len(lines) == 10
    assert lines[COMMUNE].item == "LOA"
    assert lines[COMMUNE].note == (
        "Hình thức này chưa có hoạt động trong quý II. Quý IV này chưa có hoạt động nào"
    )
    assert (lines[OTHER].n, lines[OTHER].note, lines[OTHER].missing) == (1, "", False)
    assert lines[COMMUNE].missing
    assert lines["01858"].note == "Chưa ghi hoạt động nào trong năm"
    assert behind(db, "CT1.1") == set(counted)


def test_on_the_last_day_of_a_quarter_none_is_running(db: Database, enter: Entry) -> None:
    enter.event(COMMUNE, "2024-01-05")
    enter.event(COMMUNE, "2024-04-02")
    assert notes(db, "CT1.1", date(2024, 3, 31))["LOA"] == ""
    assert notes(db, "CT1.1", date(2024, 4, 1))["LOA"] == "Quý II này chưa có hoạt động nào"


def test_months_without_an_item_are_named(db: Database, enter: Entry) -> None:
    province = units.find("2021", "06")
    for outlet, day in (("DAI_PTTH", "2024-02-01"), ("BAO_BK", "2024-01-31")):
        enter("media", COMMUNE, date=day, outlet=outlet, title="Tin")
    lines = targets.explain(db, province, date(2024, 3, 30), "CT1.2a")
    assert [(line.item, line.n, line.d) for line in lines] == [("2024-01", 0, 1), ("2024-02", 1, 1)]
    target = plan.default().target("CT1.2a")
    assert captions.of_items(db, target, ["2024-02"]) == {"2024-02": "tháng 2 năm 2024"}
    assert behind(db, "CT1.2a", province) == {"media-0000"}


def test_districts_say_which_programmes_are_missing(db: Database, enter: Entry) -> None:
    issued = {"KT_XH": "2024-01-05", "HIV": AS_OF.isoformat(), "MA_TUY": "2024-10-06"}
    for programme, day in issued.items():
        enter(
            "integration", "060", year=2024, programme=programme, document_no="1/KH",
            document_date=day,
        )  # fmt: skip
    labels = codes(("integration_programme",))
    lacking = f"{labels['AN_SINH'].vi}; {labels['MA_TUY'].vi}"
    assert notes(db, "CT2.1") == {"060": f"Chưa có văn bản lồng ghép với: {lacking}"}
    language.use("en")
    assert labels["MA_TUY"].en in notes(db, "CT2.1")["060"]


def test_tips_say_what_went_wrong_and_open_ones_stand_apart(db: Database, enter: Entry) -> None:
    steps = dict.fromkeys(("verified", "classified", "handled"), "2024-09-21T23:59")
    late = steps | {"handled": "2024-09-22T00:00"}
    received = "2024-09-01T08:00"
    good = enter.tip(received, **steps, transferred="2024-09-02T08:00")
    expected = {
        good: "",
        enter.tip(received, **late): "Xong sau hạn 21/09/2024",
        enter.tip(received, **(steps | {"verified": None})): (
            "Quá hạn 21/09/2024 mà chưa đủ các bước xác minh, phân loại, xử lý"
        ),
        enter.tip(received, **steps, transferred="2024-09-02T08:01"): (
            "Chuyển cơ quan có thẩm quyền chậm"
        ),
        enter.tip("2024-09-16T08:00"): "Còn hạn đến 06/10/2024, chưa tính",
    }
    lines = targets.explain(db, DISTRICT, AS_OF, "CT3.1")
    assert lines[-1].note.startswith("Còn hạn")
    assert {line.item: line.note for line in lines} == expected
    assert [(line.n, line.d) for line in lines] == [(0, 1)] * 3 + [(1, 1), (0, 0)]
    assert behind(db, "CT3.1") == set(expected)
    rule = plan.default().target("CT3.1").rule_vi
    assert "20 ngày" in rule
    assert "24 giờ (48 giờ" in rule


def test_a_tip_counts_from_its_last_day_on(db: Database, enter: Entry) -> None:
    enter.tip(
        "2024-09-15T08:00",
        **dict.fromkeys(("verified", "classified", "handled"), "2024-10-04T08:00"),
    )
    (line,) = targets.explain(db, DISTRICT, AS_OF, "CT3.1")
    assert (line.n, line.d, line.note, line.missing) == (1, 1, "", False)


def test_remote_communes_have_twice_the_hours_to_transfer(db: Database, enter: Entry) -> None:
    steps = dict.fromkeys(("verified", "classified", "handled"), "2024-09-02T08:00")
    enter.tip("2024-09-01T08:00", **steps, transferred="2024-09-03T08:00")
    tips = plan.default().target("CT3.1")
    remote = replace(tips, values={**tips.values, "remote": f'["{COMMUNE}"]'})
    for target, handled in ((tips, 0), (remote, 1)):
        chosen = replace(plan.default(), targets=(target,))
        (result,) = targets.compute(db, DISTRICT, AS_OF, chosen)
        assert (result.numerator, result.denominator) == (handled, 1)


def test_an_office_that_recorded_both_years_stands_for_those_below(
    db: Database, enter: Entry
) -> None:
    for unit, year, value in (
        ("060", 2023, 100), ("060", 2024, 80), ("060", 2024, 103), (COMMUNE, 2023, 5),
        (COMMUNE, 2024, 9), ("061", 2024, 7),
    ):  # fmt: skip
        enter("figures", unit, year=year, figure="crimes_handled", value=value)
    province = units.find("2021", "06")
    lines = {line.unit: line for line in targets.explain(db, province, AS_OF, "CT3.2")}
    assert {code: (line.n, line.d, line.note) for code, line in lines.items()} == {
        "060": (3, 100, "Năm trước 100, năm nay 103"),
        "061": (0, 0, "Chưa ghi số của năm trước"),
        COMMUNE: (0, 0, "Đã nằm trong số của đơn vị cấp trên"),
    }
    (result,) = [r for r in targets.compute(db, province, AS_OF) if r.target.id == "CT3.2"]
    assert (result.percent, result.status) == (3.0, "met")
    assert not any(line.missing for line in lines.values())


def test_sites_not_yet_inspected_say_when_they_were_last(db: Database, enter: Entry) -> None:
    never, before, by_district = (enter.site(COMMUNE) for _ in range(3))
    enter.inspect(COMMUNE, before, "2021-10-31")
    visit = enter.inspect("060", by_district, "2024-02-01")
    commune = units.find("2021", COMMUNE)
    assert notes(db, "CT3.3", area=commune) == {
        never: "Chưa được kiểm tra lần nào",
        before: "Kiểm tra lần gần nhất ngày 31/10/2021",
        by_district: "",
    }
    assert notes(db, "CT3.4", area=commune)[before].endswith("31/10/2021, trước Kế hoạch")
    assert behind(db, "CT3.3", commune) == behind(db, "CT3.4", commune) == {visit}


def test_more_trained_than_there_are_is_said_and_not_counted(db: Database, enter: Entry) -> None:
    for _ in range(2):
        enter(
            "trainings", "060", date="2023-05-05", title="Lớp", contents=["CM_NV"], group="CB_XA",
            tier="D", attendees=30, first_time=30,
        )  # fmt: skip
    assert targets.explain(db, DISTRICT, AS_OF, "CT5.2") == []
    enter("figures", COMMUNE, year=2023, figure="staff_commune", value=10)
    enter("figures", "060", year=2022, figure="staff_commune", value=40)
    (line,) = targets.explain(db, DISTRICT, AS_OF, "CT5.2")
    assert (line.unit, line.n, line.d) == ("060", 40, 40)
    assert line.note == "Tổng số dự lần đầu là 60, nhiều hơn số cán bộ"
    rows = behind(db, "CT5.2")
    assert rows == {"trainings-0000", "trainings-0001", "figures-0003"}


def test_an_unknown_target_is_refused_by_name(db: Database) -> None:
    for ask in (targets.explain, targets.behind):
        with pytest.raises(InputError, match=r"CT1\.3a"):
            ask(db, DISTRICT, AS_OF, "CT9")
