"""F9: the sheet a leader signs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count

import typst

import resources
from desktop.records import sheet
from desktop.records.book import Book
from desktop.records.sheet import SheetData
from desktop.records.sheets.typesetting import PDF_STANDARDS, as_json
from tests.bench.measure import Pair, timed
from tests.bench.workshop import Workshop
from tests.district import NOW, PASSPHRASE

PERIOD = "2024-H1"


@contextmanager
def printing(shop: Workshop) -> Iterator[Pair]:
    """The summary from the book to a PDF beside typst on what the summary says.

    Each sheet bears another code, since typst remembers what it has set before.
    """
    fonts = typst.Fonts(font_paths=[str(resources.path("fonts"))])
    codes = (f"{number:08x}" for number in count())
    with Book.open(shop.year, PASSPHRASE) as book:

        def compose() -> SheetData:
            return replace(sheet.compose(book, "summary", PERIOD, NOW), code=next(codes))

        def theirs() -> float:
            data = as_json(compose())
            return timed(lambda: _typst(data, fonts))()

        yield Pair(timed(lambda: sheet.pdf(compose())), theirs)


def _typst(data: str, fonts: typst.Fonts) -> None:
    root = resources.path("print")
    compiler = typst.Compiler(
        str(root / "report.typ"), root=str(root), font_paths=fonts, sys_inputs={"data": data}
    )
    compiler.compile(format="pdf", pdf_standards=list(PDF_STANDARDS))
