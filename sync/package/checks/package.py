"""Rules A to D: the file, its XML and the package, before anything about the signature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from sync.package import container, opc, strictxml
from sync.package.checks.case import Case
from sync.package.opc import Kind
from sync.package.reasons import refused
from sync.package.strictxml import NotStrict


def size(case: Case) -> None:
    """A.size: at most 10 MiB."""
    container.check_size(case.data)


def markup(case: Case) -> None:
    """C.markup: only elements, attributes and text; no long tag or text, not too many tags."""
    if strictxml.tags(case.parts.values()) > strictxml.MAX_TAGS:
        raise refused("C.markup", f"more than {strictxml.MAX_TAGS} tags")
    _each(case.parts, "C.markup", lambda data, kind: strictxml.check_markup(data))


def words(case: Case) -> None:
    """C.words: a sheet uses only the elements and attributes we write; other parts are small."""
    _each(case.outlines, "C.words", _check_words)


def form(case: Case) -> None:
    """C.form: well-formed UTF-8 under the root element of its kind, within depth and attributes."""
    _each(case.parts, "C.form", lambda data, kind: strictxml.check_encoding(data))
    _each(case.outlines, "C.form", lambda data, kind: strictxml.check_form(data, kind.root))


def names(case: Case) -> None:
    """D.names: only parts that we write."""
    for name in case.parts:
        if opc.kind_of(name) is None:
            raise refused("D.names", f"foreign part {name}")


def content_types(case: Case) -> None:
    """D.types: the content types are spelt as these parts need them, and say nothing else."""
    if case.part(opc.CONTENT_TYPES) != opc.write_content_types(case.parts):
        raise refused("D.types", "content types are not as we write them")


def spelling(case: Case) -> None:
    """D.rels: every .rels part has its one spelling and every Id in it is there once."""
    for source, lines in case.relationships.items():
        name = opc.rels_of(source)
        if case.part(name) != opc.write_relationships(lines):
            raise refused("D.rels", f"{name}: not as we write it")
        if max(Counter(line.id for line in lines).values(), default=1) > 1:
            raise refused("D.rels", f"{name}: an Id twice")


def external(case: Case) -> None:
    """D.external: no relationship leads out of the package."""
    for lines in case.relationships.values():
        for line in lines:
            if line.mode != "Internal" or not line.part:
                raise refused("D.external", f"{line.source or 'package'}: {line.id} leads out")


def links(case: Case) -> None:
    """D.links: a relationship has the type that belongs to the part it leads to."""
    for lines in case.relationships.values():
        for line in lines:
            kind = opc.kind_of(line.part)
            if kind and kind.link != line.type:
                raise refused("D.links", f"{line.source or 'package'}: {line.id} is {line.type}")


def sheets(case: Case) -> None:
    """D.sheets: the workbook hides no sheet and holds nothing but what we write in it."""
    for node in case.tree(opc.WORKBOOK).iter():
        word = str(node.tag).removeprefix(f"{{{opc.SHEETS}}}")
        if word not in opc.WORKBOOK_WORDS:
            raise refused("D.sheets", f"workbook: foreign element {word}")
        if {node.get("state", "visible"), node.get("visibility", "visible")} != {"visible"}:
            raise refused("D.sheets", "workbook: hidden sheet or window")
        if word == "definedName" and node.get("name") not in opc.DEFINED_NAMES:
            raise refused("D.sheets", "workbook: foreign name")


def _each(parts: Mapping[str, bytes], rule: str, check: Callable[[bytes, Kind], None]) -> None:
    for name, data in parts.items():
        kind = opc.kind_of(name)
        try:
            if kind and kind.root:
                check(data, kind)
        except NotStrict as error:
            raise refused(rule, f"{name}: {error}") from error


def _check_words(data: bytes, kind: Kind) -> None:
    if kind.large:
        strictxml.check_words(data, opc.SHEET_WORDS)
    elif len(data) > strictxml.MAX_SMALL:
        raise NotStrict(f"more than {strictxml.MAX_SMALL} bytes")
