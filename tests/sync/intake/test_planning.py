"""A plan says for every row of a file how it was read and what stands against it; applying it is
one action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop.records import queries, undo
from desktop.records.book import Book
from desktop.records.errors import InputError, RowsRefused
from desktop.records.registers import REGISTERS
from sync.intake import applying, exact, guessing, heads, planning, tables
from sync.intake.filemap import Column, DateOrder, FileMap
from sync.intake.grid import Grid
from sync.intake.legacy import Encoding
from sync.intake.planned import Plan
from sync.intake.reading import FileReader, examine
from tests import rows
from tests.district import NOW, District, Office
from tests.sync.intake.files import HEADS, ROW, dress, saved, sheet_of, table, typed, workbook

OUTREACH, SITES = REGISTERS["outreach"], REGISTERS["sites"]
OLD = Path(__file__).with_name("so-tuyen-truyen.xls")


@pytest.fixture(scope="module")
def office(founded: District) -> Iterator[Book]:
    """A book that these tests only read."""
    with founded.communes[0].open() as book:
        yield book


@pytest.fixture
def commune(district: District) -> Office:
    return district.communes[0]


def grid(folder: Path, *lines: Sequence[object]) -> Grid:
    return content(workbook(folder, *lines))


def content(file: Path) -> Grid:
    return examine(file.read_bytes(), file.name)


def planned(book: Book, found: Grid, register: str = "outreach", **changes: Any) -> Plan:
    """The plan by what is guessed, some of it decided otherwise."""
    file_map = replace(guessing.guess(found, REGISTERS[register]), **changes)
    return planning.plan(book, found, file_map, now=NOW)


def column(book: Book, folder: Path, head: str, *values: object, **changes: Any) -> Plan:
    """A plan of events that differ in one column only; the others are well."""
    place = HEADS.index(head)
    lines = [[f"{n}/3/2024", *ROW[1:]] for n in range(1, len(values) + 1)]
    for line, value in zip(lines, values, strict=True):
        line[place] = value
    return planned(book, grid(folder, HEADS, *lines), **changes)


def read(plan: Plan, name: str) -> list[object]:
    return [row.row.get(name) for row in plan.rows]


def messages(plan: Plan) -> list[tuple[int, str, str]]:
    return [(x.number, p.field, p.message) for x in plan.rows for p in x.problems]


def test_an_old_workbook_reads_as_it_was_meant(office: Book) -> None:
    plan = planned(office, content(OLD))

    assert plan.table.titles == ("BẢNG THEO DÕI TUYÊN TRUYỀN NĂM 2024",)
    assert [row.row for row in plan.rows] == [
        dict.fromkeys(("venue", "organiser", "women", "youth", "materials"))
        | {"within": None, "cost": None, "note": None, "date": "2024-03-05", "form": "LONG_GHEP"}
        | {"topics": ["PHAP_LUAT"], "audiences": ["NHAN_DAN"], "attendees": 42}
        | {"place": "Thôn Nà Vài, đường tư"},
        dict.fromkeys(("venue", "organiser", "women", "youth", "materials"))
        | {"within": None, "cost": None, "note": None, "date": "2024-03-15", "form": "LOA"}
        | {"topics": ["TO_GIAC"], "audiences": ["NHAN_DAN"], "attendees": 0}
        | {"place": "Khuổi Bốc"},
    ]
    assert {(x.font, x.encoding) for x in plan.samples if x.certain} == {
        (".VnTime", Encoding.TCVN3),
        (".VnTimeH", Encoding.TCVN3),
        ("VNI-Times", Encoding.VNI),
    }
    assert (plan.good, plan.refused, plan.warned) == (2, 0, 0)
    assert (
        plan.read_as(plan.rows[0], "form") == "Lồng ghép họp thôn, tổ dân phố, sinh hoạt đoàn thể"
    )


def test_decomposed_text_is_composed(office: Book, tmp_path: Path) -> None:
    heads = [normalize("NFD", head) for head in HEADS]
    line = [normalize("NFD", str(value)) for value in ROW]
    assert heads != list(HEADS)
    (row,) = planned(office, grid(tmp_path, heads, line)).rows
    assert (row.row["place"], row.problems) == ("Nà Vài", ())


def test_numbers_the_vietnamese_way(office: Book, tmp_path: Path) -> None:
    good = (42, 42.0, "42", "1.234", "50 người", " 7 lượt người", "-", "1.234,00")
    plan = column(office, tmp_path, "Số lượt người", *good)
    assert read(plan, "attendees") == [42, 42, 42, 1234, 50, 7, None, 1234]
    assert [number for number, _, _ in messages(plan)] == [8]

    bad = (12.5, "12,5", "12.5", "1,234", 1.234, "khoảng 50", "=SUM(A1:A2)", -3, True)
    plan = column(office, tmp_path, "Số lượt người", *bad)
    assert [number for number, _, _ in messages(plan)] == list(range(2, 2 + len(bad)))
    assert messages(plan)[0][2] == (
        "Lượt người dự: “12,5” là số lẻ, mục này chỉ nhận số nguyên. Sửa trong tệp."
    )


def test_amounts_in_millions_become_dong(office: Book, tmp_path: Path) -> None:
    heads = (*HEADS, "Kinh phí (triệu đồng)")
    values = (1.5, "1,5", "2", "1.200", 0.0000015, "1.5")
    lines = [(f"{n}/3/2024", *ROW[1:], value) for n, value in enumerate(values, start=1)]
    plan = planned(office, grid(tmp_path, heads, *lines))
    assert read(plan, "cost") == [1_500_000, 1_500_000, 2_000_000, 1_200_000_000, None, None]
    assert [number for number, _, _ in messages(plan)] == [6, 7]

    titled = grid(tmp_path, ["Đơn vị tính: nghìn đồng"], [], (*HEADS, "Kinh phí"), (*ROW, 350))
    assert read(planned(office, titled), "cost") == [350_000]


def test_dates_in_three_styles_and_as_bare_numbers(office: Book, tmp_path: Path) -> None:
    styles = ("5/3/2024", "05-03-24", "ngày 5 tháng 3 năm 2024", datetime(2024, 3, 5), 45356)
    plan = column(office, tmp_path, "Ngày tháng", *styles)
    assert read(plan, "date") == ["2024-03-05"] * 5
    assert plan.dates == ()


def test_a_date_without_a_year_is_asked_about(office: Book, tmp_path: Path) -> None:
    plan = column(office, tmp_path, "Ngày tháng", "5/3")
    assert [field for _, field, _ in messages(plan)] == ["date"]
    assert read(column(office, tmp_path, "Ngày tháng", "5/3", year=2023), "date") == ["2023-03-05"]
    titled = grid(tmp_path, ["SỐ LIỆU NĂM 2022"], [], HEADS, ("5/3", *ROW[1:]))
    assert read(planned(office, titled), "date") == ["2022-03-05"]


def test_swapped_dates_are_not_saved_until_a_person_decides(office: Book, tmp_path: Path) -> None:
    typed_as = (datetime(2024, 5, 3), "25/03/2024", datetime(2024, 4, 4))
    plan = column(office, tmp_path, "Ngày tháng", *typed_as)

    (doubtful,) = plan.dates
    assert (doubtful.head, doubtful.doubt.suggested) == ("Ngày tháng", DateOrder.SWAPPED)
    assert [(number, field) for number, field, _ in messages(plan)] == [(2, "date")]
    assert (plan.good, plan.refused) == (2, 1)
    decided = {
        **plan.file_map.columns,
        "Ngày tháng": Column("date", DateOrder.SWAPPED),
    }
    plan = column(office, tmp_path, "Ngày tháng", *typed_as, columns=decided)
    assert read(plan, "date") == ["2024-03-05", "2024-03-25", "2024-04-04"]
    decided["Ngày tháng"] = Column("date", DateOrder.DAY_FIRST)
    plan = column(office, tmp_path, "Ngày tháng", *typed_as, columns=decided)
    assert read(plan, "date") == ["2024-05-03", "2024-03-25", "2024-04-04"]


def test_words_for_codes_and_those_that_a_person_must_confirm(office: Book, tmp_path: Path) -> None:
    known = ("Hội nghị", "LOA", "loa truyền thanh cơ sở", "hop thon", "Tờ rơi, tờ gấp, tài liệu")
    plan = column(office, tmp_path, "Hình thức", *known)
    assert read(plan, "form") == ["HOI_NGHI", "LOA", "LOA", "LONG_GHEP", "TO_ROI"]

    plan = column(office, tmp_path, "Hình thức", "Hôi nghị xã", "Hôi nghị xã", "abc")
    asked, strange = plan.words
    assert (asked.words, asked.rows, asked.codes[0]) == ("Hôi nghị xã", 2, "HOI_NGHI")
    assert (strange.words, strange.codes) == ("abc", ())
    assert "Có phải “Hội nghị, buổi tuyên truyền trực tiếp”?" in messages(plan)[0][2]
    decided = {"form": {"hôi nghị XÃ": "HOI_NGHI", "abc": "KHAC"}}
    plan = column(office, tmp_path, "Hình thức", "Hôi nghị xã", "abc", words=decided)
    assert (read(plan, "form"), plan.refused) == (["HOI_NGHI", "KHAC"], 0)


def test_several_codes_in_one_cell(office: Book, tmp_path: Path) -> None:
    cells = (
        "Tác hại; HIV",
        "Tác hại, HIV",
        "Phòng, chống ma túy",
        "Phòng, chống ma túy\nTố giác",
        "Luật; trồng cây",
    )
    plan = column(office, tmp_path, "Nội dung", *cells)
    assert read(plan, "topics")[:4] == [
        *(["TAC_HAI", "HIV_BXH"], ["TAC_HAI", "HIV_BXH"]),
        *(["MA_TUY"], ["MA_TUY", "TO_GIAC"]),
    ]
    assert [x.words for x in plan.words] == ["trồng cây"]
    words = {"topics": {"trồng cây": ""}}
    assert read(column(office, tmp_path, "Nội dung", cells[4], words=words), "topics") == [
        ["PHAP_LUAT"]
    ]


def test_constants_fill_what_the_file_leaves_empty(office: Book, tmp_path: Path) -> None:
    plan = column(office, tmp_path, "Hình thức", "Loa", None, constants={"form": "Hội nghị"})
    assert read(plan, "form") == ["LOA", "HOI_NGHI"]


def test_rules_and_look_alikes_are_told_beforehand(
    office: Book, commune: Office, tmp_path: Path
) -> None:
    future, same = ("05/03/2031", *ROW[1:]), ROW
    plan = planned(office, grid(tmp_path, HEADS, ROW, future, same))
    assert [(number, field) for number, field, _ in messages(plan)] == [(3, "date"), (4, "date")]
    assert messages(plan)[1][2] == "Giống dòng 2 của tệp. Nếu là một việc khác thì vẫn lưu được."
    assert (plan.good, plan.refused, plan.warned) == (2, 1, 1)

    commune.record("outreach", rows.outreach(form="LONG_GHEP", place="Nà Vài"))
    with commune.open() as book:
        (row,) = planned(book, grid(tmp_path, HEADS, ROW)).rows
    assert [problem.warning for problem in row.problems] == [True]


def test_columns_about_a_person_are_never_taken_in(office: Book, tmp_path: Path) -> None:
    found = grid(tmp_path, (*HEADS, "Họ và tên", "Năm sinh"), (*ROW, "Hoàng Văn Páo", 1990))
    plan = planned(office, found)
    assert plan.unread == ("Họ và tên", "Năm sinh")
    assert "Páo" not in str(plan.rows)

    found = grid(tmp_path, (*HEADS, "Họ và tên người tham dự"), (*ROW, "Hoàng Văn Páo"))
    assert planned(office, found).unread == ("Họ và tên người tham dự",)
    for head in ("Người tham dự", "Người tham dự – Nam", "Năm sinh của người dự"):
        assert heads.is_personal(OUTREACH, head), head
    for head in ("Người tham dự – Tổng số", "Người tham dự – Nữ", "Số người tham dự", "Địa điểm"):
        assert not heads.is_personal(OUTREACH, head), head
    found = grid(tmp_path, (*HEADS, "Họ và tên"), (*ROW, "Hoàng Văn Páo"))
    told = {**plan.file_map.columns, "Họ và tên": Column("note")}
    with pytest.raises(InputError, match="ghi về một người"):
        planned(office, found, columns=told)


def test_a_map_must_fit_the_file_and_the_register(office: Book, tmp_path: Path) -> None:
    found = grid(tmp_path, HEADS, ROW)
    good = guessing.guess(found, OUTREACH)
    wrong: dict[str, FileMap] = {
        "không có cột “Khác”": replace(good, columns={**good.columns, "Khác": Column("note")}),
        "không có mục “khong”": replace(good, constants={"khong": "1"}),
        "cùng được ghép": replace(good, columns={**good.columns, "Địa điểm": Column("date")}),
    }
    for words, file_map in wrong.items():
        with pytest.raises(InputError, match=words):
            planning.plan(office, found, file_map, now=NOW)


def test_a_column_that_only_seems_to_be_a_field_is_unsure(tmp_path: Path) -> None:
    found = grid(tmp_path, (*HEADS, "Tài liệu đã phát ra dân", "Thời tiết"), (*ROW, 1, "mưa"))
    guessed = guessing.guess(found, OUTREACH)
    assert guessed.unsure == {"Tài liệu đã phát ra dân"}
    assert guessed.columns["Thời tiết"] == Column("")


def test_references_are_found_by_what_names_a_row(commune: Office, tmp_path: Path) -> None:
    first, second = commune.record("sites", rows.site(), rows.site(name="Quán Sông"))
    commune.record("sites", rows.site(name="Quán Núi"), rows.site(name="Quán Núi", kind="SPA"))
    heads = ("Ngày kiểm tra", "Tên cơ sở", "Đoàn kiểm tra", "Kết luận")
    named = ("quán sông", f"Nhà nghỉ ({first})", second, "Quán Núi", "Quán Biển")
    lines = [(f"{n + 1}/3/2024", name, "Công an", "Đạt") for n, name in enumerate(named)]
    with commune.open() as book:
        plan = planned(book, grid(tmp_path, heads, *lines), "inspections")

    assert read(plan, "site") == [second, first, second, None, None]
    assert plan.read_as(plan.rows[0], "site") == "Quán Sông"
    assert [message for _, _, message in messages(plan)] == [
        "Cơ sở được kiểm tra: sổ “Nơi cần tiếp cận” có 2 dòng tên “Quán Núi”.",
        "Cơ sở được kiểm tra: sổ “Nơi cần tiếp cận” không có dòng “Quán Biển”. Ghi dòng đó trước.",
    ]


def events(*places: str) -> list[Sequence[object]]:
    return [HEADS, *((*ROW[:4], place, 5) for place in places)]


def test_an_import_is_one_action_that_is_undone_as_one(commune: Office, tmp_path: Path) -> None:
    commune.record("outreach", rows.outreach())
    with commune.open() as book:
        saved_rows = applying.apply(
            book, planned(book, grid(tmp_path, *events("A", "B", "C"))), now=NOW, because="sổ cũ"
        )
        assert len({row.action for row in saved_rows}) == 1
        assert queries.count(book.db, OUTREACH) == 4
        undo.undo(book, now=NOW)
        assert [row["place"] for row in queries.rows(book.db, OUTREACH)] == ["Thôn Khuổi Bốc"]


def test_nothing_is_applied_by_halves(commune: Office, tmp_path: Path) -> None:
    lines: list[Sequence[object]] = [*events("A", "B"), ("05/03/2031", *ROW[1:])]
    with commune.open() as book:
        plan = planned(book, grid(tmp_path, *lines))
        with pytest.raises(RowsRefused) as refused:
            applying.apply(book, plan, now=NOW)
        assert [(x["row"], x["field"]) for x in refused.value.problems] == [(4, "date")]
        assert queries.count(book.db, OUTREACH) == 0

        later = replace(plan, rows=tuple(replace(row, problems=()) for row in plan.rows))
        with pytest.raises(RowsRefused) as refused:
            applying.apply(book, later, now=NOW)
        assert [x["row"] for x in refused.value.problems] == [4]
        assert queries.count(book.db, OUTREACH) == 0

        assert len(applying.apply(book, plan, now=NOW, only_good=True)) == 2
        with pytest.raises(InputError, match="không có dòng nào lưu được"):
            applying.apply(book, replace(plan, rows=plan.rows[2:]), now=NOW, only_good=True)


def test_a_decided_map_is_offered_for_the_next_file_with_the_same_heads(
    commune: Office, tmp_path: Path
) -> None:
    lines: list[list[object]] = [
        [*HEADS, "Thời tiết"],
        [datetime(2024, 5, 3), "lạ", *ROW[2:], "mưa"],
    ]
    march = grid(tmp_path, *lines)
    with commune.open() as book:
        guessed = guessing.propose(book, march, OUTREACH)
        decided = replace(
            guessed,
            columns={
                **guessed.columns,
                "Thời tiết": Column("note"),
                "Ngày tháng": Column("date", DateOrder.DAY_FIRST),
            },
            words={"form": {"lạ": "KHAC"}},
            year=2024,
        )
        applying.apply(book, planning.plan(book, march, decided, now=NOW), now=NOW)

        turned = [list(reversed(line)) for line in lines]
        april = guessing.propose(book, grid(tmp_path, *turned), OUTREACH)
        assert (april.columns["Thời tiết"], april.words) == (Column("note"), decided.words)
        assert (april.columns["Ngày tháng"].order, april.year) == (DateOrder.UNDECIDED, None)
        other = guessing.propose(book, grid(tmp_path, [*HEADS, "Mùa"], [*ROW, "hè"]), OUTREACH)
        assert other.words == {}
        assert guessing.recall(book, SITES, tables.find(march, OUTREACH)) is None


def test_five_thousand_rows(office: Book, tmp_path: Path) -> None:
    sheet = sheet_of(events(*(f"Thôn {n}" for n in range(5_000))))
    file = saved(sheet, tmp_path)
    with FileReader() as reader:
        plan = planned(office, reader.read(file))
    assert (plan.good, plan.rows[-1].number) == (5_000, 5_001)


def test_text_that_begins_like_a_formula_stays_text(office: Book, tmp_path: Path) -> None:
    sheet: Worksheet = sheet_of(events("Nà Vài"))
    sheet["E2"].value = "=HYPERLINK(1)"
    sheet["E2"].data_type = "s"
    plan = planned(office, content(saved(sheet, tmp_path)))
    assert read(plan, "place") == ["=HYPERLINK(1)"]


def test_fonts_can_be_decided_otherwise(office: Book, tmp_path: Path) -> None:
    sheet = sheet_of(events("đường tư"))
    dress(sheet, {"E2": ".VnTime"})
    found = content(saved(sheet, tmp_path))
    assert read(planned(office, found), "place") == ["đường tư"]
    left = planned(office, found, fonts={".VnTime": Encoding.UNICODE})
    assert read(left, "place") == [typed("đường tư", Encoding.TCVN3)]


def test_nothing_is_saved_while_the_encoding_is_undecided(commune: Office, tmp_path: Path) -> None:
    lines = [[typed(str(value), Encoding.TCVN3) for value in line] for line in events("Đức Xuân")]
    sheets = content(workbook(tmp_path, *lines))
    names = ("date", "form", "topics", "audiences", "place", "attendees")
    line = ("05/03/2024", "LOA", "KHAC", "KHAC", "\x8f\x9d\xad", 5)
    unnamed = content(table(tmp_path, names, line, encoding="latin-1"))
    with commune.open() as book:
        plan = planned(book, sheets)
        assert [sample.font for sample in plan.undecided] == ["Calibri"]
        with pytest.raises(InputError, match="có vẻ gõ bằng bảng mã cũ TCVN3"):
            applying.apply(book, plan, now=NOW)
        with pytest.raises(InputError, match="có vẻ gõ bằng bảng mã cũ TCVN3"):
            exact.plan(book, sheets, OUTREACH, now=NOW)
        with pytest.raises(InputError, match="Không rõ bảng mã"):
            applying.apply(book, planned(book, unnamed), now=NOW)
        assert queries.count(book.db, OUTREACH) == 0

        file_map = guessing.guess(sheets, OUTREACH, {"Calibri": Encoding.TCVN3})
        decided = planning.plan(book, sheets, file_map, now=NOW)
        assert decided.undecided == ()
        applying.apply(book, decided, now=NOW)
        (row,) = queries.rows(book.db, OUTREACH)
    assert (row["place"], row["audiences"]) == ("Đức Xuân", ["NHAN_DAN"])


def test_failed_formulas_are_told_also_where_text_is_wanted(office: Book, tmp_path: Path) -> None:
    plan = column(office, tmp_path, "Địa điểm", "#REF!", "#N/A", "#DIV/0!", "=A1", "#1 Nà Vài")
    assert [number for number, _, _ in messages(plan)] == [2, 3, 4, 5]
    assert read(plan, "place")[4] == "#1 Nà Vài"


def test_heads_that_differ_in_marks_only_are_two_columns(office: Book, tmp_path: Path) -> None:
    found = grid(tmp_path, (*HEADS, "Mã", "Má"), (*ROW, "một", "hai"))
    columns = {**guessing.guess(found, OUTREACH).columns, "Mã": Column("note")}
    assert read(planned(office, found, columns=columns), "note") == ["một"]


def test_heads_that_say_it_exactly_need_no_map(office: Book, tmp_path: Path) -> None:
    names = ["date", "form", "topics", "audiences", "attendees", "uid", "unit"]
    line = ["2024-03-05", "LOA", "HIV_BXH;KHAC", "KHAC", "0", "", "01864"]
    (row,) = exact.plan(office, content(table(tmp_path, names, line)), OUTREACH, now=NOW).rows
    assert (row.row["topics"], row.good, "uid" in row.row) == (["HIV_BXH", "KHAC"], True, False)
    unclear = content(table(tmp_path, [*names, "mood"], [*line, "vui"]))
    with pytest.raises(InputError, match="Chưa rõ cột “mood”"):
        exact.plan(office, unclear, OUTREACH, now=NOW)
