"""The catalogue of attacks on a signed packet, one or more for every rule of the checklist.

Each names the rule that has to refuse it. `alone` says that no other rule would: with that one
switched off the packet gets through. Where the forger "signs", he is a true sender who wants the
receiving office to see something else than what other programs show, or to import what is hidden.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from cryptography import x509

from sync import opc
from tests.sync import sealed
from tests.sync.forge import (
    MDSSI,
    SHEET1,
    SHEET1_RELS,
    SHEET2,
    STYLES,
    TABLE,
    THEME,
    WORKBOOK_RELS,
    WORKSHEET,
    Forgery,
    Raw,
    entries,
    manifest_line,
    write_zip,
)

Build = Callable[[Forgery], bytes | None]


@dataclass(frozen=True)
class Attack:
    """One way to bend a packet: the rule that refuses it, and how to make it."""

    name: str
    rule: str
    alone: bool
    build: Build

    def data(self) -> bytes:
        """The bent packet."""
        forgery = Forgery()
        built = self.build(forgery)
        return forgery.zip() if built is None else built


CATALOGUE: list[Attack] = []


def attack(rule: str, alone: bool = True) -> Callable[[Build], Build]:
    """Enter a function into the catalogue under its name."""

    def enter(build: Build) -> Build:
        CATALOGUE.append(Attack(build.__name__, rule, alone, build))
        return build

    return enter


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


# A and B: the file


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


# C: the XML


@attack("C.markup")
def doctype_with_entity(f: Forgery) -> None:
    f.parts[TABLE] = b'<!DOCTYPE table [<!ENTITY e "x">]>' + f.parts[TABLE]
    f.sign()


@attack("C.markup")
def comment_in_styles(f: Forgery) -> None:
    f.swap(STYLES, "</styleSheet>", "<!-- hidden --></styleSheet>")
    f.sign()


@attack("C.markup")
def processing_instruction(f: Forgery) -> None:
    f.swap(THEME, "</a:theme>", "<?run me?></a:theme>")
    f.sign()


@attack("C.markup")
def cdata_section(f: Forgery) -> None:
    f.swap(STYLES, "</styleSheet>", "<extLst><![CDATA[=1+1]]></extLst></styleSheet>")
    f.sign()


@attack("C.words")
def formula_in_a_cell(f: Forgery) -> None:
    f.swap(SHEET1, "<v>120</v>", "<f>80+40</f><v>120</v>")
    f.sign()


@attack("C.words")
def old_drawing_in_a_sheet(f: Forgery) -> None:
    f.swap(SHEET2, "</worksheet>", '<legacyDrawing foo="1"/></worksheet>')
    f.sign()


@attack("C.words")
def hidden_column(f: Forgery) -> None:
    f.swap(SHEET2, "<sheetData>", '<cols><col min="1" max="1" hidden="1"/></cols><sheetData>')
    f.sign()


@attack("C.form")
def nested_forty_deep(f: Forgery) -> None:
    f.swap(STYLES, "</styleSheet>", "<ext>" * 40 + "</ext>" * 40 + "</styleSheet>")
    f.sign()


@attack("C.form")
def a_hundred_attributes(f: Forgery) -> None:
    many = " ".join(f'a{n}="1"' for n in range(100))
    f.swap(STYLES, "</styleSheet>", f"<ext {many}/></styleSheet>")
    f.sign()


@attack("C.form")
def another_root_element(f: Forgery) -> None:
    f.swap(TABLE, "<table ", "<queryTable ")
    f.swap(TABLE, "</table>", "</queryTable>")
    f.sign()


# D: the package


@attack("D.names")
def sheet_under_a_foreign_name(f: Forgery) -> None:
    f.parts["xl/worksheets/extra.xml"] = f.parts[SHEET2]
    f.link(WORKBOOK_RELS, "rId9", WORKSHEET, "worksheets/extra.xml")
    f.sign()


@attack("D.names", alone=False)
def macro_project(f: Forgery) -> None:
    f.parts["xl/vbaProject.bin"] = b"macro"
    f.sign()


@attack("D.names", alone=False)
def document_properties_added(f: Forgery) -> None:
    f.parts["docProps/core.xml"] = sealed.workbook()["docProps/core.xml"]


@attack("D.names", alone=False)
def second_signature_part(f: Forgery) -> None:
    f.parts["_xmlsignatures/sig2.xml"] = f.parts[opc.SIGNATURE]


@attack("D.types")
def workbook_declared_with_macros(f: Forgery) -> None:
    main = opc.type_of(opc.WORKBOOK)
    f.swap(opc.CONTENT_TYPES, main, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    f.sign()


@attack("D.types")
def default_type_nobody_needs(f: Forgery) -> None:
    f.swap(opc.CONTENT_TYPES, "</Types>", '<Default ContentType="a/b" Extension="x"/></Types>')


@attack("D.rels")
def white_space_in_relationships(f: Forgery) -> None:
    f.swap(WORKBOOK_RELS, "<Relationship ", "\n  <Relationship ")


@attack("D.rels")
def default_target_mode_left_out(f: Forgery) -> None:
    f.swap(WORKBOOK_RELS, ' TargetMode="Internal"', "")


@attack("D.external")
def table_declared_external(f: Forgery) -> None:
    f.swap(SHEET1_RELS, "Internal", "External")
    f.sign()


@attack("D.external", alone=False)
def link_to_a_web_address(f: Forgery) -> None:
    f.link(SHEET1_RELS, "rId7", opc.OFFICE + "/hyperlink", "http://192.0.2.1/", "External")
    f.sign()


@attack("D.links")
def table_linked_as_something_else(f: Forgery) -> None:
    f.link(SHEET1_RELS, "rId7", opc.OFFICE + "/comments", "/xl/tables/table1.xml")
    f.sign()


@attack("D.sheets")
def hidden_sheet(f: Forgery) -> None:
    f.parts[opc.WORKBOOK] = f.parts[opc.WORKBOOK].replace(
        b'sheetId="2" state="visible"', b'sheetId="2" state="veryHidden"'
    )
    f.sign()


@attack("D.sheets")
def foreign_element_in_the_workbook(f: Forgery) -> None:
    f.swap(opc.WORKBOOK, "</workbook>", "<extLst/></workbook>")
    f.sign()


@attack("D.sheets")
def name_that_is_a_formula(f: Forgery) -> None:
    name = '<definedNames><definedName name="A">SUM(1)</definedName></definedNames>'
    f.swap(opc.WORKBOOK, "<definedNames/>", name)
    f.sign()


# E: the structure of the signature


@attack("E.place")
def data_hidden_in_the_origin(f: Forgery) -> None:
    f.parts[opc.ORIGIN] = b"hidden"


@attack("E.place")
def origin_with_a_second_way(f: Forgery) -> None:
    f.swap(opc.ORIGIN_RELS, '"sig1.xml"', '"/_xmlsignatures/sig1.xml"')


@attack("E.order")
def forged_manifest_wrapped_around(f: Forgery) -> None:
    honest = f.parts[opc.SIGNATURE].decode()
    signed = honest[honest.index('<Object Id="idPackageObject">') :]
    f.swap(SHEET1, "<v>120</v>", "<v>999</v>")
    f.cover()
    text = f.parts[opc.SIGNATURE].decode()
    forged = text[text.index("<Manifest>") : text.index("</Manifest>") + len("</Manifest>")]
    start = text.index('<Object Id="idPackageObject">')
    f.parts[opc.SIGNATURE] = f"{text[:start]}<Object>{forged}</Object>{signed}".encode()


@attack("E.order")
def object_nobody_signed(f: Forgery) -> None:
    f.sign_swap("</Signature>", "<Object>hidden</Object></Signature>")


@attack("E.order")
def text_between_elements(f: Forgery) -> None:
    f.sign_swap("</KeyInfo>", "hidden</KeyInfo>")


@attack("E.order")
def second_signed_info(f: Forgery) -> None:
    text = f.parts[opc.SIGNATURE].decode()
    info = text[text.index("<SignedInfo>") : text.index("<SignatureValue>")]
    f.sign_swap("</Signature>", info + "</Signature>")


@attack("E.order")
def certificate_list_in_the_key_info(f: Forgery) -> None:
    f.sign_swap("</X509Data>", "<X509SubjectName>CN=Tinh</X509SubjectName></X509Data>")


@attack("E.order")
def namespace_that_carries_words(f: Forgery) -> None:
    f.sign_swap("<KeyInfo>", '<KeyInfo xmlns:x="hidden:words">')


@attack("E.order")
def counter_signature(f: Forgery) -> None:
    f.sign_swap(
        "</xd:UnsignedSignatureProperties>",
        "<xd:CounterSignature></xd:CounterSignature></xd:UnsignedSignatureProperties>",
    )


@attack("E.order", alone=False)
def manifest_moved_elsewhere(f: Forgery) -> None:
    text = f.parts[opc.SIGNATURE].decode()
    manifest = text[text.index("<Manifest>") : text.index("</Manifest>") + len("</Manifest>")]
    f.sign_swap(manifest, "")
    f.sign_swap("</xd:CertificateValues>", f"</xd:CertificateValues>{manifest}")


@attack("E.ids")
def signature_with_another_id(f: Forgery) -> None:
    f.sign_swap('Id="idPackageSignature"', 'Id="idOther"')


@attack("E.ids")
def id_used_twice(f: Forgery) -> None:
    f.sign_swap('Id="idOfficeV1Details"', 'Id="idPackageObject"')
    f.close()


@attack("E.references")
def office_object_left_unsigned(f: Forgery) -> None:
    f.sign_swap('URI="#idOfficeObject"', 'URI="#idPackageObject"')
    f.close()


@attack("E.canonical")
def empty_elements_written_short(f: Forgery) -> None:
    f.sign_swap("<SetupID></SetupID>", "<SetupID/>")


@attack("E.canonical")
def attributes_in_another_order(f: Forgery) -> None:
    f.sign_swap(
        'Id="idSignatureTime" Target="#idPackageSignature"',
        'Target="#idPackageSignature" Id="idSignatureTime"',
    )


@attack("E.base64")
def line_break_in_the_signature_value(f: Forgery) -> None:
    f.sign_swap("<SignatureValue>", "<SignatureValue>\n")


@attack("E.base64")
def line_break_in_the_issuer(f: Forgery) -> None:
    f.sign_swap("</xd:EncapsulatedX509Certificate>", "\n</xd:EncapsulatedX509Certificate>")


# F: algorithms


@attack("F.algorithms")
def digest_declared_sha1(f: Forgery) -> None:
    line = manifest_line(f.parts[opc.SIGNATURE].decode(), SHEET1)
    sha1 = "http://www.w3.org/2000/09/xmldsig#sha1"
    f.sign_swap(line, line.replace("http://www.w3.org/2001/04/xmlenc#sha256", sha1))
    f.close()


@attack("F.algorithms")
def signature_declared_hmac(f: Forgery) -> None:
    f.sign_swap("xmldsig-more#rsa-sha256", "xmldsig-more#hmac-sha256")
    f.close()


@attack("F.algorithms")
def canonicalisation_with_comments(f: Forgery) -> None:
    c14n = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    f.sign_swap(f'Method Algorithm="{c14n}"', f'Method Algorithm="{c14n}#WithComments"')
    f.close()


@attack("F.transforms")
def xslt_on_the_signed_properties(f: Forgery) -> None:
    c14n = '<Transforms><Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315">'
    xslt = '<Transforms><Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116">'
    f.sign_swap('URI="#idSignedProperties">' + c14n, 'URI="#idSignedProperties">' + xslt)
    f.close()


@attack("F.transforms")
def enveloped_transform_on_a_sheet(f: Forgery) -> None:
    line = manifest_line(f.parts[opc.SIGNATURE].decode(), SHEET1)
    enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
    transform = f'<Transforms><Transform Algorithm="{enveloped}"></Transform></Transforms>'
    f.sign_swap(line, line.replace("<DigestMethod", transform + "<DigestMethod"))
    f.close()


@attack("F.transforms", alone=False)
def reference_to_a_web_address(f: Forgery) -> None:
    line = manifest_line(f.parts[opc.SIGNATURE].decode(), SHEET1)
    f.sign_swap(line, line + line.replace(f"/{SHEET1}?ContentType=", "http://192.0.2.1/?x="))
    f.close()


@attack("E.order", alone=False)
def xpath_inside_a_transform(f: Forgery) -> None:
    f.sign_swap('SourceId="rId1">', 'SourceId="rId1"><XPath>1</XPath>')
    f.close()


# G: coverage


@attack("G.entries")
def table_added_that_nobody_signed(f: Forgery) -> None:
    f.parts["xl/tables/table2.xml"] = f.parts[TABLE].replace(b"outreach", b"forged")
    f.link("xl/worksheets/_rels/sheet2.xml.rels", "rId1", opc.OFFICE + "/table", "/" + TABLE)
    f.swap("xl/worksheets/_rels/sheet2.xml.rels", "table1", "table2")
    f.retype()


@attack("G.entries")
def part_left_out_by_the_signer(f: Forgery) -> None:
    f.sign_swap(manifest_line(f.parts[opc.SIGNATURE].decode(), SHEET1), "")
    f.close()


@attack("G.entries")
def part_referenced_twice(f: Forgery) -> None:
    line = manifest_line(f.parts[opc.SIGNATURE].decode(), SHEET1)
    f.sign_swap(line, line + line)
    f.close()


@attack("G.entries", alone=False)
def reference_to_a_missing_part(f: Forgery) -> None:
    del f.parts[TABLE]
    f.retype()


@attack("G.lines")
def sheet_linked_twice_behind_the_signature(f: Forgery) -> None:
    f.link(WORKBOOK_RELS, "rId9", WORKSHEET, "/" + SHEET1)


@attack("G.lines")
def origin_link_hidden_in_the_workbook(f: Forgery) -> None:
    f.link(WORKBOOK_RELS, "rId9", opc.ORIGIN_TYPE, "/" + opc.ORIGIN)


@attack("G.types")
def part_signed_as_another_type(f: Forgery) -> None:
    f.sign_swap(f"/{SHEET1}?ContentType=", f"/{SHEET1}?ContentType=text/")
    f.close()


@attack("G.root")
def package_that_starts_at_a_sheet_too(f: Forgery) -> None:
    f.link(opc.ROOT_RELS, "rId3", WORKSHEET, SHEET2)
    f.sign()


@attack("G.root")
def second_office_document(f: Forgery) -> None:
    f.link(opc.ROOT_RELS, "rId3", opc.OFFICE + "/officeDocument", opc.WORKBOOK)
    f.sign()


@attack("G.reach")
def sheet_that_nothing_leads_to(f: Forgery) -> None:
    f.parts["xl/worksheets/sheet9.xml"] = f.parts[SHEET2]
    f.retype()
    f.sign()


@attack("G.reach")
def link_to_a_missing_part(f: Forgery) -> None:
    f.link(WORKBOOK_RELS, "rId9", WORKSHEET, "worksheets/sheet9.xml")
    f.sign()


# H: digests and signature


@attack("H.parts")
def cell_changed(f: Forgery) -> None:
    f.swap(SHEET1, "<v>120</v>", "<v>999</v>")


@attack("H.parts")
def one_space_added(f: Forgery) -> None:
    f.swap(SHEET2, "</t>", " </t>")


@attack("H.parts")
def sheets_swapped(f: Forgery) -> None:
    f.parts[SHEET1], f.parts[SHEET2] = f.parts[SHEET2], f.parts[SHEET1]


@attack("H.parts")
def style_changed(f: Forgery) -> None:
    f.swap(STYLES, 'sz val="11"', 'sz val="1"')


@attack("H.parts")
def relationship_turned_to_another_sheet(f: Forgery) -> None:
    f.swap(WORKBOOK_RELS, "sheet2.xml", "sheet1.xml")
    f.link(WORKBOOK_RELS, "rId9", WORKSHEET, "/" + SHEET2)
    f.sign_swap(
        'SourceId="rId4"></mdssi:RelationshipReference>',
        'SourceId="rId4"></mdssi:RelationshipReference>'
        f'<mdssi:RelationshipReference xmlns:mdssi="{MDSSI}" SourceId="rId9">'
        "</mdssi:RelationshipReference>",
    )
    f.close()


@attack("H.objects")
def manifest_digested_again(f: Forgery) -> None:
    f.swap(SHEET1, "<v>120</v>", "<v>999</v>")
    f.cover()


@attack("H.objects")
def signing_time_moved(f: Forgery) -> None:
    f.sign_swap("2024-07-01T08:30:00Z", "2024-06-30T08:30:00Z")


@attack("H.signature")
def signed_info_digested_again(f: Forgery) -> None:
    f.swap(SHEET1, "<v>120</v>", "<v>999</v>")
    f.cover()
    f.digest()


@attack("H.signature")
def signed_with_a_strangers_key(f: Forgery) -> None:
    f.swap(SHEET1, "<v>120</v>", "<v>999</v>")
    f.cover()
    f.close(sealed.device("01891", "061"))


@attack("H.signature")
def signature_of_another_packet(f: Forgery) -> None:
    other = Forgery()
    other.swap(SHEET1, "<v>120</v>", "<v>999</v>")
    other.sign()
    value = other.tree()[1].text
    f.sign_swap(str(f.tree()[1].text), str(value))


@attack("H.certificate")
def certificate_of_another_commune_for_the_same_key(f: Forgery) -> None:
    _carry(f, sealed.twin())


@attack("H.certificate")
def renewed_certificate_for_the_same_key(f: Forgery) -> None:
    _carry(f, sealed.renewed())


def _carry(f: Forgery, certificate: x509.Certificate) -> None:
    f.sign_swap(sealed.der64(sealed.device().certificate), sealed.der64(certificate))


# I: the sender


@attack("I.times")
def two_signing_times(f: Forgery) -> None:
    f.sign_swap("<xd:SigningTime>2024-07-01", "<xd:SigningTime>2024-06-01")
    f.close()


@attack("I.times")
def signing_time_that_is_no_time(f: Forgery) -> None:
    f.sign_swap("2024-07-01T08:30:00Z", "2024-07-32T08:30:00Z")
    f.close()


@attack("I.chain", alone=False)
def office_that_nobody_here_knows(f: Forgery) -> bytes:
    return Forgery(sealed.device("01891", "061").seal(sealed.workbook())).zip()


@attack("I.chain")
def signed_with_the_issuers_own_certificate(f: Forgery) -> bytes:
    office = sealed.device().office
    itself = sealed.Device(office.key, office.certificate, office)
    return Forgery(itself.seal(sealed.workbook())).zip()


@attack("I.issuer")
def another_office_carried_as_issuer(f: Forgery) -> None:
    stranger = sealed.device("01891", "061").office.certificate
    honest = sealed.device().office.certificate
    f.sign_swap(sealed.der64(honest), sealed.der64(stranger))
