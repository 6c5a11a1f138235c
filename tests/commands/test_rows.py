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


def workbook(folder: Path, *lines: list[object]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(line)
    book.save(folder / "rows.xlsx")
    return folder / "rows.xlsx"


HEADS: list[object] = ["Ngày tháng", "Hình thức", "Nội dung", "Đối tượng", "Số lượt người"]
EVENT: list[object] = ["05/03/2024", "họp dân", "Pháp luật", "Nhân dân", "50 người"]
UNCLEAR: dict[str, tuple[list[object], list[object]]] = {
    "heads only": (HEADS, []),
    "extra column": (HEADS, [*EVENT, 5]),
    "column without head": ([*HEADS[:4], None, HEADS[4]], [*EVENT, 5]),
    "same field twice": ([*HEADS, "Lượt người dự"], [*EVENT, 5]),
    "same head twice": ([*HEADS, "Số lượt người"], [*EVENT, 5]),
    "unknown column": ([*HEADS, "Thời tiết"], [*EVENT, "mưa"]),
    "one that only seems to be known": ([*HEADS, "Tài liệu đã phát ra dân"], [*EVENT, 5]),
}


@pytest.mark.parametrize(("heads", "line"), UNCLEAR.values(), ids=UNCLEAR.keys())
def test_columns_that_are_not_clear_are_refused_without_a_map(
    founded: District, tmp_path: Path, heads: list[object], line: list[object]
) -> None:
    answer = founded.communes[0].run("record", "outreach", workbook(tmp_path, heads, line))

    assert (answer.code, answer.json["saved"]) == (1, 0)
    (problem,) = answer.json["problems"]
    assert (problem["row"], problem["field"]) == (0, "")
    assert "chưa lưu gì" in problem["message"].casefold()


def test_rows_of_a_workbook_are_counted_as_rows_and_what_is_left_out_is_told(
    commune: Office, tmp_path: Path
) -> None:
    title: list[object] = ["NĂM 2024"]
    late: list[object] = ["05/03/2031", *EVENT[1:]]
    sums: list[object] = ["Tổng cộng", None, None, None, 100]
    file = workbook(tmp_path, title, [], HEADS, EVENT, [], late, sums)
    answer = commune.run("record", "outreach", file)
    assert (answer.code, [x["row"] for x in answer.json["problems"]]) == (1, [2])

    answer = commune.run("record", "outreach", workbook(tmp_path, title, HEADS, EVENT, sums))
    assert (answer.code, answer.json["saved"], answer.json["problems"]) == (0, 1, [])
    assert answer.err == "Không nhập 1 dòng của tệp: 4 (dòng tổng cộng).\n"
    (row,) = commune.run("rows", "outreach").lines
    assert (row["form"], row["attendees"], row["place"]) == ("LONG_GHEP", 50, None)


def test_a_map_says_how_a_file_is_read(commune: Office, tmp_path: Path) -> None:
    heads: list[object] = ["Ngày", "Kiểu", "Đề tài", "Người nghe", "Bao nhiêu", "Thời tiết"]
    lines: list[list[object]] = [
        ["5/3", "mở họp", "luật", "dân", 50, "mưa"],
        ["6/3", "phát", "luật", "dân", 60, "nắng"],
    ]
    file = workbook(tmp_path, ["SỔ THEO DÕI"], [], heads, *lines)
    said = {
        "register": "outreach",
        "columns": {"Ngày": "date", "Kiểu": "form", "Đề tài": "topics", "Bao nhiêu": "attendees"},
        "constants": {"audiences": "NHAN_DAN"},
        "words": {"form": {"mở họp": "HOI_NGHI"}},
        "year": 2023,
    }
    file_map = tmp_path / "map.json"
    file_map.write_text(json.dumps(said), encoding="utf-8")

    answer = commune.run("record", "outreach", file, "--map", file_map)
    assert (answer.code, answer.json["saved"]) == (1, 0)
    (problem,) = answer.json["problems"]
    assert (problem["row"], problem["field"]) == (5, "form")
    assert "“phát” chưa có trong danh mục" in problem["message"]

    said["words"] = {"form": {"mở họp": "HOI_NGHI", "phát": "LOA"}}
    file_map.write_text(json.dumps(said), encoding="utf-8")
    answer = commune.run("record", "outreach", file, "--map", file_map)
    assert (answer.code, answer.json["saved"]) == (0, 2)
    found = commune.run("rows", "outreach").lines
    assert [(row["date"], row["form"], row["audiences"]) for row in found] == [
        ("2023-03-05", "HOI_NGHI", ["NHAN_DAN"]),
        ("2023-03-06", "LOA", ["NHAN_DAN"]),
    ]
    answer = commune.run("record", "sites", file, "--map", file_map)
    assert "dành cho sổ “outreach”" in answer.json["problems"][0]["message"]


def test_a_dry_run_shows_everything_and_saves_nothing(commune: Office, tmp_path: Path) -> None:
    heads = [*HEADS, "Thời tiết"]
    file = workbook(tmp_path, heads, [*EVENT, "mưa"], ["31/02/2024", "lạ", *EVENT[2:], "nắng"])
    answer = commune.run("record", "outreach", file, "--dry-run")

    told = answer.json
    assert (answer.code, told["saved"], told["good"]) == (1, 0, 1)
    assert [(x["row"], x["field"]) for x in told["problems"]] == [(3, "date"), (3, "form")]
    assert told["map"]["columns"]["Số lượt người"] == "attendees"
    assert (told["unread"], told["words"][0]["words"]) == (["Thời tiết"], "lạ")
    assert told["rows"][0]["form"] == "LONG_GHEP"
    assert commune.run("rows", "outreach").out == ""

    file_map = tmp_path / "map.json"
    file_map.write_text(json.dumps(told["map"]), encoding="utf-8")
    once = workbook(tmp_path, heads, [*EVENT, "mưa"])
    assert commune.run("record", "outreach", once, "--map", file_map).json["saved"] == 1


def test_a_template_is_written_and_taken_back_in(commune: Office, tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"
    answer = commune.run("template", "sites", "--out", file)
    assert (answer.code, answer.json) == (0, {"path": str(file), "register": "sites"})

    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    for place, value in {"A4": "Quán A", "B4": "Karaoke", "C4": "4", "D4": "01/01/2022"}.items():
        sheet[place] = value
    book.save(file)
    assert commune.run("record", "sites", file).json["saved"] == 1
    (row,) = commune.run("rows", "sites").lines
    assert (row["name"], row["kind"], row["headcount"], row["active_from"]) == (
        *("Quán A", "KARAOKE", 4, "2022-01-01"),
    )


def test_there_is_no_template_where_it_cannot_be(commune: Office, tmp_path: Path) -> None:
    answer = commune.run("template", "referrals", "--out", tmp_path / "mau.xlsx")
    assert (answer.code, list(tmp_path.glob("*.xlsx"))) == (1, [])
    answer = commune.run("template", "sites", "--out", tmp_path / "none" / "mau.xlsx")
    assert (answer.code, "Không ghi được" in answer.err) == (1, True)


def test_rows_of_a_table_name_the_row_to_change(commune: Office, tmp_path: Path) -> None:
    (before,) = recorded(commune, "sites", rows.site())
    heads: list[object] = ["uid", "unit", "name", "kind", "headcount", "active_from"]
    line = [before["uid"], "01864", *("Quán mới", "SPA", 7, "2022-01-01")]
    assert commune.run("record", "sites", workbook(tmp_path, heads, line)).code == 0
    (after,) = commune.run("rows", "sites").lines
    assert (after["uid"], after["name"]) == (before["uid"], "Quán mới")
