"""Files made to exhaust, confuse or escape from whatever opens them (P4); none is a packet."""

import random
import struct
import zlib
from collections.abc import Callable
from functools import cache

from sync.package import opc
from tests.sync.package import sealed
from tests.sync.package.forge import (
    SHEET1,
    SHEET2,
    STYLES,
    WORKBOOK_RELS,
    Forgery,
    Raw,
    entries,
    write_zip,
)

MEBI = 1 << 20
BOMBS: dict[str, Callable[[], bytes]] = {}


def bomb(build: Callable[[], bytes]) -> Callable[[], bytes]:
    """Enter a function into the table under its name; what it makes is made once a run."""
    BOMBS[build.__name__] = cache(build)
    return build


def _honest() -> list[Raw]:
    return entries(sealed.package())


def _with(*more: Raw, **how: object) -> bytes:
    return write_zip([*_honest(), *more], **how)  # type: ignore[arg-type]


def _part(name: str, content: bytes) -> bytes:
    """The honest packet with one other part, stored where possible, so that its ratio is 1."""
    listed = [entry for entry in _honest() if entry.name != name]
    return write_zip([*listed, Raw(name, content, method=0 if len(content) < 9 * MEBI else 8)])


def _sheet(inside: bytes, before: bytes = b"") -> bytes:
    return _part(SHEET1, b'%s<worksheet xmlns="%s">%s</worksheet>' % (before, _SHEETS, inside))


_SHEETS = opc.SHEETS.encode()


@cache
def _zeros(size: int) -> bytes:
    """A stream of so many zeros: one block after another, each of which stands by itself."""
    return _block() * (size // MEBI) + zlib.compressobj(9, zlib.DEFLATED, -15).flush()


@cache
def _block() -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return stream.compress(bytes(MEBI)) + stream.flush(zlib.Z_FULL_FLUSH)


# what inflates


@bomb
def quarter_of_a_gibibyte_of_zeros() -> bytes:
    return _with(Raw(STYLES, b"", packed=_zeros(256 * MEBI), size=256 * MEBI))


@bomb
def quarter_of_a_gibibyte_declared_as_a_hundred_bytes() -> bytes:
    return _with(Raw("xl/theme/theme1.xml", b"", packed=_zeros(256 * MEBI), size=100))


@bomb
def four_gibibytes_declared_of_little() -> bytes:
    return _with(Raw(STYLES, b"<a/>", size=0xFFFFFFFF))


@bomb
def sixty_entries_of_a_mebibyte() -> bytes:
    one = {"packed": _zeros(MEBI), "size": MEBI, "crc": zlib.crc32(bytes(MEBI))}
    return write_zip(Raw(f"xl/tables/table{n}.xml", b"", **one) for n in range(60))  # type: ignore[arg-type]


@bomb
def entries_that_share_one_kernel() -> bytes:
    kernel = Raw("xl/tables/table1.xml", b"", packed=_zeros(16 * MEBI), size=16 * MEBI)
    rest = [
        Raw(f"xl/tables/table{n}.xml", b"", packed=kernel.packed, size=16 * MEBI, offset=0)
        for n in range(2, 60)
    ]
    return write_zip([kernel, *rest])


@bomb
def entries_that_quote_the_next_header() -> bytes:
    inner = write_zip([Raw("xl/tables/table2.xml", _zeros(8 * MEBI), method=0)])
    return write_zip([Raw("xl/tables/table1.xml", inner, method=0)])


@bomb
def zip_inside_a_zip() -> bytes:
    inner = write_zip([Raw("a", b"", packed=_zeros(128 * MEBI), size=128 * MEBI)])
    return _with(Raw("xl/embeddings/a.zip", inner))


@bomb
def deflate_stream_that_never_ends() -> bytes:
    return _with(Raw(STYLES, b"", packed=_zeros(64 * MEBI)[:-9], size=64 * MEBI))


# what the directory says


@bomb
def ten_thousand_entries() -> bytes:
    return write_zip(Raw(f"a{n}", b"") for n in range(10_000))


@bomb
def sixty_thousand_directory_lines() -> bytes:
    return write_zip(
        (Raw(f"{n}", b"", offset=0) for n in range(60_000)), prefix=b"PK\3\4" + bytes(99)
    )


@bomb
def executable_in_front() -> bytes:
    return _with(prefix=b"MZ" + bytes(4 * MEBI))


@bomb
def five_mebibytes_behind() -> bytes:
    return _with(tail=bytes(5 * MEBI))


@bomb
def comment_of_64_kibibytes() -> bytes:
    return _with(comment=b"x" * 65535)


@bomb
def second_zip_in_the_comment() -> bytes:
    return _with(comment=write_zip([Raw("xl/workbook.xml", b"<a/>")]))


@bomb
def zip64_records() -> bytes:
    honest = _with()
    end = honest.rindex(b"PK\5\6")
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, 46, 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    return honest[:end] + record + locator + honest[end:]


@bomb
def zip64_extra_field() -> bytes:
    size = struct.pack("<2H2Q", 1, 16, 1 << 40, 1 << 40)
    return _with(Raw(STYLES, b"<a/>", size=0xFFFFFFFF, extra=size))


@bomb
def cut_in_the_middle() -> bytes:
    return sealed.packet()[: len(sealed.packet()) // 2]


@bomb
def cut_by_one_byte() -> bytes:
    return sealed.packet()[:-1]


@bomb
def empty_file() -> bytes:
    return b""


@bomb
def end_record_alone() -> bytes:
    return write_zip([])


@bomb
def ten_thousand_end_records() -> bytes:
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 46, 0, 0) * 10_000


@bomb
def directory_beyond_the_end() -> bytes:
    return sealed.packet()[:-6] + struct.pack("<LH", 0xFFFFFFF0, 0)


@bomb
def directory_at_the_end_record() -> bytes:
    return sealed.packet()[:-6] + struct.pack("<LH", len(sealed.packet()) - 22, 0)


@bomb
def entry_beyond_the_end() -> bytes:
    return _with(Raw("xl/tables/table9.xml", b"", offset=0xFFFFFFF0))


@bomb
def entry_inside_the_directory() -> bytes:
    return _with(Raw("xl/tables/table9.xml", b"", offset=len(sealed.packet()) - 60))


@bomb
def name_of_64_kibibytes() -> bytes:
    return _with(Raw("a" * 65535, b""))


@bomb
def old_excel_file() -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096)


