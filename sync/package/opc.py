"""The package inside the zip: which parts a packet has, their types, and how they are linked.

Everything here is closed: a part, content type or relationship that is not declared below is not
ours (ECMA-376 part 2, checklist D). Both `[Content_Types].xml` and every `.rels` part have exactly
one spelling, the canonical one, so no byte of them is free.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from sync.package.canonical import element
from sync.package.strictxml import words

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEETS: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWINGS: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
DSIG: Final = "http://www.w3.org/2000/09/xmldsig#"

CONTENT_TYPES: Final = "[Content_Types].xml"
ROOT_RELS: Final = "_rels/.rels"
WORKBOOK: Final = "xl/workbook.xml"
ORIGIN: Final = "_xmlsignatures/origin.sigs"
ORIGIN_RELS: Final = "_xmlsignatures/_rels/origin.sigs.rels"
SIGNATURE: Final = "_xmlsignatures/sig1.xml"
UNSIGNED: Final = frozenset({CONTENT_TYPES, ORIGIN, ORIGIN_RELS, SIGNATURE})

_PACKAGE = "application/vnd.openxmlformats-package."
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
_SIGNING = RELATIONSHIPS + "/digital-signature/"
_NUMBER = "[1-9][0-9]?"
_TARGET = re.compile(r"/?(?:[A-Za-z0-9_.-]+/)*[A-Za-z0-9_.-]+")


@dataclass(frozen=True)
class Kind:
    """A kind of part: its names, its type, its root element ("" when it is no XML) and the
    relationship that leads to it. Only a `large` one may be more than a few KiB."""

    names: str
    content_type: str
    root: str = ""
    link: str = ""
    large: bool = False


KINDS: Final = (
    Kind(r"\[Content_Types\]\.xml", "", f"{{{TYPES}}}Types"),
    Kind(
        rf"(?:xl/|_xmlsignatures/|xl/worksheets/)?_rels/"
        rf"(?:|workbook\.xml|origin\.sigs|sheet{_NUMBER}\.xml)\.rels",
        _PACKAGE + "relationships+xml",
        f"{{{RELATIONSHIPS}}}Relationships",
    ),
    Kind(
        r"xl/workbook\.xml",
        _OFFICE_TYPE + "spreadsheetml.sheet.main+xml",
        f"{{{SHEETS}}}workbook",
        OFFICE + "/officeDocument",
    ),
    Kind(
        rf"xl/worksheets/sheet{_NUMBER}\.xml",
        _OFFICE_TYPE + "spreadsheetml.worksheet+xml",
        f"{{{SHEETS}}}worksheet",
        OFFICE + "/worksheet",
        large=True,
    ),
    Kind(
        rf"xl/tables/table{_NUMBER}\.xml",
        _OFFICE_TYPE + "spreadsheetml.table+xml",
        f"{{{SHEETS}}}table",
        OFFICE + "/table",
    ),
    Kind(
        r"xl/styles\.xml",
        _OFFICE_TYPE + "spreadsheetml.styles+xml",
        f"{{{SHEETS}}}styleSheet",
        OFFICE + "/styles",
    ),
    Kind(
        r"xl/theme/theme1\.xml",
        _OFFICE_TYPE + "theme+xml",
        f"{{{DRAWINGS}}}theme",
        OFFICE + "/theme",
    ),
    Kind(
        r"_xmlsignatures/origin\.sigs",
        _PACKAGE + "digital-signature-origin",
        link=_SIGNING + "origin",
    ),
    Kind(
        r"_xmlsignatures/sig1\.xml",
        _PACKAGE + "digital-signature-xmlsignature+xml",
        f"{{{DSIG}}}Signature",
        _SIGNING + "signature",
    ),
)

SHEET_WORDS: Final = words(
    elements="""worksheet sheetPr outlinePr pageSetUpPr tabColor dimension sheetViews sheetView pane
        selection sheetFormatPr cols col sheetData row c is t v mergeCells mergeCell printOptions
        pageMargins pageSetup headerFooter oddHeader oddFooter tableParts tablePart""",
    attributes="""r s t ref ht customHeight spans min max width style customWidth bestFit count r:id
        xml:space rgb theme summaryBelow summaryRight fitToPage workbookViewId tabSelected
        showGridLines zoomScale zoomScaleNormal view xSplit ySplit topLeftCell activePane state pane
        activeCell sqref baseColWidth defaultRowHeight defaultColWidth horizontalCentered left right
        top bottom header footer orientation paperSize fitToWidth fitToHeight scale""",
    spaces={"": SHEETS, "r": OFFICE},
)
WORKBOOK_WORDS: Final = (
    *("workbook", "workbookPr", "workbookProtection", "calcPr", "bookViews", "workbookView"),
    *("sheets", "sheet", "definedNames", "definedName"),
)
DEFINED_NAMES: Final = ("_xlnm.Print_Titles", "_xlnm.Print_Area")


@dataclass(frozen=True)
class Relationship:
    """One line of a .rels part; `source` is the part it starts from, "" for the package."""

    source: str
    id: str
    type: str
    target: str
    mode: str = "Internal"

    @property
    def part(self) -> str:
        """The name of the part it leads to; "" when it leads nowhere inside the package."""
        if not _TARGET.fullmatch(self.target):
            return ""
        start = "/" if self.target.startswith("/") else posixpath.dirname("/" + self.source)
        return posixpath.normpath(posixpath.join(start, self.target)).lstrip("/")


ORIGIN_TYPE: Final = _SIGNING + "origin"
ROOT_LINES: Final = (
    Relationship("", "rId1", OFFICE + "/officeDocument", WORKBOOK),
    Relationship("", "rId2", ORIGIN_TYPE, ORIGIN),
)
ORIGIN_LINES: Final = (Relationship(ORIGIN, "rId1", _SIGNING + "signature", "sig1.xml"),)


def kind_of(name: str) -> Kind | None:
    """The declared kind of a part, None for a part we never write."""
    return next((kind for kind in KINDS if re.fullmatch(kind.names, name)), None)


def type_of(name: str) -> str:
    """The content type of a part; "" for the content types themselves and for unknown parts."""
    kind = kind_of(name)
    return kind.content_type if kind else ""


def rels_of(source: str) -> str:
    """The name of the .rels part of `source`."""
    folder, _, leaf = source.rpartition("/")
    return f"{folder}/_rels/{leaf}.rels".lstrip("/")


def source_of(rels: str) -> str:
    """The part whose .rels part is named `rels`; "" for the package."""
    folder, _, leaf = rels.rpartition("_rels/")
    return folder + leaf.removesuffix(".rels")


def read_relationships(name: str, tree: etree._Element) -> tuple[Relationship, ...]:
    """The relationships in the parsed .rels part `name`, in their order."""
    source = source_of(name)
    return tuple(
        Relationship(
            source,
            line.get("Id", ""),
            line.get("Type", ""),
            line.get("Target", ""),
            line.get("TargetMode", "Internal"),
        )
        for line in tree.iterfind(f"{{{RELATIONSHIPS}}}Relationship")
    )


def write_relationships(lines: Iterable[Relationship]) -> bytes:
    """A .rels part in canonical form, sorted by Id as plain strings.

    This is also what the relationships transform of ECMA-376 part 2 makes of these lines.
    """
    written = [
        element(
            "Relationship",
            {"Id": line.id, "Type": line.type, "Target": line.target, "TargetMode": line.mode},
        )
        for line in sorted(lines, key=lambda line: line.id)
    ]
    return element("Relationships", None, *written, xmlns={"": RELATIONSHIPS}).encode()


def write_content_types(names: Collection[str]) -> bytes:
    """The one right `[Content_Types].xml` of a package with these parts; unknown parts get none."""
    defaults = {"rels": type_of(ROOT_RELS), "sigs": type_of(ORIGIN)}
    lines = [
        element("Default", {"Extension": extension, "ContentType": content_type})
        for extension, content_type in defaults.items()
    ]
    for name in sorted(names):
        content_type = type_of(name)
        if content_type and content_type not in defaults.values():
            lines.append(element("Override", {"PartName": "/" + name, "ContentType": content_type}))
    return element("Types", None, *lines, xmlns={"": TYPES}).encode()


def read_content_types(tree: etree._Element, names: Iterable[str]) -> dict[str, str]:
    """The content type of each part as `[Content_Types].xml` gives it; "" where it gives none."""
    defaults = {
        line.get("Extension", "").lower(): line.get("ContentType", "")
        for line in tree.iterfind(f"{{{TYPES}}}Default")
    }
    overrides = {
        line.get("PartName", "").lower(): line.get("ContentType", "")
        for line in tree.iterfind(f"{{{TYPES}}}Override")
    }
    return {
        name: overrides.get(f"/{name}".lower()) or defaults.get(name.rpartition(".")[2].lower(), "")
        for name in names
    }


def reachable(start: str, relationships: Mapping[str, Iterable[Relationship]]) -> set[str]:
    """`start`, every part its relationships lead to, and the .rels parts on the way.

    `relationships` are by source part.
    """
    found: set[str] = set()
    waiting = [start]
    while waiting:
        part = waiting.pop()
        if part in found:
            continue
        found.add(part)
        if part in relationships:
            found.add(rels_of(part))
            waiting += [line.part for line in relationships[part] if line.part]
    return found
