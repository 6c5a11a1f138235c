"""The entry template: a workbook that an office without the program fills in and sends back.

It is imported without a file map: its heads are the labels of the record, its lists give the words
of the codes, and references are chosen by what names a row.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.records import lists, rules
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.fields import Field, Kind
from desktop.records.language import t
from desktop.records.registers import Register, Travels
from desktop.records.words import YES_NO
from sync.intake.references import Captions
from sync.xlsx.cells import Look
from sync.xlsx.styles import LOOKS, PLAIN_FONT

ENTRY, LISTS = "Nhập liệu", "Danh mục"
HEAD_ROW = 3
_PREPARED = 300
_LAST_ROW = 5_000
_MOST_CHOICES = 2_000
_LONGEST_PROMPT = 250


def write(book: Book, register: Register, file: Path) -> None:
    """Write the template of ``register`` for this office; raises InputError where there is none.

    A referral is about a person: it is recorded in the book only, which has a passphrase.
    """
    if register.travels is Travels.TOTALS:
        raise InputError(
            t(
                "Sổ “{name}” không có mẫu Excel: dòng về một người chỉ ghi trong sổ có mật khẩu.",
                name=register.label,
            )
        )
    made = Workbook()
    entry = made.active
    assert isinstance(entry, Worksheet)
    entry.title = ENTRY
    choices = made.create_sheet(LISTS)
    _explain(entry, register)
    for column, field in enumerate(register.fields, start=1):
        _column(entry, column, field)
        words = _choices(book, field)
        check = _VALIDATIONS[field.kind](field, _list(choices, field, words) if words else "")
        if check is not None:
            _prompt(check, field)
            letter = get_column_letter(column)
            check.add(f"{letter}{HEAD_ROW + 1}:{letter}{_LAST_ROW}")
            entry.add_data_validation(check)
    _arrange(entry, HEAD_ROW, "B")
    if choices["A1"].value is None:
        made.remove(choices)
    else:
        _arrange(choices, 1, "A")
    made.properties.creator = "Sổ Bản"
    made.save(file)


def _explain(entry: Worksheet, register: Register) -> None:
    _put(entry.cell(1, 1), register.vi, Look.TITLE)
    _put(
        entry.cell(2, 1),
        t(
            "Từ dòng 4, mỗi dòng một việc; cột có dấu * phải ghi. Chọn nhiều mục thì ngăn cách "
            "bằng dấu chấm phẩy (;). Không ghi tên, số giấy tờ, số điện thoại của người dân."
        ),
        Look.NOTE,
    )


def _column(entry: Worksheet, column: int, field: Field) -> None:
    head = entry.cell(HEAD_ROW, column)
    _put(head, f"{field.vi} *" if field.required else field.vi, Look.HEADING)
    look, width = _LOOKS[field.kind]
    entry.column_dimensions[get_column_letter(column)].width = width
    for row in range(HEAD_ROW + 1, HEAD_ROW + 1 + _PREPARED):
        _dress(entry.cell(row, column), look)


def _choices(book: Book, field: Field) -> list[str]:
    if field.lists:
        return [entry.vi for entry in lists.codes(field.lists).values()]
    return Captions(book, field).choices()[:_MOST_CHOICES] if field.target else []


def _list(sheet: Worksheet, field: Field, words: list[str]) -> str:
    """A column of the sheet of lists; returns the range that a validation names."""
    column = 1 if sheet["A1"].value is None else sheet.max_column + 1
    _put(sheet.cell(1, column), field.vi, Look.HEADING)
    for row, word in enumerate(words, start=2):
        _put(sheet.cell(row, column), word, Look.TEXT)
    letter = get_column_letter(column)
    sheet.column_dimensions[letter].width = max(len(word) for word in (field.vi, *words)) + 4
    return f"'{LISTS}'!${letter}$2:${letter}${len(words) + 1}"


def _put(cell: Cell | Any, text: str, look: Look) -> None:
    """Text that stays text: a caption that begins with “=” is no formula."""
    cell.value = text
    cell.data_type = "s"
    _dress(cell, look)


def _dress(cell: Cell | Any, look: Look) -> None:
    for name, value in ({"font": PLAIN_FONT} | LOOKS[look]).items():
        setattr(cell, name, value)


def _prompt(check: DataValidation, field: Field) -> None:
    several = t("Nhiều mục: ngăn cách bằng dấu chấm phẩy (;).") if field.kind is Kind.CODES else ""
    hint = _HINTS[field.kind]() if field.kind in _HINTS else ""
    said = " ".join(filter(None, (field.help_vi, hint, several)))
    check.allow_blank = True
    check.showInputMessage = bool(said)
    check.promptTitle, check.prompt = field.vi[:32], said[:_LONGEST_PROMPT]
    check.showErrorMessage = field.kind not in {Kind.CODES, Kind.REFERENCE}
    check.errorTitle = field.vi[:32]
    check.error = t("Ô này chưa đúng kiểu. Xem lời nhắc của ô rồi ghi lại.")


def _arrange(sheet: Worksheet, head: int, first: str) -> None:
    """Frozen head, which repeats on paper; as wide as one sheet of A4."""
    sheet.row_dimensions[head].height = 48 if head == HEAD_ROW else 20
    sheet.freeze_panes = f"{first}{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _day(field: Field, _range: str) -> DataValidation:
    first = rules.OLDEST if field.old else rules.EARLIEST
    year, month, day = (int(part) for part in first.split("-"))
    formula = f"DATE({year},{month},{day})"
    return DataValidation("date", operator="greaterThanOrEqual", formula1=formula)


def _whole(field: Field, _range: str) -> DataValidation:
    if field.kind is Kind.YEAR:
        return DataValidation("whole", operator="between", formula1="2015", formula2="2099")
    return DataValidation("whole", operator="between", formula1="0", formula2="1000000000000000")


def _text(field: Field, _range: str) -> DataValidation:
    return DataValidation("textLength", operator="lessThanOrEqual", formula1=str(field.longest))


def _chosen(_field: Field, range_: str) -> DataValidation | None:
    return DataValidation("list", formula1=f"={range_}") if range_ else None


def _yes_no(_field: Field, _range: str) -> DataValidation:
    return DataValidation("list", formula1=f'"{",".join(reversed(YES_NO["vi"]))}"')


_HINTS: dict[Kind, Callable[[], str]] = {
    Kind.DATE: lambda: t("Ghi ngày như 05/03/2024."),
    Kind.MOMENT: lambda: t("Ghi ngày và giờ như 05/03/2024 08:30."),
    Kind.MONEY: lambda: t("Ghi bằng đồng."),
    Kind.CODE: lambda: t("Chọn trong danh sách."),
    Kind.REFERENCE: lambda: t("Chọn trong danh sách."),
}

_VALIDATIONS: dict[Kind, Callable[[Field, str], DataValidation | None]] = {
    Kind.DATE: _day,
    Kind.MOMENT: _day,
    Kind.MONTH: _text,
    Kind.YEAR: _whole,
    Kind.CODE: _chosen,
    Kind.CODES: _chosen,
    Kind.COUNT: _whole,
    Kind.MONEY: _whole,
    Kind.TEXT: _text,
    Kind.YES_NO: _yes_no,
    Kind.REFERENCE: _chosen,
    Kind.CASE: _text,
}

_LOOKS: dict[Kind, tuple[Look, int]] = {
    Kind.DATE: (Look.DATE, 13),
    Kind.MOMENT: (Look.MOMENT, 18),
    Kind.MONTH: (Look.MONTH, 11),
    Kind.YEAR: (Look.YEAR, 9),
    Kind.CODE: (Look.TEXT, 22),
    Kind.CODES: (Look.TEXT, 30),
    Kind.COUNT: (Look.NUMBER, 12),
    Kind.MONEY: (Look.NUMBER, 15),
    Kind.TEXT: (Look.TEXT, 24),
    Kind.YES_NO: (Look.TEXT, 9),
    Kind.REFERENCE: (Look.TEXT, 32),
    Kind.CASE: (Look.TEXT, 14),
}
