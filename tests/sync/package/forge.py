"""Tools of a forger: bend a signed packet anywhere, and, holding a key, sign it again.

Written apart from `sync.package.seal` on purpose: two ways to the same bytes check each other.
"""

import hashlib
import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from lxml import etree

from sync.package import opc
from sync.package.canonical import canonical
from tests.sync.package import sealed
from tests.sync.package.sealed import Device

_LARGE = 1 << 20

RELS_TRANSFORM = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
MDSSI = "http://schemas.openxmlformats.org/package/2006/digital-signature"
WORKSHEET = opc.OFFICE + "/worksheet"
SHEET1, SHEET2 = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
TABLE, STYLES, THEME = "xl/tables/table1.xml", "xl/styles.xml", "xl/theme/theme1.xml"
WORKBOOK_RELS, SHEET1_RELS = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"


class Forgery:
    """A copy of the honest packet's parts to be bent."""

    def __init__(self, parts: Mapping[str, bytes] | None = None) -> None:
        self.parts = dict(parts or sealed.package())

    def swap(self, name: str, old: str, new: str) -> None:
        """Replace `old`, which must be there, in a part, everywhere."""
        text = self.parts[name].decode()
        assert old in text, (name, old)
        self.parts[name] = text.replace(old, new).encode()

    def sign_swap(self, old: str, new: str) -> None:
        """`swap` in the signature part."""
        self.swap(opc.SIGNATURE, old, new)

    def link(self, rels: str, ident: str, kind: str, target: str, mode: str = "Internal") -> None:
        """Add a relationship, keeping the part's one spelling."""
        present = self.parts.get(rels, opc.write_relationships(()))
        lines = opc.read_relationships(rels, etree.fromstring(present))
        line = opc.Relationship(opc.source_of(rels), ident, kind, target, mode)
        self.parts[rels] = opc.write_relationships((*lines, line))

    def retype(self) -> None:
        """Write the content types that the parts need."""
        self.parts[opc.CONTENT_TYPES] = opc.write_content_types(self.parts)

    def cover(self) -> None:
        """Write the manifest anew over all parts as they are now."""
        types = opc.read_content_types(etree.fromstring(self.parts[opc.CONTENT_TYPES]), self.parts)
        names = sorted(set(self.parts) - opc.UNSIGNED)
        manifest = "".join(_reference(name, types[name], self.parts[name]) for name in names)
        text = self.parts[opc.SIGNATURE].decode()
        start, end = text.index("<Manifest>") + len("<Manifest>"), text.index("</Manifest>")
        self.parts[opc.SIGNATURE] = (text[:start] + manifest + text[end:]).encode()

    def digest(self) -> None:
        """Put the right digests of the signed elements into the signed info."""
        tree = self.tree()
        for reference in tree[0].iterfind(f"{{{opc.DSIG}}}Reference"):
            named = tree.xpath("//*[@Id=$id]", id=str(reference.get("URI"))[1:])
            assert isinstance(named, list) and isinstance(named[0], etree._Element)
            _set_digest(reference, hashlib.sha256(canonical(named[0])).digest())
        self.parts[opc.SIGNATURE] = etree.tostring(tree, method="c14n")

    def close(self, device: Device | None = None) -> None:
        """Digest and sign the signed info with the device's key."""
        self.digest()
        tree = self.tree()
        key = (device or sealed.device()).key
        value = key.sign(canonical(tree[0]), PKCS1v15(), SHA256())
        tree[1].text = b64encode(value).decode()
        self.parts[opc.SIGNATURE] = etree.tostring(tree, method="c14n")

    def sign(self) -> None:
        """Everything the true sender would do after bending the parts: types stay as they are."""
        self.cover()
        self.close()

    def tree(self) -> etree._Element:
        """The parsed signature part."""
        return etree.fromstring(self.parts[opc.SIGNATURE])

    def zip(self) -> bytes:
        """The parts as a file, without any limit."""
        return write_zip(entries(self.parts))


