"""What reports say of empty, small and large books at every tier, counted again by hand."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from desktop.records import coverage, language, sheet, targets, units
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.lists import codes
from desktop.records.periods import Basis, named
from desktop.records.registers import REGISTERS
from desktop.records.sheets import counting
from desktop.records.sheets.blocks import Cell, Heading, Table
from tests.records.office_year import NOW, event, new_book, record
from tests.records.paper import Paper
from tests.records.province_year import ProvinceYear, write

SPANS = (("2023-12-15", "2024-06-14"), ("2022-12-15", "2023-06-14"))
"""The first half of 2024 by Decree 09/2019, and of the year before."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A ward named after a person, where nothing is recorded."""
    book = new_book(tmp_path_factory.mktemp("ward"), "01834")
    yield book
    book.close()


@pytest.fixture(scope="module")
def made() -> ProvinceYear:
    """A province's years, with what its offices say of money, tasks and services."""
    made = ProvinceYear("2021", 1)
    for place, commune in enumerate(made.communes[:20]):
        made.row(
            "budget", commune.code, year=2023 + place % 2, source="NSNN_XA", planned=10_000_000,
            spent=place * 1_000_000,
        )  # fmt: skip
        made.row("providers", commune.code, name="Trạm y tế", services=["Y_TE"], kind="Y_TE")
        made.row("tasks", commune.code, date="2024-02-03", clause="NV2.1", summary="Rà soát")
    return made


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory, made: ProvinceYear) -> Iterator[Book]:
    book = new_book(tmp_path_factory.mktemp("province"), "06")
    write(book.db, made.rows | {"referrals": []})
    yield book
    book.close()


def table(book: Book, name: str, caption: str, period: str = "2024-H1") -> Table:
    found = sheet.compose(book, name, period, NOW, internal=True).tables
    return next(one for one in found if caption in one.caption)


def test_practice_is_marked(book: Book) -> None:
    book.settings.put(practice="1")
    data = sheet.compose(book, "targets", "2024-05", NOW, internal=True)
    assert data.mark == "BẢN THỰC HÀNH - LƯU HÀNH NỘI BỘ"


def test_every_register_has_its_place_below_the_headings_of_the_plan(empty: Book) -> None:
    said = {part.register.name for part in counting.parts()}
    assert said == {name for name, one in REGISTERS.items() if one.tiers} - {"referrals"}
    data = sheet.compose(empty, "summary", "2024-Q1", NOW)
    text = " ".join(block.text for block in data.body if not isinstance(block, Table))
    for part in counting.parts():
        assert part.register.vi[1:] in text
    headings = [block.text for block in data.body if isinstance(block, Heading)]
    assert [words.split(".")[0] for words in headings] == ["I", *"1234567", "II"]


def test_an_empty_book_prints_words_and_no_nought_percent_of_nothing(empty: Book) -> None:
    text = Paper(sheet.pdf(sheet.compose(empty, "summary", "2024-Q1", NOW))).text()
    for words in (
        "Phường Nguyễn Thị Minh Khai, ngày 20 tháng 7 năm 2024",
        "Ủy ban nhân dân Phường Nguyễn Thị Minh Khai báo cáo",
        "THÀNH PHỐ BẮC KẠN",
        "Số: …………/BC-UBND",
        "Chưa ghi nhận trong kỳ: hoạt động truyền thông; tin, bài, phát sóng;",
        "Trong kỳ chưa ghi nhận lượt chuyển gửi dịch vụ nào.",
        "— — — 70% Không phát sinh",
        "chưa có gói tương ứng",
    ):
        assert words in text
    assert "Cùng kỳ" not in text


def test_every_sheet_of_an_empty_book_is_a_page(empty: Book) -> None:
    for name in sheet.SHEETS:
        data = sheet.compose(empty, name, "2021", NOW)
        assert Paper(sheet.pdf(data)).size(0) == ((210, 297) if data.letterhead else (297, 210))


