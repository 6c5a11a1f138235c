"""The zip file around a packet: one way to write it, and a reader that accepts only that way.

Same parts, same zlib: same bytes. Nothing but the parts is in the file: no times, comments, extra
fields or attributes (checklist A and B of the packet format).
"""

import hashlib
import zlib
from collections.abc import Mapping
from typing import Final

from desktop.records.language import t
from sync.errors import SealError
from sync.package import archive, strictxml
from sync.package.archive import Archive
from sync.package.reasons import refused

MAX_FILE: Final = 10 << 20
CONTENT_TYPES: Final = "[Content_Types].xml"


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of `parts`: name without leading slash → content; content types first.

    Raises SealError when the packet would be larger than any office may accept.
    """
    body, directory = bytearray(), bytearray()
    for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
        encoded, content = name.encode("ascii"), parts[name]
        method, packed = _compress(content)
        common = (archive.VERSION, 0, method, archive.DOS_TIME, archive.DOS_DATE)
        sizes = (zlib.crc32(content), len(packed), len(content), len(encoded), 0)
        directory += archive.CENTRAL.pack(
            archive.CENTRAL_MARK, archive.VERSION, *common, *sizes, 0, 0, 0, 0, len(body)
        )
        directory += encoded
        body += archive.LOCAL.pack(archive.LOCAL_MARK, *common, *sizes) + encoded + packed
    count = len(parts)
    end = archive.END.pack(archive.END_MARK, 0, 0, count, count, len(directory), len(body), 0)
    data = bytes(body + directory + end)
    _check_acceptable(parts, data)
    return data


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a file that `pack` could have written, by name.

    Raises PacketRefused with the rule of A or B that the file breaks.
    """
    check_size(data)
    opened = Archive(data)
    for check in archive.RULES.values():
        check(opened)
    return opened.parts()


def content_digest(parts: Mapping[str, bytes]) -> str:
    """SHA-256 (hex) of what is in a file, however it is packed: over a line ``<SHA-256 of the
    part>  <name>`` for each part, by name."""
    lines = (f"{hashlib.sha256(parts[name]).hexdigest()}  {name}\n" for name in sorted(parts))
    return hashlib.sha256("".join(lines).encode("ascii")).hexdigest()


def check_size(data: bytes) -> None:
    """A.size: at most 10 MiB."""
    if len(data) > MAX_FILE:
        raise refused("A.size", f"{len(data)} bytes")


def _compress(content: bytes) -> tuple[int, bytes]:
    stream = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = stream.compress(content) + stream.flush()
    if len(packed) < len(content) <= archive.MAX_RATIO * len(packed):
        return archive.DEFLATED, packed
    return archive.STORED, content


def _check_acceptable(parts: Mapping[str, bytes], data: bytes) -> None:
    sizes = [len(content) for content in parts.values()]
    largest, total = max(sizes, default=0), sum(sizes)
    if (
        len(data) > MAX_FILE
        or len(parts) > archive.MAX_ENTRIES
        or largest > archive.MAX_ENTRY
        or total > archive.MAX_TOTAL
        or strictxml.tags(parts.values()) > strictxml.MAX_TAGS
    ):
        raise SealError(
            t(
                "Gói dữ liệu vượt giới hạn 10 MB nên nơi nhận sẽ không mở được."
                " Số liệu trong sổ không mất gì; hãy báo cơ quan cấp trên để được hướng dẫn."
            )
        )
