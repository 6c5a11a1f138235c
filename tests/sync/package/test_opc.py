"""The package: part names, relationships and content types in their one spelling; strict XML."""

import pytest
from lxml import etree

from sync.package import opc
from sync.package.opc import Relationship
from sync.package.strictxml import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_NAMESPACES,
    MAX_RUN,
    NotStrict,
    check_form,
    check_markup,
    check_words,
    parse,
)
from tests.sync.package import sealed


@pytest.mark.parametrize(
    ("source", "target", "part"),
    [
        ("xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "../tables/table1.xml", "xl/tables/table1.xml"),
        ("", "xl/workbook.xml", "xl/workbook.xml"),
        ("_xmlsignatures/origin.sigs", "sig1.xml", "_xmlsignatures/sig1.xml"),
        ("xl/workbook.xml", "../../../etc/passwd", "etc/passwd"),
        ("xl/workbook.xml", "http://192.0.2.1/a", ""),
        ("xl/workbook.xml", "//192.0.2.1/a", ""),
        ("xl/workbook.xml", "styles.xml#x", ""),
        ("xl/workbook.xml", "styles%2exml", ""),
        ("xl/workbook.xml", "..\\styles.xml", ""),
        ("xl/workbook.xml", "", ""),
    ],
)
def test_target_is_resolved_inside_the_package(source: str, target: str, part: str) -> None:
    assert Relationship(source, "rId1", "type", target).part == part


@pytest.mark.parametrize("source", ["", "xl/workbook.xml", "xl/worksheets/sheet12.xml"])
def test_rels_part_belongs_to_its_source(source: str) -> None:
    assert opc.source_of(opc.rels_of(source)) == source
    assert opc.kind_of(opc.rels_of(source)) is not None


def test_relationships_are_written_as_the_transform_demands() -> None:
    lines = [Relationship("", ident, "urn:t", "a&b.xml") for ident in ("rId2", "rId10", "rId1")]

    written = opc.write_relationships(lines)

    assert [line.id for line in opc.read_relationships("_rels/.rels", parse(written))] == [
        "rId1",
        "rId10",
        "rId2",
    ]
    assert etree.tostring(etree.fromstring(written), method="c14n") == written
    assert written.count(b'TargetMode="Internal"') == len(lines)


def test_content_types_are_read_as_written() -> None:
    names = list(sealed.package())
    written = opc.write_content_types(names)

    assert etree.tostring(etree.fromstring(written), method="c14n") == written
    read = opc.read_content_types(parse(written), names)
    assert read == {name: opc.type_of(name) for name in names} | {opc.CONTENT_TYPES: ""}


@pytest.mark.parametrize(
    "name",
    [
        "xl/sharedStrings.xml",
        "xl/comments1.xml",
        "xl/drawings/drawing1.xml",
        "xl/vbaProject.bin",
        "xl/externalLinks/externalLink1.xml",
        "docProps/core.xml",
        "xl/worksheets/sheet0.xml",
        "xl/worksheets/sheet1.xml\n",
        "xl/Workbook.xml",
        "_xmlsignatures/sig2.xml",
        "customXml/item1.xml",
    ],
)
def test_other_parts_are_unknown(name: str) -> None:
    assert opc.kind_of(name) is None


def test_reaching_follows_links_and_their_parts() -> None:
    links = {
        "a": (Relationship("a", "1", "t", "/b"), Relationship("a", "2", "t", "http://x/")),
        "b": (Relationship("b", "1", "t", "/a"),),
        "c": (),
    }
    assert opc.reachable("a", links) == {"a", "b", "_rels/a.rels", "_rels/b.rels"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" <a/>",
        b"\xef\xbb\xbf<a/>",
        b'<?xml version="1.1"?><a/>',
        b'<?xml version="1.0" encoding="latin-1"?><a/>',
        b"<!DOCTYPE a><a/>",
        b"<a><!-- --></a>",
        b"<a><![CDATA[x]]></a>",
        b"<a/><?x y?>",
        b"<a>" + b"x" * MAX_RUN + b"</a>",
        b"<a " + b'xmlns:n="urn:n"' * (MAX_NAMESPACES + 1) + b"/>",
    ],
)
def test_foreign_markup_is_met(data: bytes) -> None:
    with pytest.raises(NotStrict):
        check_markup(data)


@pytest.mark.parametrize(
    "data",
    [
        b"<a/>",
        b'<?xml version="1.0"?>\n<a/>',
        b"<?xml version='1.0' encoding='UTF-8' standalone=\"yes\"?>\n<a/>",
        "<a>Hội trường &amp; nhà văn hóa</a>".encode(),
    ],
)
def test_plain_markup_passes(data: bytes) -> None:
    check_markup(data)
    check_form(data, "a")


def _deep(levels: int) -> bytes:
    return b"<a>" + b"<b>" * (levels - 1) + b"</b>" * (levels - 1) + b"</a>"


def _wide(attributes: int) -> bytes:
    return b"<a " + b" ".join(b'n%d=""' % n for n in range(attributes)) + b"/>"


def test_form_is_bounded_exactly() -> None:
    check_form(_deep(MAX_DEPTH), "a")
    check_form(_wide(MAX_ATTRIBUTES), "a")
    for data in (_deep(MAX_DEPTH + 1), _wide(MAX_ATTRIBUTES + 1)):
        with pytest.raises(NotStrict):
            check_form(data, "a")


@pytest.mark.parametrize("where", [0, 70_000, 200_000])
def test_depth_is_seen_across_pieces(where: int) -> None:
    filler = b"<b/>" * (where // 4)
    with pytest.raises(NotStrict, match="deeper"):
        check_form(b"<a>" + filler + b"<b>" * MAX_DEPTH + b"</b>" * MAX_DEPTH + b"</a>", "a")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<b/>",
        b"<a>",
        b"<a/><a/>",
        b"<a><a/></a>",
        b"<a>\xff</a>",
        b"<a>&e;</a>",
        b"<a>\0</a>",
    ],
)
def test_malformed_part_is_met(data: bytes) -> None:
    with pytest.raises(NotStrict):
        check_form(data, "a")


@pytest.mark.parametrize(
    "tag",
    [
        "<f>",
        "<hyperlinks/>",
        '<c r="A1" evil="1"/>',
        '<c r="A1"  t="s"/>',
        "<c r='A1'/>",
        '<row hidden="1">',
        '<x:c xmlns:x="urn:x">',
        '<worksheet xmlns="urn:other">',
    ],
)
def test_sheet_vocabulary_is_closed(tag: str) -> None:
    check_words(sealed.package()["xl/worksheets/sheet1.xml"], opc.SHEET_WORDS)
    with pytest.raises(NotStrict):
        check_words(tag.encode(), opc.SHEET_WORDS)
