"""Canonical XML 1.0: writing it directly, and bringing parsed elements into it.

What is signed is written in canonical form at once (`C14N(x) == x`), so the signer needs no engine
and a reader can compare bytes. `canonical` is for the verifier, which must not trust that.
"""

from collections.abc import Mapping

from lxml import etree

_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"}
)


def text(value: str) -> str:
    """Character data as Canonical XML escapes it."""
    return value.translate(_IN_TEXT)


def element(
    tag: str,
    attributes: Mapping[str, str] | None = None,
    *children: str,
    xmlns: Mapping[str, str] | None = None,
) -> str:
    """One element around already written `children`; `xmlns` declares namespaces by prefix.

    Attributes are sorted by name, which is canonical as long as they carry no prefix.
    """
    spaces = [(f"xmlns:{p}" if p else "xmlns", uri) for p, uri in sorted((xmlns or {}).items())]
    pairs = spaces + sorted((attributes or {}).items())
    written = "".join(f' {name}="{value.translate(_IN_ATTRIBUTE)}"' for name, value in pairs)
    return f"<{tag}{written}>{''.join(children)}</{tag}>"


def canonical(node: etree._Element) -> bytes:
    """Inclusive Canonical XML 1.0 of an element with the namespaces in scope there.

    Serialised and parsed again first: lxml's own canonical form of an element inside a tree
    sometimes adds an empty namespace declaration that no other engine computes.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    alone = etree.fromstring(etree.tostring(node, with_tail=False), parser)
    return etree.tostring(alone, method="c14n")
