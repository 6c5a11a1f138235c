"""``record``, ``template`` and ``rows``: rows of a register in and out."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.records import queries, store
from desktop.records.book import Book
from desktop.records.errors import InputError, RowsRefused
from desktop.records.language import t
from desktop.records.registers import Register, register
from sync import tabular
from sync.commands import common, preview
from sync.commands.common import OK, REFUSED
from sync.entry import save_raw
from sync.intake import applying, exact, filemap, guessing, planning, reading
from sync.intake.filemap import FileMap
from sync.intake.planned import Plan

_LINES = ".jsonl"
_SHOWN = 20


def add(parsers: common.Parsers) -> None:
    """Add the three commands."""
    parser = common.add_command(parsers, "record", _record, "save rows from a file")
    common.add_book(parser)
    parser.add_argument("register", metavar="REGISTER")
    parser.add_argument("file", type=Path, metavar="FILE", help=".jsonl, .csv, .xlsx or .xls")
    parser.add_argument("--map", type=Path, metavar="FILE", help="how the columns are read")
    parser.add_argument("--dry-run", action="store_true", help="show, save nothing")
    parser.add_argument(
        "--because", default="", metavar="TEXT", help="why odd rows are right, for the journal"
    )
    parser = common.add_command(parsers, "template", _template, "a workbook to be filled in")
    common.add_book(parser)
    parser.add_argument("register", metavar="REGISTER")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser = common.add_command(parsers, "rows", _rows, "the rows of a register as JSON lines")
    common.add_book(parser)
    parser.add_argument("register", metavar="REGISTER")
    parser.add_argument("--year", type=int, metavar="Y")


def _record(args: argparse.Namespace) -> int:
    chosen = register(args.register)
    with common.open_book(args) as book:
        try:
            if args.file.suffix.lower() == _LINES and not (args.map or args.dry_run):
                raw = tabular.read(args.file)
                saved = save_raw(book, chosen, raw, now=common.now(args), because=args.because)
                return _saved(args, chosen, saved, range(1, len(saved) + 1))
            plan = _plan(args, book, chosen)
            if args.dry_run:
                return preview.answer(args, plan)
            saved = applying.apply(book, plan, now=common.now(args), because=args.because)
            _tell_left_out(plan)
            return _saved(args, chosen, saved, [planned.number for planned in plan.rows])
        except InputError as refused:
            return _nothing_saved(args, refused)


def _plan(args: argparse.Namespace, book: Book, chosen: Register) -> Plan:
    """What the file would add. Rows are numbered as in the file where a person maps its columns,
    else from 1 as in every file of rows."""
    grid, now = reading.read(args.file), common.now(args)
    if args.map:
        file_map = FileMap.from_json(common.read_text(args.map))
        filemap.check(file_map, chosen)
        return planning.plan(book, grid, file_map, now=now)
    if args.dry_run:
        return planning.plan(book, grid, guessing.propose(book, grid, chosen), now=now)
    plan = exact.plan(book, grid, chosen, now=now)
    rows = (replace(planned, number=place) for place, planned in enumerate(plan.rows, start=1))
    return replace(plan, rows=tuple(rows))


def _tell_left_out(plan: Plan) -> None:
    left = [f"{line.number} ({line.reason})" for line in plan.table.left_out]
    if left:
        common.say(
            t("Không nhập {n} dòng của tệp: {lines}.", n=len(left), lines=", ".join(left[:_SHOWN]))
        )


def _saved(
    args: argparse.Namespace, chosen: Register, saved: list[store.Saved], numbers: Sequence[int]
) -> int:
    warnings: list[dict[str, object]] = [
        {"row": number, "field": problem.field, "message": problem.message, "warning": True}
        for number, row in zip(numbers, saved, strict=True)
        for problem in row.warnings
    ]
    for warning in warnings[:_SHOWN]:
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
    for problem in problems[1:_SHOWN]:
        common.say(f"  {problem['row']}: {problem['message']}")
    common.answer(args, {"saved": 0, "problems": problems}, "")
    return REFUSED


def _template(args: argparse.Namespace) -> int:
    from sync.intake import template  # brings openpyxl, which other commands need not wait for

    chosen, file = register(args.register), common.writable(args.out)
    with common.open_book(args) as book:
        template.write(book, chosen, file)
    words = t("Đã ghi mẫu nhập của sổ “{name}” vào {file}.", name=chosen.label, file=file)
    common.answer(args, {"path": str(file), "register": chosen.name}, words)
    return OK


def _rows(args: argparse.Namespace) -> int:
    chosen = register(args.register)
    names = ["uid", *(field.name for field in chosen.fields)]
    with common.open_book(args) as book:
        if book.office.tier != "commune":
            names.insert(1, "unit")
        for row in queries.rows(book.db, chosen, year=args.year):
            print(json.dumps({name: row[name] for name in names}, ensure_ascii=False))
    return OK
