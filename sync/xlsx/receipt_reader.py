"""From a receipt's verified parts back to what it says.

As with packets, reading is lenient and then everything is written again from what was read and must
give the very bytes that came, so what a person sees is what is believed (checklist J and K).
"""

from collections.abc import Mapping
from typing import Any

from desktop.records.errors import InputError
from sync.errors import PacketRefused, TrustError
from sync.package import opc
from sync.pki.trust import Trust
from sync.receipt import FORMAT, Header, Receipt
from sync.xlsx.cells import CellError, letter, texts
from sync.xlsx.grammar import MAX_COLUMNS, refused, wording_of
from sync.xlsx.pages import header_fields
from sync.xlsx.receipt_form import HEADER, SUMMARY, TABLES, TITLES, TRUST, Sheet, header_of
from sync.xlsx.receipt_writer import FIRST_ROW, write
from sync.xlsx.wording import Wording

MAX_ROWS = 50_000
_PASSED_OVER = opc.UNSIGNED | {opc.ROOT_RELS}


def is_receipt(given: Mapping[str, bytes]) -> bool:
    """Whether these parts call themselves a receipt and not a packet."""
    return f'name="{TITLES[SUMMARY]}"'.encode() in given.get(opc.WORKBOOK, b"")


def read(given: Mapping[str, bytes]) -> Receipt:
    """The receipt in ``given``, by name; the signature's own parts are passed over.

    Raises PacketRefused with the rule of J or K that is broken.
    """
    given = {name: part for name, part in given.items() if name not in _PASSED_OVER}
    if HEADER not in given:
        raise refused("J.parts", "no header sheet")
    cells = texts(given[HEADER].decode(errors="replace"))
    wording = wording_of(cells, FORMAT)
    if given.keys() != wording.receipt.parts.keys():
        raise refused("J.parts", "parts of a receipt")
    header = _header(cells, wording)
    if header.unit not in wording.offices.get(header.edition, ()):
        raise refused("J.header", "unit")
    told, remarks, held, covers, trust = (_table(sheet, given[sheet.part]) for sheet in TABLES)
    receipt = Receipt(header, told, remarks, held, covers, "".join(trust))
    _check_trust(receipt.trust)
    _check_written(receipt, given)
    return receipt


def _header(held: Mapping[str, str], wording: Wording) -> Header:
    rows = enumerate(header_fields(wording.receipt), 2)
    try:
        return header_of({name: held.get(f"C{row}", "") for row, (name, _) in rows})
    except CellError as error:
        raise refused("J.header", str(error)) from error


def _table(sheet: Sheet, part: bytes) -> tuple[Any, ...]:
    markup = part.decode(errors="replace").partition("<sheetData>")[2].split("</row>")
    rows = markup[FIRST_ROW - 1 : -1]
    if len(rows) > MAX_ROWS:
        raise refused("K.rows", f"{sheet.title}: more than {MAX_ROWS} rows")
    return tuple(_line(sheet, number, row) for number, row in enumerate(rows, FIRST_ROW))


def _line(sheet: Sheet, number: int, markup: str) -> Any:
    held = texts(markup)
    if len(held) > MAX_COLUMNS:
        raise refused("K.columns", f"{sheet.part}, row {number}")
    name = ""
    values = {}
    try:
        for index, column in enumerate(sheet.columns):
            name = column.name
            values[name] = column.read(held.get(f"{letter(index)}{number}", ""))
    except CellError as error:
        raise refused("J.values", f"{sheet.part}, row {number}, {name}: {error}") from error
    return values[name] if sheet is TRUST else sheet.of(**values)


def _check_trust(pem: str) -> None:
    try:
        Trust.from_pem(pem.encode())
    except TrustError as error:
        raise refused("J.values", "certificates of the receipt") from error


def _check_written(receipt: Receipt, given: Mapping[str, bytes]) -> None:
    """Every part is as `sync.xlsx.receipt_writer` writes it for this receipt."""
    try:
        expected = write(receipt)
    except (CellError, InputError, KeyError, ValueError) as error:
        raise refused("J.values", type(error).__name__) from error
    for name, part in expected.items():
        if part != given[name]:
            raise _difference(name)


def _difference(name: str) -> PacketRefused:
    if name == HEADER:
        return refused("J.header", name)
    return refused("J.cells" if name.startswith("xl/worksheets/") else "J.frame", name)