def test_sheets_are_vietnamese_whatever_the_window_speaks(province: Book) -> None:
    for name in sheet.SHEETS:
        data = sheet.compose(province, name, "2024-H1", NOW, internal=True)
        language.use("en")
        try:
            assert sheet.compose(province, name, "2024-H1", NOW, internal=True) == data
        finally:
            language.use("vi")


def test_a_period_ahead_counts_to_its_first_day_or_today(empty: Book) -> None:
    for period, until in (("2025", "15/12/2024"), ("2024", "20/07/2024")):
        assert f"đến ngày {until}" in str(sheet.compose(empty, "targets", period, NOW))


DAILY = [part for part in counting.parts() if part.when.startswith("day") and "." not in part.when]


@pytest.mark.parametrize("part", DAILY, ids=lambda part: part.caption)
def test_tables_count_what_was_recorded_beside_the_year_before(
    province: Book, made: ProvinceYear, part: counting.Part
) -> None:
    day, labels = part.when.partition(":")[2], codes(part.field(part.by).lists)
    counts = [
        Counter(
            labels[str(row[part.by])].vi
            for row in made.rows[part.register.name]
            if not row["retired"] and row[part.by] and first <= str(row[day])[:10] <= last
        )
        for first, last in SPANS
    ]
    tables = sheet.compose(province, "summary", "2024-H1", NOW).tables
    found = [one for one in tables if one.caption.endswith(part.caption)]
    if not any(counts):
        assert not found
        return
    lines = {line.cells[1]: line.cells[2:4] for line in found[0].lines}
    expected = {label: (counts[0][label], counts[1][label]) for label in counts[0] | counts[1]}
    total = {"Cộng": (counts[0].total(), counts[1].total())} if part.total else {}
    assert lines == expected | total
    assert [column.title for column in found[0].columns[2:4]] == ["Kỳ này", "Cùng kỳ"]


def test_sums_and_standing_counts_are_those_of_the_rows(province: Book, made: ProvinceYear) -> None:
    def total(caption: str, group: str) -> tuple[Cell, ...]:
        found = table(province, "summary", caption)
        cells = zip(found.columns, found.lines[-1].cells, strict=True)
        return tuple(cell for column, cell in cells if group in (column.group, column.title))

    events = [row for row in made.rows["outreach"] if not row["retired"]]
    assert total("truyền thông theo hình thức", "Lượt người dự") == tuple(
        sum(int(str(row["attendees"])) for row in events if first <= str(row["date"]) <= last)
        for first, last in SPANS
    )
    sites = [row for row in made.rows["sites"] if not row["retired"]]
    assert total("Nơi cần tiếp cận", "Số nơi") == tuple(
        sum(
            str(row["active_from"]) <= last and (not row["active_to"] or row["active_to"] >= last)  # type: ignore[operator]
            for row in sites
        )
        for _first, last in SPANS
    )
    budget = [row for row in made.rows["budget"] if not row["retired"]]
    assert total("Kinh phí", "Đã chi (đồng)") == tuple(
        sum(int(str(row["spent"])) for row in budget if row["year"] == year)
        for year in (2024, 2023)
    )


def test_sentences_say_the_numbers_of_the_tables(book: Book) -> None:
    rows = [event("2024-02-05", 1240) | {"women": 600, "materials": 30}]
    record(book, "outreach", [*rows, event("2023-03-05", 9)])
    text = str(sheet.compose(book, "summary", "2024-H1", NOW).body)
    assert (
        "Đã tổ chức 1 hoạt động truyền thông (cùng kỳ năm trước: 1) với 1.240 lượt người dự, có "
        "600 lượt nữ, 30 bản tài liệu được phát."
    ) in text


def test_long_tables_repeat_their_header_on_every_page(province: Book) -> None:
    paper = Paper(sheet.pdf(sheet.compose(province, "summary", "2024", NOW)))
    annex = next(n for n in range(len(paper)) if paper.text(n).startswith("Phụ lục SỐ LIỆU"))
    assert len(paper) - annex > 2
    for number, page in enumerate(range(annex, len(paper)), 1):
        assert paper.size(page) == (297, 210)
        assert "Hoạt động truyền thông" in paper.text(page)
        assert paper.text(page).count("Đơn vị") == 1
        assert number == 1 or paper.text(page).startswith(f"{number} ")


