"""``record`` and ``rows``: what goes in comes back, in the shapes of the contract."""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.records.identifiers import is_case_code
from desktop.records.registers import REGISTERS
from sync.tabular import Raw
from tests import rows
from tests.district import NOW, Answer, District, Office, run


def jsonl(folder: Path, *found: Raw) -> Path:
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    return file


def recorded(office: Office, register: str, *found: Raw) -> list[dict[str, Any]]:
    """Record rows by command; the register as it then reads."""
    answer = office.run("record", register, jsonl(office.folder.parent, *found))
    assert (answer.code, answer.json["saved"], answer.json["problems"]) == (0, len(found), [])
    return office.run("rows", register).lines


@pytest.fixture
def commune(district: District) -> Office:
    return district.communes[0]


def test_every_field_in_the_shape_of_the_contract(commune: Office) -> None:
    (event,) = recorded(commune, "outreach", rows.outreach(within=None))
    (referral,) = recorded(commune, "referrals", rows.referral(eligible="không"))

    assert event == {
        "uid": event["uid"],
        "date": "2024-03-05",
        "form": "HOI_NGHI",
        "topics": ["PHAP_LUAT", "DICH_VU"],
        "audiences": ["NHAN_DAN"],
        "venue": "NHA_VH",
        "place": "Thôn Khuổi Bốc",
        "organiser": "UBND",
        "attendees": 42,
        "women": 20,
        "youth": 7,
        "materials": 30,
        "within": None,
        "cost": 1_500_000,
        "note": "Có phát tờ rơi & áp phích",
    }
    assert referral["need"] is True
    assert referral["eligible"] is False
    assert (referral["date"], referral["due"]) == ("2024-02-12", "2024-03-12")


@pytest.mark.parametrize("register", ["outreach", "sites", "reach", "models", "referrals"])
def test_rows_gives_every_field_and_the_uid(commune: Office, register: str) -> None:
    fill(commune)
    expected = ["uid", *(field.name for field in REGISTERS[register].fields)]

    assert [list(row) for row in commune.run("rows", register).lines] == [expected] * 2


def fill(office: Office) -> None:
    """Two rows of every register that a commune keeps."""
    events = office.record("outreach", rows.outreach(), rows.outreach(form="LOA", women=None))
    sites = office.record("sites", rows.site(), rows.site(name="Trường THPT", kind="THPT"))
    office.record("reach", *(rows.reach(*pair) for pair in zip(events, sites, strict=True)))
    office.record("models", rows.model(), rows.model(name="Tổ tư vấn", ended="01/05/2024"))
    office.record("referrals", rows.referral(), rows.referral(service="TAM_LY"))


def test_rows_recorded_in_a_second_book_read_the_same(district: District, tmp_path: Path) -> None:
    first, second = district.communes[:2]
    fill(first)

    for register in ("outreach", "sites", "reach", "models", "referrals"):
        text = first.run("rows", register).out
        file = tmp_path / "out.jsonl"
        file.write_text(text, encoding="utf-8")
        assert second.run("record", register, file).json["saved"] == 2
        assert second.run("rows", register).out == text


def test_csv_and_workbook_are_recorded_like_json(district: District, tmp_path: Path) -> None:
    event = rows.outreach()
    heads = [REGISTERS["outreach"].field(name).vi for name in event]
    cells = [";".join(v) if isinstance(v, list) else v for v in event.values()]
    with (tmp_path / "rows.csv").open("w", encoding="utf-8-sig", newline="") as table:
        csv.writer(table, delimiter=";").writerows([heads, cells])
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(heads)
    book.active.append(cells)
    book.save(tmp_path / "rows.xlsx")
    files = (jsonl(tmp_path, event), tmp_path / "rows.csv", tmp_path / "rows.xlsx")

    read = []
    for office, file in zip(district.communes, files, strict=True):
        assert office.run("record", "outreach", file).json["saved"] == 1
        (row,) = office.run("rows", "outreach").lines
        read.append(row | {"uid": ""})

    assert read[0] == read[1] == read[2]


def test_uid_names_the_row_to_change(commune: Office) -> None:
    (before,) = recorded(commune, "outreach", rows.outreach())
    (after,) = recorded(commune, "outreach", before | {"attendees": 60})

    assert after == before | {"attendees": 60}
    with commune.peek() as db:
        assert [row["version"] for row in db.query("SELECT version FROM outreach")] == [2]


def test_rows_of_one_year(commune: Office) -> None:
    recorded(commune, "outreach", rows.outreach(date="31/12/2023"), rows.outreach(date="1/1/2024"))

    assert [row["date"] for row in commune.run("rows", "outreach", "--year", 2024).lines] == [
        "2024-01-01"
    ]
    assert commune.run("rows", "outreach", "--year", 2022).out == ""


