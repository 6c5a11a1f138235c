"""``record`` and ``rows``: rows of a register in and out."""

import argparse
import json
from pathlib import Path

from desktop.records import queries
from desktop.records.errors import InputError, RowsRefused
from desktop.records.language import t
from desktop.records.registers import register
from sync import tabular
from sync.commands import common
from sync.commands.common import OK, REFUSED
from sync.entry import save_raw


def add(parsers: common.Parsers) -> None:
    """Add the two commands."""
    parser = common.add_command(parsers, "record", _record, "save rows from a file")
    common.add_book(parser)
    parser.add_argument("register", metavar="REGISTER")
    parser.add_argument("file", type=Path, metavar="FILE", help=".jsonl, .csv or .xlsx")
    parser = common.add_command(parsers, "rows", _rows, "the rows of a register as JSON lines")
    common.add_book(parser)
    parser.add_argument("register", metavar="REGISTER")
    parser.add_argument("--year", type=int, metavar="Y")


def _record(args: argparse.Namespace) -> int:
    chosen = register(args.register)
    with common.open_book(args) as book:
        try:
            saved = save_raw(book, chosen, tabular.read(args.file, chosen), now=common.now(args))
        except InputError as refused:
            return _nothing_saved(args, refused)
    warnings: list[dict[str, object]] = [
        {"row": number, "field": problem.field, "message": problem.message, "warning": True}
        for number, row in enumerate(saved, start=1)
        for problem in row.warnings
    ]
    for warning in warnings[:20]:
        common.say(f"  {warning['row']}: {warning['message']}")
    content: dict[str, object] = {
        "saved": len(saved),
        "problems": warnings,
        "uids": [row.uid for row in saved],
    }
    common.answer(args, content, t("Đã lưu {n} dòng vào {name}.", n=len(saved), name=chosen.label))
    return OK


def _nothing_saved(args: argparse.Namespace, refused: InputError) -> int:
    """Tell every problem; one of the file as a whole is said of row 0."""
    whole: list[dict[str, object]] = [{"row": 0, "field": "", "message": str(refused)}]
    problems = refused.problems if isinstance(refused, RowsRefused) else whole
    common.say(str(refused))
    for problem in problems[1:20]:
        common.say(f"  {problem['row']}: {problem['message']}")
    common.answer(args, {"saved": 0, "problems": problems}, "")
    return REFUSED


def _rows(args: argparse.Namespace) -> int:
    chosen = register(args.register)
    names = ["uid", *(field.name for field in chosen.fields)]
    with common.open_book(args) as book:
        if book.office.tier != "commune":
            names.insert(1, "unit")
        for row in queries.rows(book.db, chosen, year=args.year):
            print(json.dumps({name: row[name] for name in names}, ensure_ascii=False))
    return OK
