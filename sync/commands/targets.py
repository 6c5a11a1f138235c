"""``targets``: what the record amounts to, and the rows behind each number."""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.records import captions, plan, targets, units
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.periods import Basis
from desktop.records.units import Unit
from sync.commands import common, tableau
from sync.commands.common import OK


def add(parsers: common.Parsers) -> None:
    """Add the command."""
    parser = common.add_command(parsers, "targets", _targets, "the plan's targets")
    common.add_book(parser)
    parser.add_argument("--as-of", type=_day, required=True, metavar="DATE")
    parser.add_argument("--unit", metavar="CODE", help="an office below; else the book's own")
    parser.add_argument(
        "--basis", choices=["calendar", "decree"], default="calendar", help="what a year is"
    )
    parser.add_argument("--explain", metavar="ID", help="the lines behind one target")
    parser.add_argument("--plan", type=Path, metavar="DIR", help="another plan's folder")


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


@dataclass(frozen=True)
class _Asked:
    """What the command line asks of a book."""

    book: Book
    area: Unit
    as_of: date
    plan: plan.Plan
    basis: Basis

    def results(self) -> list[targets.Result]:
        return targets.compute(self.book, self.area, self.as_of, self.plan, basis=self.basis)

    def lines(self, id: str) -> list[tableau.Told]:
        """The lines behind a target, with what a person and a program want to know of each."""
        found = targets.explain(self.book, self.area, self.as_of, id, self.plan, basis=self.basis)
        rows: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in targets.behind(
            self.book, self.area, self.as_of, id, self.plan, basis=self.basis
        ):
            rows[row.unit, row.item].append(row.uid)
        named = captions.of_items(self.book, self.plan.target(id), (line.item for line in found))
        return [
            tableau.Told(
                line,
                units.find(self.area.edition, line.unit).name,
                named.get(line.item, ""),
                tuple(rows[line.unit, line.item]),
            )
            for line in found
        ]


def _targets(args: argparse.Namespace) -> int:
    chosen = plan.load(args.plan) if args.plan else plan.default()
    with common.open_book(args) as book:
        asked = _Asked(book, _area(book.office, args.unit), args.as_of, chosen, Basis(args.basis))
        if args.explain:
            _explain(args, asked)
        else:
            _list(args, asked)
    return OK


def _list(args: argparse.Namespace, asked: _Asked) -> None:
    results = asked.results()
    if args.json:
        for result in results:
            print(json.dumps(as_json(result), ensure_ascii=False))
    else:
        print("\n".join([*tableau.lines(results), "", *tableau.rules(results, asked.basis)]))


def _explain(args: argparse.Namespace, asked: _Asked) -> None:
    told = asked.lines(args.explain)
    if args.json:
        for line in told:
            print(json.dumps(_line_as_json(line), ensure_ascii=False))
    else:
        (result,) = [found for found in asked.results() if found.target.id == args.explain]
        print("\n".join(tableau.explained(result, told, asked.basis)))


def _line_as_json(told: tableau.Told) -> dict[str, object]:
    return {
        "unit": told.line.unit,
        "unit_name": told.unit_name,
        "item": told.line.item,
        "caption": told.caption,
        "numerator": told.line.n,
        "denominator": told.line.d,
        "missing": told.line.missing,
        "note": told.line.note,
        "rows": list(told.rows),
    }


def _area(office: Unit, code: str | None) -> Unit:
    area = units.find(office.edition, code) if code else office
    if not units.within(area, office):
        raise InputError(t("{area} không thuộc {office}.", area=area.name, office=office.name))
    return area


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a date (2024-12-31): {text}") from error