def test_referral_without_code_gets_its_own(commune: Office) -> None:
    found = recorded(commune, "referrals", rows.referral(), rows.referral())

    assert len({row["code"] for row in found}) == 2
    assert all(is_case_code(row["code"]) for row in found)


def test_referral_with_a_code_adds_a_service_for_that_slip(commune: Office) -> None:
    (slip,) = recorded(commune, "referrals", rows.referral())
    found = recorded(
        commune, "referrals", rows.referral(code=slip["code"].lower(), service="TAM_LY")
    )

    assert {row["code"] for row in found} == {slip["code"]}
    assert {row["service"] for row in found} == {"Y_TE", "TAM_LY"}


def refused(office: Office, register: str, *found: Raw) -> Answer:
    answer = office.run("record", register, jsonl(office.folder.parent, *found))
    assert (answer.code, answer.json["saved"]) == (1, 0)
    assert office.run("rows", register).out == ""
    return answer


def test_problems_name_row_field_and_reason(commune: Office) -> None:
    answer = refused(
        commune,
        "outreach",
        rows.outreach(),
        rows.outreach(attendees="nhiều", date="2025-01-01"),
        rows.outreach(mood="vui"),
    )

    problems = [(problem["row"], problem["field"]) for problem in answer.json["problems"]]
    assert problems == [(2, "attendees"), (3, "mood")]
    assert all(problem["message"] for problem in answer.json["problems"])
    assert set(answer.json["problems"][0]) == {"row", "field", "message"}


def test_rules_are_told_for_every_row_at_once(commune: Office) -> None:
    answer = refused(
        commune,
        "outreach",
        rows.outreach(date="2024-07-02"),
        rows.outreach(women=50),
    )

    problems = [(problem["row"], problem["field"]) for problem in answer.json["problems"]]
    assert problems == [(1, "date"), (2, "women")]
    assert answer.err.splitlines()[0].startswith("Chưa lưu gì: dòng 1,")


def test_today_is_the_day_in_vietnam(commune: Office) -> None:
    evening = NOW.replace(hour=17)
    file = jsonl(commune.folder.parent, rows.outreach(date="2024-07-02"))

    assert commune.run("record", "outreach", file, now=evening.replace(minute=0)).code == 0
    assert commune.run("record", "outreach", file, now=evening.replace(hour=16)).code == 1


def test_odd_values_are_kept_with_a_warning(commune: Office) -> None:
    file = jsonl(commune.folder.parent, rows.outreach(note="gọi 0912 345 678"))
    answer = commune.run("record", "outreach", file)

    assert (answer.code, answer.json["saved"]) == (0, 1)
    (warning,) = answer.json["problems"]
    assert (warning["row"], warning["field"], warning["warning"]) == (1, "note", True)


def test_whatever_letters_are_recorded_can_be_sent(commune: Office) -> None:
    odd = "".join(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x2028))
    odd += "\ufffe\uffff\u200b_x0041_=1+1 &<>\U0001f4d6"
    (row,) = recorded(commune, "outreach", rows.outreach(note=f"trước{odd}sau"))

    assert row["note"].startswith("trước")
    assert row["note"].endswith("_x0041_=1+1 &<>\U0001f4d6sau")
    assert commune.run("export").code == 0


def test_ends_of_the_calendar_can_be_sent(commune: Office) -> None:
    site = rows.site(active_from="1945-09-02", active_to="9999-12-31", headcount=10**15)
    recorded(commune, "sites", site)

    assert commune.run("export").code == 0
    file = jsonl(commune.folder.parent, rows.site(active_from="0001-01-01"))
    assert commune.run("record", "sites", file).code == 1


def test_answers_to_a_person_are_not_json(commune: Office) -> None:
    file = jsonl(commune.folder.parent, rows.outreach())
    options = ("--book", commune.folder, "--passphrase-file", commune.secret, "--now", NOW)
    answer = run("record", *options, "outreach", file)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "Đã lưu 1 dòng vào Hoạt động truyền thông.\n"


@pytest.mark.parametrize(
    ("name", "content"), [("none.csv", None), ("empty.jsonl", ""), ("a.doc", "x")]
)
def test_file_that_cannot_be_used_is_a_problem_of_row_0(
    commune: Office, tmp_path: Path, name: str, content: str | None
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    answer = commune.run("record", "outreach", tmp_path / name)

    assert (answer.code, answer.json["saved"]) == (1, 0)
    (problem,) = answer.json["problems"]
    assert (problem["row"], problem["field"]) == (0, "")
    assert problem["message"] == answer.err.strip()
