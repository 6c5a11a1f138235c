"""``sheet``: paper from what was recorded, as the kind of file that is asked for."""

import json
import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from desktop.records import units
from desktop.records.book import Book
from tests import rows
from tests.district import NOW, District, Office, run
from tests.trials.canaries import pdf_text

CODE = r"\b[2-9B-Z]{5}-[2-9B-Z]{5}\b"


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


def test_sheets_are_pdfs_the_same_for_the_same_book(school: Office, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    for name in ("summary", "targets", "reach", "tasks", "reporters"):
        answer = school.run(f"sheet {name}", "--period", "2024-H1", "--out", out)
        assert (answer.code, answer.json) == (0, {"path": str(out)})
        first = out.read_bytes()
        assert ("72" in pdf_text(first)) == (name in {"summary", "targets", "reach"})
        school.run(f"sheet {name}", "--period", "2024-H1", "--out", out)
        assert out.read_bytes() == first


def test_sheet_is_also_a_word_document_and_a_workbook(school: Office, tmp_path: Path) -> None:
    for kind in (".docx", ".xlsx"):
        out = tmp_path / f"sheet{kind}"
        assert school.run("sheet summary", "--period", "2024-H1", "--out", out).code == 0
    document = docx.Document(str(tmp_path / "sheet.docx"))
    assert "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ" in [part.text for part in document.paragraphs]
    book = load_workbook(BytesIO((tmp_path / "sheet.xlsx").read_bytes()))
    assert 72 in [cell.value for sheet in book for line in sheet for cell in line]


def test_internal_sheet_and_a_calendar_period(school: Office, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    options = ("--period", "2024-H1", "--out", out, "--internal", "--basis", "calendar")
    assert school.run("sheet summary", *options).code == 0
    text = " ".join(pdf_text(out.read_bytes()).split())
    assert "LƯU HÀNH NỘI BỘ" in text
    assert "từ ngày 01/01/2024 đến ngày" in text


def test_a_district_prints_one_commune_and_what_it_received(
    district: District, school: Office, tmp_path: Path
) -> None:
    district.office.run("import", school.export())
    out = tmp_path / "sheet.pdf"
    options = ("--period", "2024-H1", "--out", out)
    answer = district.office.run("sheet targets", *options, "--unit", school.code)
    assert answer.code == 0
    text = " ".join(pdf_text(out.read_bytes()).split())
    assert "72 100 72,0%" in text
    receipt = district.office.run("sheet receipt", "--out", out, "--unit", school.code)
    assert receipt.code == 0
    told = " ".join(pdf_text(out.read_bytes()).split())
    assert "Kính gửi: Ủy ban nhân dân xã Bộc Bố." in told
    assert "Đã nhận, số liệu đã vào sổ" in told
    (code,) = re.findall(CODE, told)
    assert district.office.run("sheet receipt", "--out", out, "--code", code).code == 0
    assert district.office.run("sheet receipt", "--out", out, "--unit", "01867").code == 1
    other = district.office.run("sheet targets", *options, "--unit", "02179")
    assert other.code == 1
    assert "không thuộc" in other.err


def test_verify_tells_whether_a_sheet_and_a_packet_agree(
    district: District, school: Office, tmp_path: Path
) -> None:
    out = tmp_path / "sheet.pdf"
    school.run("sheet summary", "--period", "2024-H1", "--out", out)
    assert "chưa có gói tương ứng" in pdf_text(out.read_bytes())
    packet = school.export()
    school.run("sheet summary", "--period", "2024-H1", "--out", out)
    printed = re.findall(CODE, pdf_text(out.read_bytes()))
    assert len(printed) == 1
    verify = ("verify", packet, "--trust", district.trust, "--now", NOW)
    for typed, code in ((printed[0].lower().replace("-", " "), 0), ("22222-22222", 1), ("x", 1)):
        answer = run(*verify, "--code", typed, "--json")
        assert answer.code == code
        assert answer.json["agrees"] == (code == 0)
        assert (answer.json["status"], answer.json["code"]) == ("valid", printed[0])
        assert ("không khớp" in answer.err) == (code == 1)
    assert "agrees" not in run(*verify, "--json").json


def test_slip_of_a_row_or_of_a_code(school: Office, tmp_path: Path) -> None:
    first = school.run("rows referrals").lines[0]
    texts = []
    for place, option in enumerate((("--row", first["uid"]), ("--code", first["code"].lower()))):
        out = tmp_path / f"{place}.pdf"
        assert school.run("sheet slip", "--out", out, *option).code == 0
        texts.append(pdf_text(out.read_bytes()))
    assert f"{first['code'][:4]} {first['code'][4:]}" in texts[0]
    assert texts[0] == texts[1]
    assert school.run("sheet slip", "--out", tmp_path / "x.pdf", "--code", "22222222").code == 1


def test_what_is_read_out_before_a_slip(school: Office, tmp_path: Path) -> None:
    assert school.run("sheet consent", "--out", tmp_path / "c.pdf").code == 0
    assert "đồng ý" in pdf_text((tmp_path / "c.pdf").read_bytes())


def test_recovery_sheet_bears_the_words_for_who_opens_the_book_with_them(tmp_path: Path) -> None:
    book, words = Book.create(tmp_path / "book", "mật khẩu", units.find("2021", "01864"), now=NOW)
    book.close()
    texts = {}
    for name, secret in (("words", " ".join(words)), ("passphrase", "mật khẩu")):
        (tmp_path / name).write_text(secret, "utf-8")
        options = ("--passphrase-file", tmp_path / name, "--out", tmp_path / "sheet.pdf")
        assert run("sheet", "recovery", "--book", tmp_path / "book", *options).code == 0
        texts[name] = " ".join(pdf_text((tmp_path / "sheet.pdf").read_bytes()).split())
    assert all(f"{place}. {word}" in texts["words"] for place, word in enumerate(words, 1))
    assert not any(word in texts["passphrase"] for word in words)
    assert "24." in texts["passphrase"]


def test_what_cannot_be_printed_is_refused_and_leaves_no_file(
    school: Office, tmp_path: Path
) -> None:
    for name, period, file in (
        ("summary", ("--period", "2024-H1"), "sheet.txt"),
        ("summary", (), "sheet.pdf"),
        ("summary", ("--period", "2024-H9"), "sheet.pdf"),
        ("nothing", ("--period", "2024"), "sheet.pdf"),
        ("recovery", (), "sheet.docx"),
        ("media", ("--period", "2024"), "sheet.xlsx"),
    ):
        answer = school.run(f"sheet {name}", *period, "--out", tmp_path / file)
        assert answer.code == 1, name
        assert json.loads(answer.out)["error"]
        assert not (tmp_path / file).exists()
