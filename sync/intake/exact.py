"""A file whose heads say exactly which field each column is: taken without a file map.

So read are the entry template, the headless commands' .csv and .xlsx, and what `rows` gave.
"""

from dataclasses import replace
from datetime import datetime

from desktop.records.book import Book
from desktop.records.columns import STAMP_NAMES
from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.registers import Register
from sync.intake import applying, planning
from sync.intake.filemap import Column
from sync.intake.grid import Grid
from sync.intake.guessing import guess
from sync.intake.planned import Plan


def plan(book: Book, grid: Grid, register: Register, *, now: datetime) -> Plan:
    """The plan of a file that needs no person's decision about its columns.

    Raises InputError for a column that says something without a field that is sure, and for text in
    an encoding that only a person can name.
    """
    guessed = guess(grid, register)
    columns = {
        head: Column() if head in guessed.unsure else column
        for head, column in guessed.columns.items()
    }
    found = planning.plan(book, grid, replace(guessed, columns=columns), now=now)
    applying.require_decided(found)
    unclear = [head for head in found.unread if head not in STAMP_NAMES]
    if unclear:
        raise InputError(
            t(
                "Chưa rõ cột “{head}” là mục nào của sổ. Sửa tên cột theo nhãn của sổ, hoặc ghép "
                "cột bằng --map; chưa lưu gì.",
                head=unclear[0],
            )
        )
    return found
