"""``sheet``: paper from what was recorded."""

from pathlib import Path

import pytest

from tests import rows
from tests.district import District, Office
from tests.trials.canaries import pdf_text


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
