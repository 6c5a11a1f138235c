"""``targets`` and ``sheet``: what the record amounts to, as numbers and on paper."""

import argparse
import json
from datetime import date
from pathlib import Path

from desktop.records import targets, units
from desktop.records.errors import InputError
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.units import Unit
from sync.commands import common
from sync.commands.common import OK
from sync.tableau import lines


def add(parsers: common.Parsers) -> None:
    """Add the two commands."""
    parser = common.add_command(parsers, "targets", _targets, "the plan's targets")
    common.add_book(parser)
    parser.add_argument("--as-of", type=_day, required=True, metavar="DATE")
    parser.add_argument("--unit", metavar="CODE")
    parser = common.add_command(parsers, "sheet", _sheet, "a printed sheet as PDF")
    common.add_book(parser)
    parser.add_argument("name", metavar="NAME", help="summary, targets")
    parser.add_argument("--period", required=True, metavar="2024-H1")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")


def as_json(result: targets.Result) -> dict[str, object]:
    """A target's result in the words of the commands."""
    return {
        "id": result.target.id,
        "clause": result.target.clause,
        "numerator": result.numerator,
        "denominator": result.denominator,
        "percent": result.percent,
        "threshold": result.target.threshold,
        "status": result.status.value,
    }


def _targets(args: argparse.Namespace) -> int:
    with common.open_book(args) as book:
        area = _area(book.office, args.unit)
        found = targets.compute(book, area, args.as_of)
    if args.json:
        for result in found:
            print(json.dumps(as_json(result), ensure_ascii=False))
    else:
        print("\n".join(lines(found)))
    return OK


def _area(office: Unit, code: str | None) -> Unit:
    area = units.find(office.edition, code) if code else office
    if not units.within(area, office):
        raise InputError(t("{area} không thuộc {office}.", area=area.name, office=office.name))
    return area


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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a date (2024-12-31): {text}") from error
