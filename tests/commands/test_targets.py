"""``targets``: numbers from what was recorded, and what stands behind them."""

from pathlib import Path
from typing import Any

import pytest

from tests import rows
from tests.district import Answer, District, Office, run

SHAPE = {"id", "clause", "numerator", "denominator", "percent", "threshold", "status"}
LINE = {
    "unit", "unit_name", "item", "caption", "numerator", "denominator", "missing", "note", "rows",
}  # fmt: skip
OTHER_PLAN = Path(__file__).parent.parent / "records" / "other_plan"


def targets(office: Office, day: str, *more: object) -> dict[str, Any]:
    found = office.run("targets", "--as-of", day, *more).lines
    assert all(set(line) == SHAPE for line in found)
    return {line["id"]: line for line in found}


def explained(office: Office, id: str, *more: object) -> list[dict[str, Any]]:
    found = office.run("targets", "--as-of", "2024-06-30", "--explain", id, *more).lines
    assert all(set(line) == LINE for line in found)
    return found


def told(office: Office, *more: object) -> Answer:
    options = ("--book", office.folder, "--passphrase-file", office.secret)
    return run("targets", *options, "--as-of", "2024-06-30", *more)


@pytest.fixture
def school(district: District) -> Office:
    """A commune with 100 pupils of whom 72 were reached, a model, and three slips."""
    commune = district.communes[0]
    (event,) = commune.record("outreach", rows.outreach(audiences="HS_THPT", attendees=80))
    (site,) = commune.record(
        "sites", rows.site(kind="THPT", headcount=100, name="Trường THPT Bộc Bố")
    )
    commune.record("reach", rows.reach(event, site, attended=72))
    commune.record("models", rows.model())
    commune.record(
        "referrals",
        rows.referral(),
        rows.referral(),
        rows.referral(outcome="DA_CHUYEN"),
    )
    return commune


def test_targets_of_a_commune(school: Office) -> None:
    found = targets(school, "2024-06-30")

    assert len(found) == 15
    pupils = found["CT1.3c"]
    assert (pupils["clause"], pupils["numerator"], pupils["denominator"]) == (
        "II.1.a.3",
        72,
        100,
    )
    assert (pupils["percent"], pupils["threshold"], pupils["status"]) == (72.0, 70, "met")
    assert (found["CT1.3b"]["percent"], found["CT1.3b"]["status"]) == (None, "no_denominator")
    served = found["CT4.2"]
    assert (served["numerator"], served["denominator"], served["percent"]) == (2, 3, 66.7)


def test_targets_of_a_district_count_communes_that_sent_nothing(
    district: District, school: Office
) -> None:
    assert district.office.run("import", school.export()).code == 0
    whole, part = targets(district.office, "2024-06-30"), targets(school, "2024-06-30")

    assert whole["CT1.1"]["denominator"] == 10
    assert whole["CT4.2"]["numerator"] == 2
    assert whole["CT1.3c"]["numerator"] == part["CT1.3c"]["numerator"]
    alone = targets(district.office, "2024-06-30", "--unit", school.code)
    assert alone == part


def test_targets_for_a_person(school: Office) -> None:
    answer = told(school)

    assert answer.code == 0
    assert any(line.startswith("CT1.3c") and "72/100" in line for line in answer.out.splitlines())
    assert "Không phát sinh" in answer.out
    assert "Không tính ở cấp này: CT1.2a, CT1.2b, CT2.1, CT3.2, CT5.1." in answer.out
    assert "CT3.1: Mẫu số là tin tiếp nhận trong năm" in answer.out
    assert "từ 01/01 đến 31/12" in answer.out


def test_lines_behind_a_target_name_what_counts_and_its_rows(school: Office) -> None:
    (line,) = explained(school, "CT1.3c")
    reach = [row["uid"] for row in school.run("rows reach").lines]
    assert line["caption"] == "Trường THPT Bộc Bố"
    assert (line["unit"], line["unit_name"]) == (school.code, "Xã Bộc Bố")
    assert (line["numerator"], line["denominator"], line["missing"]) == (72, 100, False)
    assert line["rows"] == reach

    (kept,) = explained(school, "CT1.1")
    assert (kept["item"], kept["caption"]) == ("HOI_NGHI", "Hội nghị, buổi tuyên truyền trực tiếp")
    assert (kept["missing"], kept["note"]) == (True, "Hình thức này chưa có hoạt động trong quý II")


def test_lines_behind_services_show_no_row(school: Office) -> None:
    (line,) = explained(school, "CT4.2")
    assert (line["numerator"], line["denominator"]) == (2, 3)
    assert (line["item"], line["caption"], line["rows"]) == ("", "", [])
    codes = {str(row["code"]) for row in school.run("rows referrals").lines}
    answer = told(school, "--explain", "CT4.2")
    assert not [code for code in codes if code in answer.out]


def test_lines_for_a_person(school: Office) -> None:
    out = told(school, "--explain", "CT1.3c").out.splitlines()
    assert any(line.startswith("✓ Xã Bộc Bố – Trường THPT Bộc Bố") for line in out)
    assert any("72/100" in line for line in out)
    assert any(line.startswith("Mỗi trường tính") for line in out)
    assert told(school, "--explain", "CT9").code == 1


def test_the_reckoning_of_the_year_can_be_chosen(district: District) -> None:
    commune = district.communes[0]
    commune.record("outreach", rows.outreach(date="20/12/2023"))
    for basis, status in (("calendar", "short"), ("decree", "met")):
        found = targets(commune, "2024-03-31", "--basis", basis)
        assert found["CT1.1"]["status"] == status
    assert commune.run("targets", "--as-of", "2024-03-31", "--basis", "moon").code == 2


def test_another_plan_is_another_folder(district: District, tmp_path: Path) -> None:
    commune = district.communes[0]
    commune.record("outreach", rows.outreach(form="LOA"))
    found = targets(commune, "2024-06-30", "--plan", OTHER_PLAN)
    assert (found["K1"]["percent"], found["K2"]["status"]) == (50.0, "no_denominator")
    (line,) = explained(commune, "K1", "--plan", OTHER_PLAN)
    assert line["caption"] == "Loa truyền thanh cơ sở"
    assert len(line["rows"]) == 1
    assert commune.run("targets --as-of 2024-06-30", "--plan", tmp_path).code == 1
