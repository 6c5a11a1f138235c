"""``targets`` and ``sheet``: numbers and paper from what was recorded."""

from pathlib import Path
from typing import Any

import pytest

from tests import rows
from tests.district import District, Office, run
from tests.trials.canaries import pdf_text

SHAPE = {"id", "clause", "numerator", "denominator", "percent", "threshold", "status"}


def targets(office: Office, day: str, *more: object) -> dict[str, Any]:
    found = office.run("targets", "--as-of", day, *more).lines
    assert all(set(line) == SHAPE for line in found)
    return {line["id"]: line for line in found}


@pytest.fixture
def school(district: District) -> Office:
    """A commune with 100 pupils of whom 72 were reached, a model, and three slips."""
    commune = district.communes[0]
    (event,) = commune.record("outreach", rows.outreach(audiences="HS_THPT", attendees=80))
    (site,) = commune.record("sites", rows.site(kind="THPT", headcount=100))
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

    pupils = found["CT1.3c"]
    assert (pupils["clause"], pupils["numerator"], pupils["denominator"]) == (
        "II.1.a.3",
        72,
        100,
    )
    assert (pupils["percent"], pupils["threshold"], pupils["status"]) == (72.0, 70, "met")
    assert (found["CT1.3b"]["percent"], found["CT1.3b"]["status"]) == (None, "no_denominator")
    served = found["CT4.2"]
    assert (served["numerator"], served["denominator"], served["percent"]) == (2, 3, 66.6)


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
    options = ("--book", school.folder, "--passphrase-file", school.secret)
    answer = run("targets", *options, "--as-of", "2024-06-30")

    assert answer.code == 0
    assert any(line.startswith("CT1.3c") and "72/100" in line for line in answer.out.splitlines())
    assert "Không phát sinh" in answer.out


@pytest.mark.parametrize("name", ["summary", "targets"])
def test_sheet_is_a_pdf_with_the_numbers(school: Office, tmp_path: Path, name: str) -> None:
    out = tmp_path / "sheet.pdf"
    answer = school.run(f"sheet {name}", "--period", "2024-H1", "--out", out)

    assert (answer.code, answer.json) == (0, {"path": str(out)})
    text = pdf_text(out.read_bytes())
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "72" in text


def test_same_book_and_time_give_the_same_sheet(school: Office, tmp_path: Path) -> None:
    sheets = []
    for name in ("a.pdf", "b.pdf"):
        school.run("sheet summary", "--period", "2024-H1", "--out", tmp_path / name)
        sheets.append((tmp_path / name).read_bytes())

    assert sheets[0] == sheets[1]
