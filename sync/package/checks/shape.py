"""The elements and attributes of the signature part, one line each, in the only order there is.

Depth is indentation; attributes follow the name; `+`, `?` and `*` mean what they mean in patterns.
Prefixes: none for XML Signature, `m` for the package's digital signature namespace, `o` for
Office's, `xd` for XAdES.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from typing import Final

from lxml import etree

from sync.package import dsig, opc

GRAMMAR: Final = """
Signature Id
    SignedInfo
        CanonicalizationMethod Algorithm
        SignatureMethod Algorithm
        Reference Type URI
            DigestMethod Algorithm
            DigestValue
        Reference Type URI
            DigestMethod Algorithm
            DigestValue
        Reference Type URI
            Transforms
                Transform Algorithm
            DigestMethod Algorithm
            DigestValue
    SignatureValue
    KeyInfo
        X509Data
            X509Certificate
    Object Id
        Manifest
            + Reference URI
                ? Transforms
                    + Transform Algorithm
                        * m:RelationshipReference SourceId
                DigestMethod Algorithm
                DigestValue
        SignatureProperties
            SignatureProperty Id Target
                m:SignatureTime
                    m:Format
                    m:Value
    Object Id
        SignatureProperties
            SignatureProperty Id Target
                o:SignatureInfoV1
                    o:SetupID
                    o:SignatureText
                    o:SignatureImage
                    o:SignatureComments
                    o:WindowsVersion
                    o:OfficeVersion
                    o:ApplicationVersion
                    o:Monitors
                    o:HorizontalResolution
                    o:VerticalResolution
                    o:ColorDepth
                    o:SignatureProviderId
                    o:SignatureProviderUrl
                    o:SignatureProviderDetails
                    o:SignatureType
    Object
        xd:QualifyingProperties Target
            xd:SignedProperties Id
                xd:SignedSignatureProperties
                    xd:SigningTime
                    xd:SigningCertificate
                        xd:Cert
                            xd:CertDigest
                                DigestMethod Algorithm
                                DigestValue
                            xd:IssuerSerial
                                X509IssuerName
                                X509SerialNumber
                    xd:SignaturePolicyIdentifier
                        xd:SignaturePolicyImplied
            xd:UnsignedProperties
                xd:UnsignedSignatureProperties
                    xd:CertificateValues
                        xd:EncapsulatedX509Certificate
"""

_PREFIXES = {opc.DSIG: "", dsig.MDSSI: "m:", dsig.OFFICE_SIGNATURE: "o:", dsig.XADES: "xd:"}


def fits(tree: etree._Element) -> bool:
    """Whether the signature part has exactly this shape, no text between elements, and no
    namespace declared but where an element first needs its own."""
    return _PATTERN.fullmatch(_spell(tree)) is not None


def _spell(node: etree._Element) -> str:
    """A tree on one line: name[attributes]{children}; `#` stands for what must not be there."""
    tag, parent = etree.QName(node), node.getparent()
    name = _PREFIXES.get(tag.namespace or "", "#") + tag.localname
    having = " ".join(sorted(str(key) for key in node.attrib))
    inherited = set() if parent is None else set(parent.nsmap.items())
    declared = set(node.nsmap.items()) - inherited - {(node.prefix, tag.namespace)}
    mixed = len(node) and (node.text or any(child.tail for child in node))
    children = "".join(_spell(child) for child in node)
    return f"{name}[{having}]{{{'#' if declared or mixed else ''}{children}}}"


def _is_below(head: str, line: str) -> bool:
    return len(line) - len(line.lstrip()) > len(head) - len(head.lstrip())


def _pattern(lines: list[str]) -> Iterator[str]:
    """The pattern for what `_spell` makes of sibling lines and the deeper lines below each."""
    while lines:
        head, *rest = lines
        below = list(takewhile(partial(_is_below, head), rest))
        lines = rest[len(below) :]
        words = head.split()
        often = words.pop(0) if words[0] in "+?*" else ""
        shape = re.escape(f"{words[0]}[{' '.join(words[1:])}]") + r"\{"
        yield f"(?:{shape}{''.join(_pattern(below))}\\}}){often}"


_PATTERN = re.compile("".join(_pattern(GRAMMAR.strip("\n").splitlines())))
