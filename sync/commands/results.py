"""``sheet``: what the record amounts to, on paper."""

import argparse
from pathlib import Path

from desktop.records.errors import InputError
from desktop.records.files import write_durably
from desktop.records.language import t
from sync.commands import common
from sync.commands.common import OK


def add(parsers: common.Parsers) -> None:
    """Add the command."""
    parser = common.add_command(parsers, "sheet", _sheet, "a printed sheet as PDF")
    common.add_book(parser)
    parser.add_argument("name", metavar="NAME", help="summary, targets")
    parser.add_argument("--period", required=True, metavar="2024-H1")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")


def _sheet(args: argparse.Namespace) -> int:
    from desktop.records import sheet  # the typesetter is slow to load, and needed here only

    if args.out.suffix.lower() != ".pdf":
        raise InputError(t("Tờ in chỉ ghi được thành tệp .pdf; sửa tên tệp rồi làm lại."))
    out = common.writable(args.out)
    with common.open_book(args) as book:
        composed = sheet.compose(book, args.name, args.period, common.now(args))
    write_durably(out, sheet.pdf(composed))
    common.answer(args, {"path": str(args.out)}, t("Đã ghi tờ in vào {file}.", file=args.out))
    return OK