def test_annex_names_every_office_and_adds_up(province: Book) -> None:
    data = sheet.compose(province, "summary", "2024", NOW)
    (found,) = data.annexes[0].body
    assert isinstance(found, Table)
    names = [line.cells[1] for line in found.lines]
    assert len(names) == 1 + 8 + 108 + 1
    assert {"Tỉnh Bắc Kạn (cấp tỉnh)", "Huyện Pác Nặm (cấp huyện)", "Xã Bộc Bố"} <= set(names)
    for place in range(2, len(found.columns)):
        column = [0 if line.cells[place] == "—" else line.cells[place] for line in found.lines]
        assert sum(column[:-1]) == column[-1]  # type: ignore[arg-type]
    head = data.letterhead
    assert head is not None
    assert (head.superior, head.addressee) == ("", "Bộ Lao động - Thương binh và Xã hội")


@pytest.mark.parametrize("code", ["06", "060", "01864"])
def test_targets_on_paper_are_those_that_were_computed(province: Book, code: str) -> None:
    area = units.find("2021", code)
    data = sheet.compose(province, "targets", "2024-H1", NOW, area=area, internal=True)
    results = [
        result
        for result in targets.compute(province, area, date(2024, 6, 14))
        if code == "06" or area.tier in result.target.tiers
    ]
    lines = data.tables[0].lines
    assert len(lines) == len(results)
    for line, result in zip(lines, results, strict=True):
        counted = (result.numerator, result.denominator, result.percent)
        assert line.cells[2:5] in (counted, ("—", "—", "—"), (*counted[:2], "—"))
        assert (line.cells[2] == "—") == (result.denominator == 0)
        assert result.target.clause in str(line.cells[1])
        assert result.target.rule_vi in line.note
        assert result.target.threshold in line.cells
    compared = targets.compute(province, area, date(2023, 6, 14))
    percents = {result.percent for result in compared if result.percent is not None}
    places = [n for n, c in enumerate(data.tables[0].columns) if c.title == "Cùng kỳ năm trước"]
    assert {line.cells[place] for line in lines for place in places} - {"—"} <= percents
    assert bool(places) == bool(percents)
    assert ("xã Bộc Bố" in data.title) == (code == "01864")


def test_tasks_on_paper_are_those_that_were_recorded(province: Book, made: ProvinceYear) -> None:
    clauses = coverage.of(province, province.office, named("2024-H1"))
    found = table(province, "tasks", "Nhiệm vụ theo mục")
    assert [line.cells[0] for line in found.lines] == [clause.clause for clause in clauses]
    assert [line.cells[2] for line in found.lines] == [clause.rows for clause in clauses]
    review = next(line for line in found.lines if line.cells[0] == "II.2.b.1")
    assert review.cells[2] == sum(not row["retired"] for row in made.rows["tasks"])
    assert "Nhiệm vụ khác theo Kế hoạch" in str(review.cells[-1])


def test_a_decree_or_a_calendar_half_year(book: Book) -> None:
    record(book, "outreach", [event("2024-06-20", 9)])
    said = "Đã tổ chức 1 hoạt động truyền thông với 9 lượt người dự"
    assert said not in str(sheet.compose(book, "summary", "2024-H1", NOW).body)
    asked = sheet.compose(book, "summary", "2024-H1", NOW, basis=Basis.CALENDAR)
    assert said in str(asked.body)
    book.settings.put(period_basis="calendar")
    assert said in str(sheet.compose(book, "summary", "2024-H1", NOW).body)


@pytest.mark.parametrize(("name", "period"), [("nothing", "2024"), ("summary", "2024-H9")])
def test_what_does_not_exist_is_refused(empty: Book, name: str, period: str) -> None:
    with pytest.raises(InputError, match=r"summary|2024-H1"):
        sheet.compose(empty, name, period, NOW)


def test_an_office_elsewhere_is_refused(empty: Book) -> None:
    with pytest.raises(InputError, match="không thuộc"):
        sheet.compose(empty, "summary", "2024", NOW, area=units.find("2021", "01864"))
