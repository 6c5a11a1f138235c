"""A template is filled in by choosing from its lists, and comes back as what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desktop.records import queries
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.fields import Kind, Row
from desktop.records.registers import REGISTERS, Register, Travels, kept_at
from desktop.records.words import show
from sync.intake import exact, template
from sync.intake.reading import examine
from sync.intake.references import Captions
from tests import rows
from tests.district import NOW, District, record

FILLED = [r for r in kept_at("commune") if r.travels is not Travels.TOTALS]


@pytest.fixture(scope="module")
def office(founded: District, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A commune with a row in every register that has a template."""
    copy = founded.communes[0].copy(tmp_path_factory.mktemp("template") / "book")
    with copy.open() as book:
        fill(book)
        yield book


def fill(book: Book) -> None:
    site, _ = record(book, "sites", rows.site(), rows.site(name="=1+1 quán", kind="KARAOKE"))
    (event,) = record(book, "outreach", rows.outreach())
    record(book, "reach", rows.reach(event, site))
    record(book, "inspections", rows.inspection(site))
    for name, row in {
        "models": rows.model(),
        "providers": rows.provider(),
        "tips": rows.tip(),
        "trainings": rows.training(),
        "media": rows.item(),
        "integration": rows.integration(),
        "figures": rows.figure(),
        "budget": rows.funds(),
        "tasks": rows.task(),
    }.items():
        record(book, name, row)


def made(book: Book, register: Register, folder: Path) -> tuple[Workbook, Worksheet, Path]:
    file = folder / "mau.xlsx"
    template.write(book, register, file)
    opened = load_workbook(file)
    sheet = opened[template.ENTRY]
    assert isinstance(sheet, Worksheet)
    return opened, sheet, file


def as_typed(book: Book, register: Register, row: Row, name: str) -> object:
    """What a person puts into the cell: a real date, a number, or the words of the list."""
    field, value = register.field(name), row[name]
    if value is None:
        return None
    if field.kind in {Kind.DATE, Kind.MOMENT}:
        return datetime.fromisoformat(str(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if field.target:
        return Captions(book, field).name(str(value))
    return show(field, value, tongue="vi")


@pytest.mark.parametrize("register", FILLED, ids=lambda register: register.name)
def test_what_is_filled_in_comes_back(office: Book, register: Register, tmp_path: Path) -> None:
    opened, sheet, file = made(office, register, tmp_path)
    given = list(queries.rows(office.db, register))
    assert given
    for place, row in enumerate(given, start=template.HEAD_ROW + 1):
        for column, field in enumerate(register.fields, start=1):
            cell = sheet.cell(place, column)
            cell.value = as_typed(office, register, row, field.name)  # type: ignore[assignment]
            if isinstance(cell.value, str):
                cell.data_type = "s"
    opened.save(file)

    plan = exact.plan(office, examine(file.read_bytes(), file.name), register, now=NOW)
    names = [field.name for field in register.fields]
    assert [[x.row[name] for name in names] for x in plan.rows] == [
        [row[name] for name in names] for row in given
    ]
    assert plan.refused == 0
    assert plan.table.left_out == ()


def validation(sheet: Worksheet, column: int) -> DataValidation:
    place = sheet.cell(template.HEAD_ROW + 1, column).coordinate
    found: list[DataValidation] = sheet.data_validations.dataValidation
    (one,) = [check for check in found if place in check.sqref]
    return one


def chosen_from(opened: Workbook, check: DataValidation) -> list[object]:
    """The words of a drop-down list."""
    name, _, cells = str(check.formula1).lstrip("=").partition("!")
    sheet = opened[name.strip("'")]
    return [row[0].value for row in sheet[cells.replace("$", "")]]


def test_lists_dates_numbers_and_references(office: Book, tmp_path: Path) -> None:
    register = REGISTERS["inspections"]
    opened, sheet, _ = made(office, register, tmp_path)
    heads = [cell.value for cell in sheet[template.HEAD_ROW]]

    assert heads == [f"{x.vi} *" if x.required else x.vi for x in register.fields]
    assert sheet.freeze_panes == "B4"
    assert "Từ dòng 4" in str(sheet["A2"].value)
    day, site, team, fine = (validation(sheet, column) for column in (1, 2, 3, 5))
    assert (day.type, day.formula1, sheet["A4"].number_format) == (
        *("date", "DATE(2021,1,1)"),
        "dd/mm/yyyy",
    )
    assert chosen_from(opened, site) == ["=1+1 quán", "Nhà nghỉ Sông Năng"]
    assert "Đội kiểm tra liên ngành 178 cấp xã" in chosen_from(opened, team)
    assert (fine.type, sheet["E4"].number_format) == ("whole", "#,##0")
    words = opened[template.LISTS]
    assert [cell.data_type for cell in words["A"][:3]] == ["s", "s", "s"]


def test_a_cell_for_several_codes_takes_more_than_the_list(office: Book, tmp_path: Path) -> None:
    opened, sheet, _ = made(office, REGISTERS["outreach"], tmp_path)
    form, topics = validation(sheet, 2), validation(sheet, 3)
    assert (form.showErrorMessage, topics.showErrorMessage) == (True, False)
    assert "dấu chấm phẩy (;)" in str(topics.prompt)
    assert "Phòng, chống ma túy" in chosen_from(opened, topics)


def test_rows_of_the_same_name_are_told_apart(founded: District, tmp_path: Path) -> None:
    copy = founded.communes[0].copy(tmp_path / "book" / "copy")
    with copy.open() as book:
        uids = record(book, "sites", rows.site(), rows.site(kind="SPA"))
        captions = Captions(book, REGISTERS["reach"].field("site"))
        assert {captions.uid(choice) for choice in captions.choices()} == set(uids)
        assert len(set(captions.choices())) == 2


def test_there_is_no_template_for_rows_about_a_person(office: Book, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="không có mẫu Excel"):
        template.write(office, REGISTERS["referrals"], tmp_path / "mau.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_every_kind_of_field_has_its_look_and_its_check() -> None:
    assert set(template._LOOKS) == set(template._VALIDATIONS) == set(Kind)
