"""The parts of an .xlsx that its sheets lean on: the package, styles and shared strings."""

import re
from collections.abc import Iterator
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from lxml import etree

from desktop.records.errors import InputError
from desktop.records.language import t
from sync.intake.limits import MAX_UNPACKED, is_date_format

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Number formats that every spreadsheet has and that show dates or times (ECMA-376, 18.8.30)."""

Element = Any
"""An lxml element."""


class Archive:
    """The parts of a package, as long as they do not unpack to more than a file may hold."""

    def __init__(self, data: bytes) -> None:
        self._zip = ZipFile(BytesIO(data))
        self._names = frozenset(self._zip.namelist())
        self._left = MAX_UNPACKED

    def open(self, name: str) -> IO[bytes]:
        part = self._zip.getinfo(name)
        self._left -= part.file_size
        if self._left < 0 or part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise InputError(t("Tệp nở ra quá lớn khi mở. Không đọc tệp này; chưa lưu gì."))
        return self._zip.open(part)

    def has(self, name: str) -> bool:
        return name in self._names

    def root(self, name: str) -> Element:
        """A small part as a whole."""
        with self.open(name) as source:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return etree.parse(source, parser).getroot()

    def related(self, name: str) -> dict[str, str]:
        """The parts that ``name`` leads to: by relationship id, and by the end of its type."""
        folder = dirname(name)
        found = {}
        for item in self.root(join(folder, "_rels", f"{basename(name)}.rels")):
            if item.get("TargetMode") != "External":
                path = normpath(join("/", folder, item.get("Target", ""))).lstrip("/")
                found[item.get("Id", "")] = path
                found[item.get("Type", "").rpartition("/")[2]] = path
        return found

    def elements(self, name: str, *tags: str) -> Iterator[Element]:
        """Every element with one of these local names, as it ends; forgotten after its turn."""
        with self.open(name) as source:
            found = etree.iterparse(
                source,
                tag=[f"{{*}}{tag}" for tag in tags],
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            )
            for _, element in found:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


class Styles:
    """Font, number format and whether it shows a date, by the style number of a cell."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.looks: list[tuple[str, str, bool]] = []
        if not archive.has(name):
            return
        root = archive.root(name)
        formats = {
            int(x.get("numFmtId", "0")): x.get("formatCode", "")
            for x in root.iterfind("{*}numFmts/{*}numFmt")
        }
        fonts = [value_of(x, "name") for x in root.iterfind("{*}fonts/{*}font")]
        for look in root.iterfind("{*}cellXfs/{*}xf"):
            font, code = int(look.get("fontId", "0")), int(look.get("numFmtId", "0"))
            words = formats.get(code, "")
            dated = is_date_format(words) if words else code in _DATES
            self.looks.append((fonts[font] if font < len(fonts) else "", words, dated))

    def of(self, cell: Element) -> tuple[str, str, bool]:
        index = int(cell.get("s", "0"))
        return self.looks[index] if index < len(self.looks) else ("", "", False)


class Texts:
    """Shared strings: each a text with the runs that have a font of their own."""

    def __init__(self, archive: Archive, name: str) -> None:
        present = archive.has(name)
        self._all = [runs_of(item) for item in archive.elements(name, "si")] if present else []

    def __getitem__(self, index: int) -> list[tuple[str, str]]:
        return self._all[index]


def runs_of(item: Element) -> list[tuple[str, str]]:
    """The pieces of a string as (font or "", text); what explains its reading is passed over."""
    runs = []
    for child in item:
        match etree.QName(child).localname:
            case "t":
                runs.append(("", unescaped(child.text or "")))
            case "r":
                properties = child.find("{*}rPr")
                font = value_of(properties, "rFont") if properties is not None else ""
                runs.append((font, unescaped(text_of(child, "t"))))
    return [run for run in runs if run[1]]


def unescaped(text: str) -> str:
    """``_x000D_`` is how a workbook spells a sign that XML does not hold (22.9.2.19)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def text_of(parent: Element, tag: str) -> str:
    return parent.findtext(f"{{*}}{tag}") or ""


def value_of(parent: Element, tag: str) -> str:
    """The ``val`` of a child."""
    child = parent.find(f"{{*}}{tag}")
    return "" if child is None else str(child.get("val", ""))