# names that escape or deceive

for _label, _name in {
    "climbing": "../../../etc/cron.d/x",
    "absolute": "/etc/passwd",
    "drive": "C:/Windows/x.dll",
    "backslash": "xl\\workbook.xml",
    "nul": "xl/workbook.xml\0.txt",
    "folder": "xl/worksheets/",
    "current": "./xl/workbook.xml",
    "double_slash": "xl//workbook.xml",
    "high_bytes": "xl/\u0111.xml".encode().decode("latin-1"),
    "device": "CON:",
    "empty": "",
    "space": " xl/workbook.xml",
}.items():
    BOMBS[f"name_{_label}"] = lambda name=_name: _with(Raw(name, b"<a/>"))  # type: ignore[misc]


@bomb
def method_bzip2() -> bytes:
    return _with(Raw(STYLES, b"BZh9", packed=b"BZh9", method=12))


@bomb
def method_lzma() -> bytes:
    return _with(Raw(STYLES, b"x", packed=b"\x09\4\5\0]\0\0\x80\0", method=14))


# XML


@bomb
def billion_laughs() -> bytes:
    lines = [b'<!ENTITY l0 "lol">']
    for n in range(1, 10):
        lines.append(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10))
    return _sheet(b"<sheetData>&l9;</sheetData>", b"<!DOCTYPE x [" + b"".join(lines) + b"]>")


@bomb
def quadratic_entity() -> bytes:
    doctype = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 60_000 + b'">]>'
    return _part(STYLES, doctype + b"<a>" + b"&a;" * 20_000 + b"</a>")


