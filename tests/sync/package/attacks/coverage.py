"""Attacks on what the signature covers, on digests, signature and sender (rules G, H and I)."""

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.hashes import SHA256

from sync.package import opc
from sync.package.canonical import canonical
from tests.sync.package import sealed
from tests.sync.package.attacks.catalogue import attack
from tests.sync.package.forge import (
    MDSSI,
    SHEET1,
    SHEET2,
    STYLES,
    TABLE,
    WORKBOOK_RELS,
    WORKSHEET,
    Forgery,
    manifest_line,
)


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


@attack("H.objects", alone=False)
def signed_properties_of_another_moment(f: Forgery) -> None:
    other = sealed.device().seal(sealed.workbook(), sealed.NOW - timedelta(days=1))
    here, there = (_properties(parts) for parts in (f.parts, other))
    f.sign_swap(here, there)


@attack("H.signature", alone=False)
def signature_with_a_zero_in_front(f: Forgery) -> None:
    value = str(f.tree()[1].text)
    f.sign_swap(value, b64encode(b"\0" + b64decode(value)).decode())


@attack("H.signature", alone=False)
def signature_plus_the_modulus(f: Forgery) -> None:
    value = str(f.tree()[1].text)
    number = int.from_bytes(b64decode(value), "big")
    number += sealed.device().key.public_key().public_numbers().n
    f.sign_swap(value, b64encode(number.to_bytes(385, "big")).decode())


@attack("H.signature", alone=False)
def signature_padded_as_pss(f: Forgery) -> None:
    tree = f.tree()
    padding = PSS(MGF1(SHA256()), 32)
    value = sealed.device().key.sign(canonical(tree[0]), padding, SHA256())
    f.sign_swap(str(tree[1].text), b64encode(value).decode())


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


def _properties(parts: Mapping[str, bytes]) -> str:
    found = re.search("<xd:SignedProperties.*</xd:SignedProperties>", parts[opc.SIGNATURE].decode())
    assert found
    return found[0]


def _carry(f: Forgery, certificate: x509.Certificate) -> None:
    f.sign_swap(sealed.der64(sealed.device().certificate), sealed.der64(certificate))


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
