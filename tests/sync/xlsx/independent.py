"""Another program: reads a packet, and writes a register's sheet, by the published text alone.

Nothing of `sync` is used: only what `sync/README.md` says and the files in `resources/wordings/`.
"""

import hashlib
import io
import json
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORDINGS = Path(__file__).parents[3] / "resources" / "wordings"
DAY_NOUGHT = date(1899, 12, 30)
STYLES = {"date": 4, "moment": 15, "month": 5, "count": 6, "money": 6, "year": 7}
FAINT = ("uid", "instant")
Cells = dict[str, str]
Row = dict[str, Any]


def read(packet: bytes) -> tuple[dict[str, str], dict[str, list[Row]]]:
    """The header's fields as they are written, and the rows of every register.

    Raises ValueError where counts or digests are not those of the rows.
    """
    with zipfile.ZipFile(io.BytesIO(packet)) as file:
        sheets = {n: file.read(n) for n in file.namelist() if n.startswith("xl/worksheets/sheet")}
    head = _cells(sheets["xl/worksheets/sheet2.xml"])
    fields, line = {}, 2
    while f"A{line}" in head:
        fields[head[f"A{line}"]] = head.get(f"C{line}", "")
        line += 1
    wording = load(fields["wording"])
    registers = {}
    for place, register in enumerate(wording["registers"]):
        rows = _rows(register, sheets[f"xl/worksheets/sheet{place + 3}.xml"])
        told = [head.get(f"{column}{line + 2 + place}") for column in "ABCD"]
        if told != [register["name"], register["sheet"], _digest(register, rows), str(len(rows))]:
            raise ValueError(register["name"])
        registers[register["name"]] = rows
    return fields, registers


def load(name: str) -> Any:
    """The published wording of that name."""
    number, _, digest = name.partition("-")
    content = (WORDINGS / f"{number}.json").read_bytes()
    if hashlib.sha256(content).hexdigest()[:16] != digest:
        raise ValueError("another wording")
    return json.loads(content)


def write_sheet(wording: Any, name: str, rows: dict[str, list[Row]]) -> bytes:
    """The part that holds the rows of a register, byte by byte."""
    place = next(n for n, r in enumerate(wording["registers"]) if r["name"] == name)
    register = wording["registers"][place]
    lines = [_line(wording, register, n, row, rows) for n, row in enumerate(rows[name], 3)]
    part = wording["packet"]["parts"][f"xl/worksheets/sheet{place + 3}.xml"]
    extent = f"A1:{_letters(len(register['columns']) - 1)}{2 + len(lines)}"
    part = re.sub('(?<=<dimension ref=")[^"]*', extent, part)
    return part.replace("</sheetData>", "".join(lines) + "</sheetData>").encode()


def _cells(part: bytes) -> Cells:
    found = {}
    for cell in ElementTree.fromstring(part).iter(f"{SPACE}c"):
        text = cell.find(f"{SPACE}is/{SPACE}t")
        held = cell.findtext(f"{SPACE}v", "") if text is None else _unescaped(text.text or "")
        found[cell.get("r", "")] = held
    return found


def _rows(register: Any, part: bytes) -> list[Row]:
    cells = _cells(part)
    lines = ElementTree.fromstring(part).iter(f"{SPACE}row")
    numbers = [int(line.get("r", "")) for line in lines]
    columns = [(_letters(n), column) for n, column in enumerate(register["columns"])]
    return [
        {
            column["name"]: _value(column["kind"], cells[f"{letters}{number}"])
            if f"{letters}{number}" in cells
            else None
            for letters, column in columns
        }
        for number in numbers
        if number >= 3
    ]


