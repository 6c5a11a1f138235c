"""Attacks on the structure of the signature and its algorithms (rules E and F)."""

import re

from sync.package import opc
from tests.sync.package.attacks.catalogue import attack
from tests.sync.package.forge import (
    SHEET1,
    Forgery,
    manifest_line,
)


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
def references_in_another_order(f: Forgery) -> None:
    text = f.parts[opc.SIGNATURE].decode()
    first, second = re.findall("<Reference Type=.*?</Reference>", text)[:2]
    f.sign_swap(first + second, second + first)
    f.close()


@attack("E.order", alone=False)
def type_of_a_reference_left_out(f: Forgery) -> None:
    f.sign_swap(' Type="http://uri.etsi.org/01903#SignedProperties"', "")
    f.close()


@attack("E.order", alone=False)
def prefix_on_every_element(f: Forgery) -> None:
    text = re.sub("<(/?)([A-Z][A-Za-z0-9]*)(?=[ >])", r"<\1ds:\2", f.parts[opc.SIGNATURE].decode())
    f.parts[opc.SIGNATURE] = text.replace(f'xmlns="{opc.DSIG}"', f'xmlns:ds="{opc.DSIG}"').encode()
    f.close()


@attack("E.references")
def office_object_left_unsigned(f: Forgery) -> None:
    f.sign_swap('URI="#idOfficeObject"', 'URI="#idPackageObject"')
    f.close()


@attack("E.words")
def promise_in_the_comment_that_office_shows(f: Forgery) -> None:
    f.sign_swap("<SignatureComments>", "<SignatureComments>Đã duyệt chi")
    f.close()


@attack("E.words")
def picture_of_a_signature(f: Forgery) -> None:
    f.sign_swap("<SignatureType>1<", "<SignatureType>2<")
    f.sign_swap("<SignatureImage>", "<SignatureImage>AAAA")
    f.close()


@attack("E.words")
def another_format_of_time(f: Forgery) -> None:
    f.sign_swap("YYYY-MM-DDThh:mm:ssTZD", "YYYY")
    f.close()


@attack("E.words")
def policy_in_words(f: Forgery) -> None:
    f.sign_swap("<xd:SignaturePolicyImplied>", "<xd:SignaturePolicyImplied>Đã duyệt")
    f.close()


@attack("E.words")
def manifest_in_another_order(f: Forgery) -> None:
    line = manifest_line(f.parts[opc.SIGNATURE].decode(), SHEET1)
    f.sign_swap(line, "")
    f.sign_swap("<Manifest>", f"<Manifest>{line}")
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


@attack("F.algorithms")
def signature_declared_rsa_sha1(f: Forgery) -> None:
    more = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    f.sign_swap(more, "http://www.w3.org/2000/09/xmldsig#rsa-sha1")
    f.close()


@attack("F.algorithms")
def exclusive_canonicalisation(f: Forgery) -> None:
    c14n = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
    f.sign_swap(f'Method Algorithm="{c14n}"', f'Method Algorithm="{exclusive}"')
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
