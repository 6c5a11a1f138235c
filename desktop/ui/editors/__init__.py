"""One editor for each kind of field."""

from collections.abc import Callable

from desktop.records.fields import Kind
from desktop.ui.editors.base import Editor, Option, Setting
from desktop.ui.editors.chips import Codes
from desktop.ui.editors.choices import Code, Reference, YesNo
from desktop.ui.editors.dates import Day, Moment, Month
from desktop.ui.editors.numbers import Number, Year
from desktop.ui.editors.text import Case, text_editor

__all__ = ["EDITORS", "SHORT", "Editor", "Option", "Setting"]

EDITORS: dict[Kind, Callable[[Setting], Editor]] = {
    Kind.DATE: Day,
    Kind.MOMENT: Moment,
    Kind.MONTH: Month,
    Kind.YEAR: Year,
    Kind.CODE: Code,
    Kind.CODES: Codes,
    Kind.COUNT: Number,
    Kind.MONEY: Number,
    Kind.TEXT: text_editor,
    Kind.YES_NO: YesNo,
    Kind.REFERENCE: Reference,
    Kind.CASE: Case,
}

SHORT = {
    Kind.DATE,
    Kind.MOMENT,
    Kind.MONTH,
    Kind.YEAR,
    Kind.COUNT,
    Kind.MONEY,
    Kind.YES_NO,
    Kind.CASE,
}
"""The kinds that need only half a line of a form."""