def _value(kind: str, held: str) -> Any:
    if kind == "codes":
        return re.findall(r"\(([^()]*)\)(?:; |$)", held)
    if kind in ("code", "reference"):
        return held[held.rindex("(") + 1 : -1]
    if kind == "yes_no":
        return {"Có": True, "Không": False}[held]
    if kind in ("count", "money", "year"):
        return int(held)
    if kind in ("date", "month"):
        return _day(int(held))[: 10 if kind == "date" else 7]
    if kind == "moment":
        minutes = round(float("0." + held.partition(".")[2]) * 1440)
        return f"{_day(int(held.partition('.')[0]))}T{minutes // 60:02}:{minutes % 60:02}"
    return held


def _day(number: int) -> str:
    return (DAY_NOUGHT + timedelta(days=number)).isoformat()


def _unescaped(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _digest(register: Any, rows: list[Row]) -> str:
    names = [column["name"] for column in register["columns"]]
    lines = [[register["name"], *names], *([row[name] for name in names] for row in rows)]
    spelt = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    return hashlib.sha256("".join(spelt).encode()).hexdigest()


def _line(wording: Any, register: Any, number: int, row: Row, rows: dict[str, list[Row]]) -> str:
    cells, height = [], 1
    for place, column in enumerate(register["columns"]):
        if row[column["name"]] is not None:
            kind = column["kind"]
            held = _spelt(wording, column, row[column["name"]], rows)
            style = 8 if kind in FAINT else STYLES.get(kind, 3)
            start = f'<c r="{_letters(place)}{number}" s="{style}"'
            if kind in STYLES:
                cells.append(f"{start}><v>{held}</v></c>")
            else:
                kept = "" if held == held.strip() else ' xml:space="preserve"'
                held = escape(re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", held))
                cells.append(f'{start} t="inlineStr"><is><t{kept}>{held}</t></is></c>')
                height = max(height, len(kept + held) // column["width"] + 1)
    return f'<row r="{number}" ht="{15 * height}">{"".join(cells)}</row>'


def _spelt(wording: Any, column: Any, value: Any, rows: dict[str, list[Row]]) -> str:
    kind = column["kind"]
    if kind in ("code", "codes"):
        several = [value] if kind == "code" else value
        return "; ".join(f"{_words(wording, column, code)} ({code})" for code in several)
    if kind == "reference":
        target = next(r for r in wording["registers"] if r["name"] == column["target"])
        named = [_caption(wording, target, r) for r in rows[target["name"]] if r["uid"] == value]
        return f"{''.join(named)} ({value})".lstrip()
    if kind == "yes_no":
        return "Có" if value else "Không"
    if kind in ("date", "month"):
        return str((date.fromisoformat(f"{value}-01"[:10]) - DAY_NOUGHT).days)
    if kind == "moment":
        day, _, time = value.partition("T")
        minutes = int(time[:2]) * 60 + int(time[3:])
        return repr((date.fromisoformat(day) - DAY_NOUGHT).days + minutes / 1440)
    return str(value)


def _caption(wording: Any, register: Any, row: Row) -> str:
    columns = {column["name"]: column for column in register["columns"]}
    shown = (_shown(wording, columns[name], row[name]) for name in register["caption"])
    return ", ".join(text for text in shown if text)


def _shown(wording: Any, column: Any, value: Any) -> str:
    if value is None:
        return ""
    if column["kind"] in ("code", "codes"):
        several = [value] if column["kind"] == "code" else value
        return "; ".join(_words(wording, column, code) for code in several)
    if column["kind"] in ("date", "month"):
        return "/".join(reversed(value.split("-")))
    if column["kind"] == "moment":
        return f"{value[8:10]}/{value[5:7]}/{value[:4]} {value[11:]}"
    if column["kind"] in ("count", "money"):
        return f"{value:,}".replace(",", ".")
    return str(value)


def _words(wording: Any, column: Any, code: str) -> str:
    lists = (wording["lists"][name] for name in column["lists"])
    return str(next(words[code] for words in lists if code in words))


def _letters(place: int) -> str:
    before = _letters(place // 26 - 1) if place >= 26 else ""
    return before + chr(65 + place % 26)
