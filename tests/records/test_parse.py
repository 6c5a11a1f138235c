"""From what a person types, or a file holds, to values."""

from __future__ import annotations

from datetime import date, datetime
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records import language, lists, words
from desktop.records.fields import Field, Kind, Value
from desktop.records.identifiers import new_case_code
from desktop.records.parse import read_row
from desktop.records.registers import REGISTERS, Register
from desktop.records.text import clean
from tests.records.making import OUTREACH, REACH, REFERRALS, SITES, TIPS, TODAY

MONTHS, YEARS = REGISTERS["referral_months"], REGISTERS["referral_years"]


def read(register: Register, name: str, raw: object) -> Value:
    """The value read for one field, which must be readable."""
    row, problems = read_row(register, {name: raw}, today=TODAY)
    assert not problems
    return row[name]


def complaint(register: Register, name: str, raw: object) -> str:
    """What is said about one value, which must not be readable."""
    row, problems = read_row(register, {name: raw}, today=TODAY)
    assert name not in row
    assert [problem.field for problem in problems] == [name]
    assert not problems[0].warning
    return problems[0].message


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("5/3/2024", "2024-03-05"),
        ("05/03/2024", "2024-03-05"),
        ("5-3-2024", "2024-03-05"),
        ("5.3.2024", "2024-03-05"),
        (" 5/3/2024 ", "2024-03-05"),
        ("5/3", "2024-03-05"),
        ("31/12", "2024-12-31"),
        ("29/2/2024", "2024-02-29"),
        ("2024-03-05", "2024-03-05"),
        ("2024-3-5", "2024-03-05"),
        ("2024-03-05 00:00:00", "2024-03-05"),
        (date(2024, 3, 5), "2024-03-05"),
        (datetime(2024, 3, 5, 9, 30), "2024-03-05"),
    ],
)
def test_dates_are_day_first(raw: object, value: str) -> None:
    assert read(OUTREACH, "date", raw) == value


@pytest.mark.parametrize(
    "raw",
    ["29/2/2023", "31/4/2024", "3/31/2024", "0/1/2024", "5/13/2024", "0000-01-01"],
)
def test_a_day_that_no_calendar_has_is_named(raw: str) -> None:
    assert f"không có ngày “{raw}”" in complaint(OUTREACH, "date", raw)


@pytest.mark.parametrize(
    "raw",
    ["5/3/24", "hôm qua", "05032024", "2024", 45356, 45356.5, True, "5/3/2024 và 6/3/2024", ["x"]],
)
def test_a_date_is_never_guessed(raw: object) -> None:
    assert f"“{raw}” không phải là ngày" in complaint(OUTREACH, "date", raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (0, 0),
        ("0", 0),
        ("12", 12),
        ("1.234", 1234),
        ("12.000", 12_000),
        ("1.000", 1_000),
        ("300.000", 300_000),
        ("1.234.567", 1_234_567),
        ("5.000.000,00", 5_000_000),
        ("1 234 567", 1_234_567),
        ("1\u00a0234", 1234),
        ("12,0", 12),
        ("12.0", 12),
        ("100.0", 100),
        ("1234.0", 1234),
        (12.0, 12),
        ("+7", 7),
        ("-7", -7),
        ("007", 7),
        ("1000000000000000", 10**15),
    ],
)
def test_numbers_are_vietnamese(raw: object, value: int) -> None:
    assert read(OUTREACH, "cost", raw) == value


@pytest.mark.parametrize(
    "raw",
    [
        *("12,5", "12.5", 12.5, "1,234", "1,000", "1.23", "1.2345", "1234.567", "1.234 567"),
        *("1..234", "5 triệu", "mười", "1e3", "0x10", "--5", "1.234đ"),
        *(True, float("nan"), float("inf"), [3]),
    ],
)
def test_a_number_is_never_guessed(raw: object) -> None:
    assert f"“{raw}” không phải là số nguyên" in complaint(OUTREACH, "cost", raw)


@pytest.mark.parametrize("raw", [10**15 + 1, "9" * 17, "9" * 5000, 1e300, "-9999999999999999"])
def test_a_number_beyond_reason_is_too_large(raw: object) -> None:
    assert "quá lớn" in complaint(OUTREACH, "cost", raw)