@bomb
def external_entity() -> bytes:
    return _sheet(b"&e;", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')


@bomb
def external_dtd_in_the_signature() -> bytes:
    doctype = b'<!DOCTYPE Signature SYSTEM "http://127.0.0.1:9/x.dtd">'
    return _part(opc.SIGNATURE, doctype + sealed.package()[opc.SIGNATURE])


@bomb
def parameter_entity_in_relationships() -> bytes:
    doctype = b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>'
    return _part(WORKBOOK_RELS, doctype + sealed.package()[WORKBOOK_RELS])


@bomb
def nested_a_million_deep() -> bytes:
    return _sheet(b"<c>" * MEBI)


@bomb
def signature_nested_deep() -> bytes:
    return _part(opc.SIGNATURE, b"<Object>" * 15_000)


@bomb
def tag_with_a_million_attributes() -> bytes:
    return _part(STYLES, b"<a " + b" ".join(b'a%d=""' % n for n in range(MEBI)) + b"/>")


@bomb
def small_tag_with_ten_thousand_attributes() -> bytes:
    many = b" ".join(b'a%d=""' % n for n in range(7_000))
    return _part(STYLES, b'<styleSheet xmlns="%s" %s/>' % (_SHEETS, many))


@bomb
def half_a_million_namespaces() -> bytes:
    return _part(STYLES, b"<a " + b" ".join(b'xmlns:a%d="u"' % n for n in range(500_000)) + b"/>")


@bomb
def nine_mebibytes_of_text() -> bytes:
    return _sheet(b"ab " * (3 * MEBI - 9999))


@bomb
def a_million_different_names() -> bytes:
    return _sheet(b"".join(b"<n%d/>" % n for n in range(MEBI)))


@bomb
def flood_of_empty_cells() -> bytes:
    return _sheet(_varied(b"<c/>", b"<v/>")[: 15 * MEBI])


@bomb
def flood_of_wordy_cells() -> bytes:
    wordy = b'<c r="A1"><v>12</v></c>', b'<c s="31"><v>7</v></c>'
    sheet = b"".join(random.Random(2).choices(wordy, k=440_000))
    forgery = Forgery()
    forgery.parts |= dict.fromkeys(
        (SHEET1, SHEET2), b'<worksheet xmlns="%s">%s</worksheet>' % (_SHEETS, sheet)
    )
    return forgery.zip()


@bomb
def flood_just_within_the_limits() -> bytes:
    """As many tags as may be, as dense as they may be: parsed whole before its digest is wrong."""
    forgery = Forgery()
    cells = b"".join(b'<c r="A%d" s="6"><v>%d</v></c>' % (n, n % 10) for n in range(1_000, 9_000))
    sheet = b'<row r="1">%s</row>' % cells * 31
    content = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (_SHEETS, sheet)
    forgery.parts |= {SHEET1: content, SHEET2: content}
    return forgery.zip()


@bomb
def flood_in_two_sheets() -> bytes:
    flood = _varied(b"<c/>", b"<v/>")[: 15 * MEBI]
    sheet = b'<worksheet xmlns="%s">%s</worksheet>' % (_SHEETS, flood)
    forgery = Forgery()
    forgery.parts |= {SHEET1: sheet, SHEET2: sheet}
    return forgery.zip()


@bomb
def flood_of_relationships() -> bytes:
    return _part(WORKBOOK_RELS, b"<Relationships>" + b"<Relationship/>" * 500_000)


@bomb
def flood_of_content_types() -> bytes:
    line = b'<Override PartName="/a" ContentType="b"/>'
    return _part(opc.CONTENT_TYPES, b"<Types>" + line * 200_000 + b"</Types>")


@bomb
def flood_of_references() -> bytes:
    line = b'<Reference URI="/a?ContentType=b"></Reference>'
    text = sealed.package()[opc.SIGNATURE]
    return _part(opc.SIGNATURE, text.replace(b"<Manifest>", b"<Manifest>" + line * 100_000))


@bomb
def fifty_parts_of_different_names() -> bytes:
    forgery = Forgery()
    for number in range(2, 50):
        names = b"".join(b"<x%d_%d/>" % (number, n) for n in range(9_000))
        content = b'<table xmlns="%s">%s</table>' % (_SHEETS, names)
        forgery.parts[f"xl/tables/table{number}.xml"] = content
    return forgery.zip()


@bomb
def text_in_utf_16() -> bytes:
    return _part(STYLES, sealed.package()[STYLES].decode().encode("utf-16"))


@bomb
def text_declared_utf_7() -> bytes:
    return _part(STYLES, b'<?xml version="1.0" encoding="UTF-7"?>' + sealed.package()[STYLES])


@bomb
def overlong_utf_8() -> bytes:
    return _part(STYLES, sealed.package()[STYLES].replace(b"Calibri", b"\xc0\xaf"))


@bomb
def certificate_of_a_mebibyte() -> bytes:
    forgery = Forgery()
    forgery.sign_swap(sealed.der64(sealed.device().certificate), "MIIE" + "A" * 100_000)
    return forgery.zip()


def _varied(*tags: bytes) -> bytes:
    """Almost 16 MiB of tags, irregular enough to stay below the ratio of a bomb."""
    chosen = random.Random(1).choices(tags, k=(1 << 18))
    return b"".join(chosen * 16)[: 16 * MEBI - 4096 - (16 * MEBI - 4096) % len(tags[0])]
