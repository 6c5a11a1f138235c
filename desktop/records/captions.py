"""What the lines behind a target are called, in the language in use."""

import json
from collections.abc import Iterable

from desktop.records import lists, queries
from desktop.records.area import Source
from desktop.records.book import Book
from desktop.records.cipher import translated
from desktop.records.columns import listed, to_row
from desktop.records.periods import Basis, named
from desktop.records.plan import Target
from desktop.records.registers import REGISTERS
from desktop.records.words import caption


def of_items(source: Source, target: Target, items: Iterable[str]) -> dict[str, str]:
    """The words of each of ``items`` of ``target`` (see ``Target.item``): those of a code, a
    month, or a live row of any office; an item that is not known is not there."""
    kind, _, name = target.item.partition(":")
    wanted = {item for item in items if item}
    if kind == "list":
        labels = lists.codes((name,))
        return {item: labels[item].label for item in wanted & labels.keys()}
    if kind == "month":
        return {item: named(item, Basis.CALENDAR).label for item in wanted}
    return of_rows(source, name, wanted) if kind == "register" else {}


@translated()
def of_rows(source: Source, register_name: str, uids: Iterable[str]) -> dict[str, str]:
    """What names each of the live rows with those uids, by uid."""
    db, register = source.db if isinstance(source, Book) else source, REGISTERS[register_name]

    def lookup(name: str, uid: str) -> str:
        row = queries.get(db, REGISTERS[name], uid)
        return caption(REGISTERS[name], row, lookup) if row else ""

    found = db.execute(
        f"SELECT {listed(register)} FROM {register.name} "
        "WHERE retired IS NULL AND uid IN (SELECT value FROM json_each(:uids))",
        {"uids": json.dumps(sorted(uids))},
    )
    rows = (to_row(register, cells) for cells in found)
    return {str(row["uid"]): caption(register, row, lookup) for row in rows}
