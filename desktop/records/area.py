"""An area of offices, and one unchanging view of the book in which their codes are a table."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.records import units
from desktop.records.book import Book
from desktop.records.cipher import Database, translated
from desktop.records.units import Unit

Source = Book | Database


def offices(area: Unit) -> list[Unit]:
    """The office of ``area`` and all those below it, each followed by its own."""
    return [area] + [unit for child in units.children(area) for unit in offices(child)]


@contextmanager
def scoped(source: Source, area: Unit) -> Iterator[Database]:
    """The book as it stands now, with the temporary table ``scope(code, tier, parent)``.

    Whatever is made or changed inside is gone afterwards.
    """
    db = source.db if isinstance(source, Book) else source
    below = [(unit.code, unit.tier, unit.parent) for unit in offices(area)]
    with translated():
        db.execute("SAVEPOINT scoped")
        try:
            db.execute(
                "CREATE TEMP TABLE scope AS SELECT value ->> 0 AS code, value ->> 1 AS tier, "
                "value ->> 2 AS parent FROM json_each(:units)",
                {"units": json.dumps(below)},
            )
            yield db
        finally:
            db.execute("ROLLBACK TO scoped")
            db.execute("RELEASE scoped")