@pytest.mark.parametrize(
    "raw",
    [
        *("2024-03-05T08:30", "2024-03-05 08:30", "2024-03-05 08:30:00", "05/03/2024 08:30"),
        *("5/3/2024 8:30", "5/3 8h30", "8g30 5.3.2024", "08:30, 5-3-2024", "8h30 ngày 5/3"),
        *("Ngày 5/3/2024 lúc 8h30", "8 giờ 30 phút ngày 5/3/2024", "8 GIỜ 30, 5/3"),
        *(datetime(2024, 3, 5, 8, 30), datetime(2024, 3, 5, 8, 30, 59)),
        normalize("NFD", "8 giờ 30 phút, ngày 5/3/2024"),
    ],
)
def test_a_moment_is_read_as_it_is_written_or_spoken(raw: object) -> None:
    assert read(TIPS, "received", raw) == "2024-03-05T08:30"


@pytest.mark.parametrize(
    ("raw", "time"), [("5/3/2024", "00:00"), (date(2024, 3, 5), "00:00"), ("5/3 23h", "23:00")]
)
def test_a_moment_without_minutes_begins_its_hour_or_day(raw: object, time: str) -> None:
    assert read(TIPS, "received", raw) == f"2024-03-05T{time}"


@pytest.mark.parametrize(
    "raw",
    [
        *("08:30", "8h30", "5/3/2024 8:5", "0830 5/3/2024", "8:30 PM 5/3/2024", "hôm qua 8h"),
        *("08:30 09:30 5/3/2024", "2024-03-05T08:30+07:00", "2024-03-05T08:30:00Z", 45356.35, True),
    ],
)
def test_a_moment_is_never_guessed(raw: object) -> None:
    assert "không phải là ngày" in complaint(TIPS, "received", raw)


@pytest.mark.parametrize("raw", ["24:00 5/3/2024", "5/3/2024 08:60", "25h 5/3"])
def test_an_hour_that_no_clock_has_is_named(raw: str) -> None:
    assert f"không có giờ “{raw}”" in complaint(TIPS, "received", raw)


@pytest.mark.parametrize(
    ("raw", "value"), [("03/2024", "2024-03"), ("3/2024", "2024-03"), ("2024-03", "2024-03")]
)
def test_months(raw: str, value: str) -> None:
    assert read(MONTHS, "month", raw) == value


@pytest.mark.parametrize("raw", ["13/2024", "0/2024", "tháng 3", "2024", "2024-00", 3])
def test_a_month_is_never_guessed(raw: object) -> None:
    assert "không phải là tháng" in complaint(MONTHS, "month", raw)


@pytest.mark.parametrize(
    "raw",
    [
        *("LOA", "loa", "Loa truyền thanh cơ sở", "LOA TRUYEN THANH CO SO", "Commune loudspeaker"),
        *(normalize("NFD", "Loa truyền thanh cơ sở"), "  loa  truyen thanh   co so "),
    ],
)
def test_a_code_is_known_by_code_or_words_in_any_spelling(raw: str) -> None:
    assert read(OUTREACH, "form", raw) == "LOA"


@pytest.mark.parametrize("raw", ["LO", "loa phường", "0", 3, True, ["LOA"]])
def test_an_unknown_code_is_named(raw: object) -> None:
    assert f"“{raw}” không có trong danh mục" in complaint(OUTREACH, "form", raw)


@pytest.mark.parametrize(
    "raw",
    [
        ["PHAP_LUAT", "TAC_HAI"],
        ["TAC_HAI", "PHAP_LUAT", "TAC_HAI"],
        "PHAP_LUAT,TAC_HAI",
        "TAC_HAI; PHAP_LUAT",
        "tac_hai | phap_luat",
        "PHAP_LUAT\nTAC_HAI\n",
        "Chính sách, pháp luật về phòng, chống mại dâm; Tác hại của tệ nạn mại dâm",
    ],
)
def test_several_codes_come_in_the_order_of_their_list(raw: object) -> None:
    assert read(OUTREACH, "topics", raw) == ["TAC_HAI", "PHAP_LUAT"]


def test_a_label_with_commas_is_one_code() -> None:
    label = "Chính sách, pháp luật về phòng, chống mại dâm"
    assert read(OUTREACH, "topics", label) == ["PHAP_LUAT"]


def test_one_unknown_code_among_several_is_named() -> None:
    assert "“SAI”" in complaint(OUTREACH, "topics", "TAC_HAI; SAI")


@pytest.mark.parametrize("raw", [True, "có", "Có", "CÓ", normalize("NFD", "có"), "x", "1", 1])
def test_yes(raw: object) -> None:
    assert read(REFERRALS, "need", raw) is True


@pytest.mark.parametrize("raw", [False, "không", "Khong", "no", "0", 0, "FALSE"])
def test_no(raw: object) -> None:
    assert read(REFERRALS, "need", raw) is False


