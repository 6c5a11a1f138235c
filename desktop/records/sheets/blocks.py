"""What a sheet consists of: plain data in Vietnamese, that any writer can set (PDF, picture, …)."""

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Heading:
    """A heading with its number; level 1 is ``I. …``, level 2 ``1. …``."""

    text: str
    level: int = 1
    block: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    text: str
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Column:
    """A column: ``width`` in millimetres; those of 0 share what the others leave."""

    title: str
    width: int = 0
    align: Align = "left"


@dataclass(frozen=True)
class Line:
    """A row of cells, one for each column, with a note across the table below it; ``total`` ends
    the table in bold."""

    cells: tuple[str, ...]
    note: str = ""
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose header row is repeated on every page it reaches."""

    caption: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    remark: str = ""
    block: Literal["table"] = "table"


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Annex:
    """An annex: starts a page, and its pages are counted from 1 again."""

    label: str
    title: str
    attached: str
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Letterhead:
    """The parts of Decree 30/2020 that depend on the office and the day, as they are printed."""

    superior: str
    issuer: tuple[str, ...]
    number: str
    place_and_date: str
    addressee: str
    authority: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class SheetData:
    """A whole sheet. ``day`` is its date (ISO), ``mark`` what stands boxed above it ("" for
    nothing), ``code`` the short code of the packet that it agrees with ("" for none)."""

    name: str
    day: str
    letterhead: Letterhead
    kind: str
    abstract: tuple[str, ...]
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    mark: str = ""
    code: str = ""
