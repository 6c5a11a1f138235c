"""Attacks on the zip file around a packet (rules A and B)."""

import random
import struct
import zlib

from tests.sync.package import sealed
from tests.sync.package.attacks.catalogue import attack
from tests.sync.package.forge import (
    SHEET1,
    SHEET2,
    WORKBOOK_RELS,
    WORKSHEET,
    Forgery,
    Raw,
    entries,
    write_zip,
)


def _bent(name: str, **bent: object) -> list[Raw]:
    """The honest entries, with the fields `bent` of the one called `name` changed."""
    listed = entries(sealed.package())
    for entry in listed:
        if entry.name == name:
            for key, value in bent.items():
                setattr(entry, key, value)
    return listed


def _noise(length: int) -> str:
    return "".join(random.Random(1).choices("abcdefghijklmnop", k=length))


@attack("A.size")
def larger_than_ten_mebibytes(f: Forgery) -> bytes:
    cell = f'<c r="A1" t="inlineStr"><is><t>{_noise(60_000)}</t></is></c>'
    f.swap(SHEET2, "</sheetData>", f'<row r="9">{cell * 180}</row></sheetData>')
    f.sign()
    listed = entries(f.parts)
    for entry in listed:
        entry.method = 0
    return write_zip(listed)


@attack("B.limits")
def seventy_sheets(f: Forgery) -> None:
    for number in range(3, 71):
        f.parts[f"xl/worksheets/sheet{number}.xml"] = f.parts[SHEET2]
        f.link(WORKBOOK_RELS, f"rId1{number}", WORKSHEET, f"worksheets/sheet{number}.xml")
    f.retype()
    f.sign()


@attack("B.limits")
def ratio_of_a_bomb(f: Forgery) -> None:
    f.swap(SHEET2, "</sheetData>", '<row r="9"></row>' * 60_000 + "</sheetData>")
    f.sign()


@attack("B.end")
def zip_comment(f: Forgery) -> bytes:
    return write_zip(entries(f.parts), comment=b"hidden remark")


@attack("B.end")
def bytes_after_the_end(f: Forgery) -> bytes:
    return write_zip(entries(f.parts), tail=b"MZ program")


@attack("B.end")
def end_record_miscounts(f: Forgery) -> bytes:
    return write_zip(entries(f.parts), count=3)


@attack("B.layout")
def prefix_before_the_zip(f: Forgery) -> bytes:
    return write_zip(entries(f.parts), prefix=b"#!/bin/sh\n")


@attack("B.layout")
def entry_without_directory_line(f: Forgery) -> bytes:
    secret = write_zip([Raw("xl/secret.xml", b"<a/>")])
    return write_zip(_bent(SHEET1, before=secret[: secret.index(b"PK\1\2")]))


@attack("B.layout")
def gap_before_the_directory(f: Forgery) -> bytes:
    return write_zip(entries(f.parts), before_directory=b"\0" * 40)


@attack("B.layout")
def directory_in_another_order(f: Forgery) -> bytes:
    return write_zip(entries(f.parts), order=reversed(range(len(f.parts))))


@attack("B.headers")
def local_header_with_another_name(f: Forgery) -> bytes:
    return write_zip(_bent(SHEET1, local={"name": "xl/worksheets/sheet7.xml"}))


@attack("B.headers")
def local_header_with_another_checksum(f: Forgery) -> bytes:
    return write_zip(_bent(SHEET1, local={"crc": 1}))


@attack("B.plain")
def encryption_flag(f: Forgery) -> bytes:
    return write_zip(_bent(SHEET1, flags=1))


@attack("B.plain")
def data_descriptor_flag(f: Forgery) -> bytes:
    return write_zip(_bent(SHEET1, flags=8))


@attack("B.plain")
def name_said_to_be_utf_8(f: Forgery) -> bytes:
    return write_zip(_bent(SHEET1, flags=0x800))


@attack("B.plain")
def second_name_in_an_extra_field(f: Forgery) -> bytes:
    name = b"xl/worksheets/sheet9.xml"
    extra = struct.pack("<2HBL", 0x7075, 5 + len(name), 1, zlib.crc32(SHEET1.encode())) + name
    return write_zip(_bent(SHEET1, extra=extra))


@attack("B.plain")
def extra_field(f: Forgery) -> bytes:
    return write_zip(_bent(SHEET1, extra=b"up\x08\0\1abcdxyz"))


@attack("B.plain")
def entry_comment(f: Forgery) -> bytes:
    return write_zip(_bent(SHEET1, comment=b"hidden"))


@attack("B.plain")
def symbolic_link(f: Forgery) -> bytes:
    return write_zip(_bent(SHEET1, attributes=0o120777 << 16, made_by=0x0314))


@attack("B.plain")
def another_date(f: Forgery) -> bytes:
    return write_zip(_bent(SHEET1, date=0x5881))


@attack("B.names")
def part_twice_with_other_content_first(f: Forgery) -> bytes:
    changed = f.parts[SHEET1].replace(b"120", b"999")
    return write_zip([Raw(SHEET1, changed), *entries(f.parts)])


@attack("B.names", alone=False)
def name_twice_but_for_case(f: Forgery) -> bytes:
    return write_zip([*entries(f.parts), Raw("XL/workbook.xml", b"<a/>")])


@attack("B.names", alone=False)
def folder_beside_its_files(f: Forgery) -> bytes:
    return write_zip([*entries(f.parts), Raw("xl/", b"", method=0)])


@attack("B.names", alone=False)
def name_in_letters_that_look_the_same(f: Forgery) -> bytes:
    name = "xl/w\u043erkbook.xml".encode().decode("latin-1")
    return write_zip([*entries(f.parts), Raw(name, f.parts["xl/workbook.xml"])])


@attack("B.layout", alone=False)
def end_record_twice(f: Forgery) -> bytes:
    whole = f.zip()
    return whole + whole[whole.rindex(b"PK\5\6") :]


@attack("B.names", alone=False)
def name_that_climbs_out(f: Forgery) -> bytes:
    return write_zip([*entries(f.parts), Raw("../../autostart.desktop", b"x")])


@attack("B.content")
def wrong_checksum_in_both_headers(f: Forgery) -> bytes:
    return write_zip(_bent(SHEET1, crc=7))


@attack("B.content")
def bytes_after_the_deflate_stream(f: Forgery) -> bytes:
    honest = next(entry for entry in entries(f.parts) if entry.name == SHEET1).bytes_packed()
    return write_zip(_bent(SHEET1, packed=honest + b"hidden"))


@attack("B.content")
def declared_larger_than_it_is(f: Forgery) -> bytes:
    return write_zip(_bent(SHEET1, size=len(f.parts[SHEET1]) + 9))
