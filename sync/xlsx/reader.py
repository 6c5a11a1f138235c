"""From a packet's verified parts back to what it says. Nothing here trusts how a part is spelt.

A packet has exactly one way to be written. So reading may be quick and lenient, because afterwards
everything is written again from what was read, and must give the very bytes that came: what a
person sees in the sheets is what is imported. Anything else there could be (a hidden column, a
format that shows nothing, a formula, words that belong to another code, a total that is wrong)
makes a difference and is refused (checklist J and K). openpyxl reads nothing.
"""

from bisect import bisect_left
from collections.abc import Mapping

from desktop.records.fields import Row
from sync.package import opc
from sync.packet import FORMAT, Header, Packet
from sync.xlsx import fitting, frame, pages
from sync.xlsx.cells import CellError, letter, texts
from sync.xlsx.grammar import MAX_COLUMNS, header_of, refused, wording_of
from sync.xlsx.layout import ways
from sync.xlsx.wording import Sheet, Wording
from sync.xlsx.workbook import FIRST_ROW, MAX_ROWS, RowError, composers

_PASSED_OVER = opc.UNSIGNED | {opc.ROOT_RELS}


def read(parts: Mapping[str, bytes]) -> Packet:
    """The packet in ``parts``, by name; the signature's own parts are passed over.

    Its rows have the columns of this program, whichever wording it is written in. Raises
    PacketRefused with the rule of J or K that is broken.
    """
    given = {name: part for name, part in parts.items() if name not in _PASSED_OVER}
    if frame.HEADER not in given:
        raise refused("J.parts", "no header sheet")
    held = texts(given[frame.HEADER].decode(errors="replace"))
    wording = wording_of(held, FORMAT)
    header = _header(held, wording)
    foreign = given.keys() ^ wording.packet.parts.keys()
    if foreign:
        raise refused("J.parts", f"{min(foreign)} is foreign or missing")
    rows = {sheet.register: _rows(wording, sheet, given[sheet.part]) for sheet in wording.sheets}
    packet = Packet(header, rows)
    _check_uids(wording, packet)
    _check_written(wording, packet, given)
    return fitting.brought_up(packet)


def _header(held: Mapping[str, str], wording: Wording) -> Header:
    rows = enumerate(pages.header_fields(wording.packet), pages.HEADER_ROW)
    found = {name: held.get(f"C{row}", "") for row, (name, _) in rows}
    header = header_of(found)
    if header.unit not in wording.offices.get(header.edition, ()):
        raise refused("J.header", "a unit that this wording does not know")
    return header


def _rows(wording: Wording, sheet: Sheet, part: bytes) -> list[Row]:
    markup = part.decode(errors="replace").partition("<sheetData>")[2].split("</row>")
    rows = markup[FIRST_ROW - 1 : -1]
    if len(rows) > MAX_ROWS:
        raise refused("K.rows", f"{sheet.register}: more than {MAX_ROWS} rows")
    plan = [(c.name, letter(index), c.read) for index, c in enumerate(ways(wording, sheet))]
    found: list[Row] = []
    for number, line in enumerate(rows, FIRST_ROW):
        held = texts(line)
        if len(held) > MAX_COLUMNS:
            raise refused("K.columns", f"{sheet.register}, row {number}")
        row: Row = {}
        name, place = "", str(number)
        try:
            for name, column, read_cell in plan:
                text = held.get(column + place)
                row[name] = None if text is None else read_cell(text)
        except CellError as error:
            raise refused("J.values", f"{sheet.register}, row {number}, {name}: {error}") from error
        found.append(row)
    return found


def _check_uids(wording: Wording, packet: Packet) -> None:
    for sheet in wording.sheets:
        rows = packet.rows[sheet.register]
        if not sheet.totals and len({row["uid"] for row in rows}) != len(rows):
            raise refused("J.uids", sheet.register)


def _check_written(wording: Wording, packet: Packet, given: Mapping[str, bytes]) -> None:
    """Every part is as `sync.xlsx.workbook` writes it for this packet."""
    try:
        for name, compose in composers(packet).items():
            expected = compose()
            if expected != given[name]:
                row = _row_of_difference(expected, given[name])
                raise refused(_rule(wording, name, expected, given[name]), f"{name}, row {row}")
    except RowError as error:
        raise refused("J.values", str(error)) from error


def _rule(wording: Wording, name: str, expected: bytes, given: bytes) -> str:
    """What it means that the part ``name`` is not as expected."""
    if name == frame.HEADER:
        ours, theirs = (texts(part.decode(errors="replace")) for part in (expected, given))
        for number, _ in enumerate(wording.sheets, pages.register_row(wording)):
            if ours[f"D{number}"] != theirs.get(f"D{number}"):
                return "J.counts"
            if ours[f"C{number}"] != theirs.get(f"C{number}"):
                return "J.digests"
        return "J.header"
    sheets = {sheet.part: "J.cells" for sheet in wording.sheets}
    return (sheets | {frame.SUMMARY: "J.summary"}).get(name, "J.frame")


def _row_of_difference(expected: bytes, given: bytes) -> int:
    """How many rows have begun where the two part ways."""
    shortest = range(min(len(expected), len(given)))
    same = bisect_left(shortest, True, key=lambda end: expected[:end] != given[:end])
    return given[:same].count(b"<row ")
