"""The only way XML from outside is read: plain elements and text, bounded in every direction.

No DOCTYPE, entity, comment, CDATA section or processing instruction; UTF-8; depth, attributes and
the length of tags and texts limited (checklist C). Checking streams through a part, so a hostile
one costs little memory; because lxml never forgets a name it has met, the names in a part are
limited too: by size in small parts, by a closed vocabulary (`Words`) in large ones.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

MAX_DEPTH: Final = 32
MAX_ATTRIBUTES: Final = 64
MAX_SMALL: Final = 128 << 10
MAX_RUN: Final = 64 << 10
MAX_NAMESPACES: Final = 256
MAX_TAGS: Final = 2_000_000
DENSEST: Final = 7
"""Bytes a tag in a part of more than `MAX_SMALL`: no cell of ours is shorter than that, and a flood
of tags is seen by counting, before anything is parsed."""

_CHUNK = 64 << 10
_LONG_RUN = re.compile(rb"<[^<]{%d}" % MAX_RUN)
_DECLARATION = re.compile(
    rb"""<\?xml version=(["'])1\.0\1( encoding=(["'])(?i:utf-8)\3)?( standalone="(yes|no)")?\?>"""
)
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")
_TOO_MANY = etree.XPath(f"boolean(//*/@*[{MAX_ATTRIBUTES + 1}])")


class NotStrict(Exception):
    """A part is not XML as we write it; the text says in English what was met."""


def check_markup(data: bytes) -> None:
    """Raises NotStrict when anything but elements, attributes and text is marked up in `data`.

    A bare `<` cannot occur in well-formed text, so looking at bytes is exact.
    """
    if not data.startswith(b"<"):
        raise NotStrict("does not start with a tag")
    declaration = _DECLARATION.match(data)
    if data.find(b"<?", declaration.end() if declaration else 0) >= 0:
        raise NotStrict("processing instruction or foreign encoding")
    if b"<!" in data:
        raise NotStrict("DOCTYPE, comment or CDATA section")
    if _LONG_RUN.search(data):
        raise NotStrict(f"tag or text of more than {MAX_RUN} bytes")
    if len(data) > MAX_SMALL and data.count(b"<") * DENSEST > len(data):
        raise NotStrict(f"more than a tag in {DENSEST} bytes")
    if data.count(b"xmlns") > MAX_NAMESPACES:
        raise NotStrict(f"more than {MAX_NAMESPACES} namespace declarations")


def tags(parts: Iterable[bytes]) -> int:
    """How many tags there are in all: what parsing costs goes by their number, not by bytes."""
    return sum(data.count(b"<") for data in parts)


def words(elements: str, attributes: str, spaces: Mapping[str, str]) -> re.Pattern[bytes]:
    """A pattern that finds the first tag using a name outside a closed vocabulary.

    `elements` and `attributes` are names separated by white space, `spaces` the namespaces that may
    be declared, by prefix ("" is the default one).
    """
    declared = [(f"xmlns:{p}" if p else "xmlns", re.escape(uri)) for p, uri in spaces.items()]
    pairs = [*(f'{name}="{uri}"' for name, uri in declared)]
    pairs.append("(?:" + "|".join(attributes.split()) + ')="[^"<]*"')
    tag, pair = "(?:" + "|".join(elements.split()) + ")", "(?:" + "|".join(pairs) + ")"
    return re.compile(rf"<(?!\?xml |/?{tag}>|{tag}(?: {pair})*+ ?/?>)".encode())


def check_words(data: bytes, vocabulary: re.Pattern[bytes]) -> None:
    """Raises NotStrict at the first tag that `vocabulary` does not know."""
    met = vocabulary.search(data)
    if met:
        shown = data[met.start() : met.start() + 60].decode("utf-8", "replace")
        raise NotStrict(f"foreign tag {shown!r}")


def check_encoding(data: bytes) -> None:
    """Raises NotStrict unless `data` is UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise NotStrict(f"not UTF-8: {error}") from error


def check_form(data: bytes, root: str) -> None:
    """Raises NotStrict unless `data`, which is UTF-8, is bounded and well-formed under the element
    `root`."""
    parser = etree.XMLPullParser(
        events=("start",),
        tag=root,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    top: etree._Element | None = None
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            top = _top(parser, top)
            _check_bounds(top)
            _forget(top)
        whole = parser.close()
        top = _top(parser, top)
        _check_bounds(top)
        if top is None or whole is not top:
            raise NotStrict("another root element")
    except etree.XMLSyntaxError as error:
        raise NotStrict(f"not well-formed: {error}") from error


def parse(data: bytes) -> etree._Element:
    """The tree of a small part; raises NotStrict on one that is large or not well-formed."""
    if len(data) > MAX_SMALL:
        raise NotStrict(f"more than {MAX_SMALL} bytes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotStrict(f"not well-formed: {error}") from error


def _top(parser: "etree.XMLPullParser", top: etree._Element | None) -> etree._Element | None:
    """The root, once its start has been seen; raises NotStrict where its tag occurs again."""
    for _, node in parser.read_events():
        if not isinstance(node, etree._Element) or top is not None or node.getparent() is not None:
            raise NotStrict("another root element")
        top = node
    return top


def _check_bounds(top: etree._Element | None) -> None:
    if top is not None and _TOO_DEEP(top):
        raise NotStrict(f"deeper than {MAX_DEPTH} elements")
    if top is not None and _TOO_MANY(top):
        raise NotStrict(f"more than {MAX_ATTRIBUTES} attributes")


def _forget(top: etree._Element | None) -> None:
    """Drop all that is finished: only the path to the element being read stays in memory."""
    node = top
    while node is not None and len(node):
        del node[:-1]
        node = node[-1]
