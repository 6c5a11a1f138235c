"""Rows of the book by what names them to a person: what a reference in a file is written as."""

import re
from collections.abc import Iterator

from desktop.records import queries
from desktop.records.book import Book
from desktop.records.fields import Field, Row
from desktop.records.language import t
from desktop.records.registers import REGISTERS
from desktop.records.words import caption
from sync.intake.values import UnreadableError
from sync.intake.vocabulary import plain

_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MARKED = re.compile(r"\[([0-9a-f]{6})\]$")


class Captions:
    """The rows that a reference of ``field`` may point to: own ones, all where it says so."""

    def __init__(self, book: Book, field: Field) -> None:
        self._field = field
        self._names: dict[str, str] = dict(_named(book, field))
        self._uids: dict[str, list[str]] = {}
        for uid, name in self._names.items():
            self._uids.setdefault(plain(name), []).append(uid)

    def uid(self, text: str) -> str:
        """The uid that ``text`` means: by itself, or as the caption of a row.

        Raises UnreadableError when no row, or more than one, is named so.
        """
        if found := _UID.search(text):
            return found[0]
        if marked := _MARKED.search(text):
            ended = [uid for uid in self._names if uid.endswith(marked[1])]
            if len(ended) == 1:
                return ended[0]
        uids = self._uids.get(plain(text), [])
        if len(uids) == 1:
            return uids[0]
        register = REGISTERS[self._field.target].label
        if uids:
            raise UnreadableError(
                t(
                    "sổ “{name}” có {n} dòng tên “{raw}”.",
                    name=register,
                    n=len(uids),
                    raw=text,
                )
            )
        raise UnreadableError(
            t(
                "sổ “{name}” không có dòng “{raw}”. Ghi dòng đó trước.",
                name=register,
                raw=text,
            )
        )

    def name(self, uid: str) -> str:
        """What names the row of that uid; "" for an unknown one."""
        return self._names.get(uid, "")

    def choices(self) -> list[str]:
        """Every name once, the newest row first; those that two rows share with a mark that
        ``uid`` understands."""
        return [
            name if len(self._uids[plain(name)]) == 1 else f"{name} [{uid[-6:]}]"
            for uid, name in reversed(self._names.items())
        ]


def _named(book: Book, field: Field) -> Iterator[tuple[str, str]]:
    device = None if field.anywhere else book.device
    register = REGISTERS[field.target]

    def lookup(name: str, uid: str) -> str:
        row: Row | None = queries.get(book.db, REGISTERS[name], uid)
        return caption(REGISTERS[name], row) if row else ""

    for row in queries.rows(book.db, register, device=device):
        yield str(row["uid"]), caption(register, row, lookup)