@pytest.mark.parametrize("raw", ["có lẽ", "2", "c", 2])
def test_neither_yes_nor_no(raw: object) -> None:
    assert "Có hoặc Không" in complaint(REFERRALS, "need", raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (normalize("NFD", "Thôn Khuổi Bốc"), "Thôn Khuổi Bốc"),
        ("  Thôn\n\tKhuổi  Bốc\x00 ", "Thôn Khuổi Bốc"),
        ("a\x07b", "a b"),
        (3, "3"),
        (3.0, "3"),
        ("=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_text_is_composed_and_single_spaced(raw: object, value: str) -> None:
    assert read(OUTREACH, "place", raw) == value


@pytest.mark.parametrize("raw", [True, ["Thôn"], {"a": 1}])
def test_what_is_not_text_is_not_made_text(raw: object) -> None:
    assert "không phải là chữ" in complaint(OUTREACH, "place", raw)
    assert "không phải là chữ" in complaint(REACH, "event", raw)


def test_a_slip_code_may_be_typed_small() -> None:
    code = new_case_code()
    assert read(REFERRALS, "code", f" {code.lower()} ") == code


@pytest.mark.parametrize("raw", [None, "", "  ", "\u00a0", [], "\x00"])
@pytest.mark.parametrize("field", OUTREACH.fields, ids=lambda field: field.name)
def test_nothing_typed_is_nothing(field: Field, raw: object) -> None:
    assert read(OUTREACH, field.name, raw) is None


def test_a_row_has_every_field_and_passes_over_the_stamp() -> None:
    row, problems = read_row(OUTREACH, {"date": "5/3", "uid": "7", "version": 3}, today=TODAY)
    assert problems == []
    assert list(row) == [field.name for field in OUTREACH.fields]


def test_every_unreadable_value_and_unknown_name_is_told() -> None:
    raw = {"date": "?", "cost": "?", "tên": "Lò Thị Mai"}
    row, problems = read_row(OUTREACH, raw, today=TODAY)
    assert {problem.field for problem in problems} == {"date", "cost", "tên"}
    assert not {"date", "cost", "tên"} & row.keys()


def test_complaints_name_the_field_in_the_language_in_use() -> None:
    language.use("en")
    assert complaint(OUTREACH, "date", "?").startswith("Date: “?” is not a date")


def moments() -> st.SearchStrategy[Value]:
    return st.datetimes(datetime(1900, 3, 1)).map(lambda when: when.isoformat()[:16])


def _values(field: Field) -> st.SearchStrategy[Value]:
    codes = list(lists.codes(field.lists))
    numbers = st.integers(0, 10**15)
    strategies: dict[Kind, st.SearchStrategy[Value]] = {
        Kind.DATE: st.dates(date(1900, 1, 1)).map(date.isoformat),
        Kind.MOMENT: moments(),
        Kind.MONTH: st.dates(date(2000, 1, 1)).map(lambda day: day.isoformat()[:7]),
        Kind.YEAR: st.integers(1900, 2999),
        Kind.COUNT: numbers,
        Kind.MONEY: numbers,
        Kind.CODE: st.sampled_from(codes or [""]),
        Kind.CODES: st.sets(st.sampled_from(codes or [""]), min_size=1).map(
            lambda chosen: [code for code in codes if code in chosen]
        ),
        Kind.TEXT: st.text(st.characters(categories=["L", "N", "P", "Zs"])).map(clean),
        Kind.YES_NO: st.booleans(),
        Kind.REFERENCE: st.uuids().map(str),
        Kind.CASE: st.builds(new_case_code),
    }
    return strategies[field.kind]


def _one_of_each() -> list[tuple[Register, Field]]:
    kept = (OUTREACH, SITES, REACH, TIPS, REFERRALS, MONTHS, YEARS)
    return list({f.kind: (register, f) for register in kept for f in register.fields}.values())


def test_the_round_trip_covers_every_kind() -> None:
    assert {field.kind for _, field in _one_of_each()} == set(Kind)


@pytest.mark.parametrize("tongue", language.LANGUAGES)
@given(data=st.data())
def test_a_value_reads_back_from_the_words_it_is_shown_in(data: st.DataObject, tongue: str) -> None:
    register, field = data.draw(st.sampled_from(_one_of_each()))
    value = data.draw(_values(field))
    shown = words.show(field, value, tongue=tongue)
    assert read(register, field.name, shown) == (None if value == "" else value)
