"""The script an office would write for itself: openpyxl and sqlite3, nothing signed or checked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

Sheets = dict[str, list[tuple[Any, ...]]]
"""Cells by sheet, row by row."""

sqlite3.register_adapter(datetime, datetime.isoformat)


def cells(packet: Path) -> Sheets:
    """What stands in the cells of a packet."""
    with closing(openpyxl.load_workbook(packet, read_only=True)) as book:
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def write(sheets: Sheets, file: Path) -> None:
    """The same cells in a workbook of openpyxl's own, in the mode it has for many rows."""
    book = openpyxl.Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(file)


def take_in(workbook: Path, file: Path) -> None:
    """Every row of every sheet into a plain database, as it comes."""
    with (
        closing(openpyxl.load_workbook(workbook, read_only=True)) as book,
        closing(sqlite3.connect(file)) as db,
    ):
        for number, sheet in enumerate(book.worksheets):
            rows = [row for row in sheet.iter_rows(values_only=True) if row]
            width = max(map(len, rows))
            db.execute(f"CREATE TABLE sheet{number}({', '.join(f'c{n}' for n in range(width))})")
            db.executemany(
                f"INSERT INTO sheet{number} VALUES({', '.join('?' * width)})",
                [(*row, *(None,) * (width - len(row))) for row in rows],
            )
        db.commit()