def _reference(name: str, content_type: str, content: bytes) -> str:
    transforms = ""
    if name.endswith(".rels"):
        lines = opc.read_relationships(name, etree.fromstring(content))
        chosen = sorted((n for n in lines if n.type != opc.ORIGIN_TYPE), key=lambda n: n.id)
        content = opc.write_relationships(chosen)
        picks = "".join(
            f'<mdssi:RelationshipReference xmlns:mdssi="{MDSSI}" SourceId="{line.id}">'
            "</mdssi:RelationshipReference>"
            for line in chosen
        )
        transforms = (
            f'<Transforms><Transform Algorithm="{RELS_TRANSFORM}">{picks}</Transform>'
            f'<Transform Algorithm="{C14N}"></Transform></Transforms>'
        )
    digest = b64encode(hashlib.sha256(content).digest()).decode()
    return (
        f'<Reference URI="/{name}?ContentType={content_type}">{transforms}'
        '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod>'
        f"<DigestValue>{digest}</DigestValue></Reference>"
    )


def manifest_line(text: str, name: str) -> str:
    """The manifest's reference to the part `name` in the text of a signature part."""
    found = re.search(rf'<Reference URI="/{re.escape(name)}\?.*?</Reference>', text)
    assert found
    return found[0]


def _set_digest(reference: etree._Element, digest: bytes) -> None:
    value = reference.find(f"{{{opc.DSIG}}}DigestValue")
    assert value is not None
    value.text = b64encode(digest).decode()


@dataclass
class Raw:
    """A zip entry, honest unless told otherwise; `None` means "as the content demands"."""

    name: str
    content: bytes
    packed: bytes | None = None
    method: int = 8
    flags: int = 0
    date: int = 0x21
    crc: int | None = None
    size: int | None = None
    extra: bytes = b""
    comment: bytes = b""
    attributes: int = 0
    made_by: int = 20
    before: bytes = b""
    offset: int | None = None
    local: dict[str, int | str] = field(default_factory=dict)

    def bytes_packed(self) -> bytes:
        """The stored or deflated content."""
        if self.packed is None:
            self.packed = _deflated(self.content) if self.method == 8 else self.content
        return self.packed


def _deflated(content: bytes) -> bytes:
    if len(content) > _LARGE:
        return _stream(content, 1)
    return _small_deflated(content)


@lru_cache(512)
def _small_deflated(content: bytes) -> bytes:
    """Remembered, since most forgeries leave most parts as they are."""
    return _stream(content, 6)


def _stream(content: bytes, level: int) -> bytes:
    stream = zlib.compressobj(level, zlib.DEFLATED, -15)
    return stream.compress(content) + stream.flush()


def entries(parts: Mapping[str, bytes]) -> list[Raw]:
    """Honest entries for `parts`, content types first."""
    return [Raw(name, parts[name]) for name in sorted(parts, key=lambda n: (n[0] != "[", n))]


def write_zip(
    listed: Iterable[Raw],
    prefix: bytes = b"",
    comment: bytes = b"",
    tail: bytes = b"",
    count: int | None = None,
    order: Iterable[int] | None = None,
    before_directory: bytes = b"",
) -> bytes:
    """A zip file of entries, with anything about it bent."""
    body, central = bytearray(prefix), []
    for entry in listed:
        packed, name = entry.bytes_packed(), entry.name.encode("latin-1")
        crc = zlib.crc32(entry.content) if entry.crc is None else entry.crc
        size = len(entry.content) if entry.size is None else entry.size
        body += entry.before
        offset = len(body) if entry.offset is None else entry.offset
        common = (20, entry.flags, entry.method, 0, entry.date, crc, len(packed), size)
        head = struct.pack("<4s6H3L", b"PK\1\2", entry.made_by, *common)
        tail_numbers = (len(name), len(entry.extra), len(entry.comment), 0, 0, entry.attributes)
        head += struct.pack("<5H2L", *tail_numbers, offset)
        central.append(head + name + entry.extra + entry.comment)
        if entry.offset is None:
            body += _local_header(entry, common) + packed
    chosen = [central[i] for i in order] if order else central
    directory = b"".join(chosen)
    body += before_directory
    number = len(chosen) if count is None else count
    end = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, number, number, len(directory), len(body), len(comment)
    )
    return bytes(body) + directory + end + comment + tail


def _local_header(entry: Raw, common: tuple[int, ...]) -> bytes:
    names = ("version", "flags", "method", "time", "date", "crc", "packed", "size")
    fields = dict(zip(names, common, strict=True))
    fields |= {key: value for key, value in entry.local.items() if isinstance(value, int)}
    shown = str(entry.local.get("name", entry.name)).encode("latin-1")
    lengths = struct.pack("<2H", len(shown), len(entry.extra))
    return struct.pack("<4s5H3L", b"PK\3\4", *fields.values()) + lengths + shown + entry.extra
