"""``sheet``: what the record amounts to, on paper."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.records import recovery, units
from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.errors import InputError
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.periods import Basis
from sync.commands import common
from sync.commands.common import OK

if TYPE_CHECKING:
    from desktop.records.sheet import Printable

SLIP, CONSENT, RECOVERY, RECEIPT = "slip", "consent", "recovery", "receipt"


def add(parsers: common.Parsers) -> None:
    """Add the command."""
    parser = common.add_command(parsers, "sheet", _sheet, "a printed sheet")
    common.add_book(parser)
    names = "summary, targets, tasks, reporters, slip, consent, recovery, receipt, or a register"
    parser.add_argument("name", metavar="NAME", help=names)
    parser.add_argument("--period", metavar="2024-H1", help="for a sheet of a period")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|.docx|.xlsx")
    parser.add_argument("--unit", metavar="CODE", help="the numbers of an office below")
    parser.add_argument("--basis", choices=list(Basis), type=Basis, help="what bounds a period")
    parser.add_argument(
        "--internal", action="store_true", help="for the office alone: small numbers exact"
    )
    parser.add_argument("--row", default="", metavar="UID", help="the slip of this referral")
    parser.add_argument("--code", default="", metavar="CODE", help="of the slip or the packet")


def _sheet(args: argparse.Namespace) -> int:
    from desktop.records import sheet  # the typesetter is slow to load, and needed here only

    out = common.writable(args.out)
    with common.open_book(args) as book:
        composed = _composed(args, book)
    write_durably(out, sheet.write(composed, out.suffix.lower()))
    common.answer(args, {"path": str(args.out)}, t("Đã ghi tờ in vào {file}.", file=args.out))
    return OK


def _composed(args: argparse.Namespace, book: Book) -> "Printable":
    from desktop.records import sheet

    now = common.now(args)
    if args.name == SLIP:
        return sheet.slip(book, local_day(now), uid=args.row, code=args.code)
    if args.name == CONSENT:
        return sheet.consent_sheet(book, local_day(now))
    if args.name == RECOVERY:
        return sheet.recovery_sheet(book, local_day(now), _words(args))
    if args.name == RECEIPT:
        return sheet.receipt(book, local_day(now), unit=args.unit or "", code=args.code)
    if args.period is None:
        raise InputError(t("Tờ in này cần kỳ báo cáo: thêm --period, ví dụ --period 2024-H1."))
    return sheet.compose(
        book,
        args.name,
        args.period,
        now,
        area=units.find(book.office.edition, args.unit) if args.unit else None,
        basis=args.basis,
        internal=args.internal,
    )


def _words(args: argparse.Namespace) -> tuple[str, ...]:
    """The recovery words, where the book was opened with them: it holds them nowhere itself."""
    secret = recovery.from_words(common.passphrase(args)) if args.passphrase_file else None
    return tuple(recovery.to_words(secret)) if secret else ()
