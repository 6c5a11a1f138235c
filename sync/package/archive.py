"""A zip file read by hand, so that nothing in it escapes notice (PKWARE APPNOTE 6.3, checklist B).

`Archive` only locates and inflates; whether what it found is allowed is for the rules below, which
are pure and separate so that a test can switch each one off.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from sync.package.reasons import refused

MAX_ENTRIES: Final = 64
MAX_ENTRY: Final = 16 << 20
MAX_TOTAL: Final = 32 << 20
MAX_RATIO: Final = 100

LOCAL: Final = struct.Struct("<4s5H3L2H")
CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
END: Final = struct.Struct("<4s4H2LH")
LOCAL_MARK: Final = b"PK\x03\x04"
CENTRAL_MARK: Final = b"PK\x01\x02"
END_MARK: Final = b"PK\x05\x06"

VERSION: Final = 20
STORED: Final = 0
DEFLATED: Final = 8
DOS_TIME: Final = 0
DOS_DATE: Final = 0x21  # 1980-01-01, the first day a zip can hold

_MAX_WALK = 1000
_OFFICE_BINARY = bytes.fromhex("d0cf11e0a1b11ae1")
_NAME = re.compile(r"(?!/)(?:[A-Za-z0-9_.\[\]-]+/)*[A-Za-z0-9_.\[\]-]+")


@dataclass(frozen=True)
class Header:
    """What both headers of an entry say about it; sizes in bytes."""

    version: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    name: bytes
    extra: bytes


@dataclass(frozen=True)
class Entry:
    """One entry: its two headers, where it lies, and what only the central one says."""

    central: Header
    local: Header
    offset: int
    start: int
    made_by: int
    comment: bytes
    disk: int
    attributes: tuple[int, int]

    @property
    def name(self) -> str:
        return self.central.name.decode("latin-1")

    @property
    def end(self) -> int:
        return self.start + self.central.packed


@dataclass(frozen=True)
class End:
    """The end-of-central-directory record and where it lies."""

    position: int
    disk: int
    directory_disk: int
    here: int
    count: int
    size: int
    offset: int
    comment: int


@dataclass(frozen=True)
class Inflated:
    """An entry's content, cut off at its declared size, and whether that was exactly all of it."""

    data: bytes
    exact: bool


class Archive:
    """The entries of a zip file in memory.

    Raises PacketRefused (B.zip, B.cut, B.locked) when there is no directory to read.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.end = _find_end(data)
        self.entries = tuple(self._walk())

    def _walk(self) -> list[Entry]:
        entries: list[Entry] = []
        position = self.end.offset
        while self.data[position : position + 4] == CENTRAL_MARK and len(entries) < _MAX_WALK:
            entry, position = self._entry(position)
            entries.append(entry)
        if not entries:
            raise refused("B.zip", "no central directory")
        self.directory_end = position
        return entries

    def _entry(self, position: int) -> tuple[Entry, int]:
        fields, after = _fields(self.data, CENTRAL, position)
        _, made_by, *common, name, extra, comment, disk, inner, outer, offset = fields
        local, start = _fields(self.data, LOCAL, offset)
        if local[0] != LOCAL_MARK:
            raise refused("B.cut", f"no local header at {offset}")
        names = self.data[after : after + name + extra + comment]
        local_name, local_extra = local[-2:]
        texts = self.data[start : start + local_name + local_extra]
        entry = Entry(
            central=_header(common, names[:name], names[name : name + extra]),
            local=_header(local[1:-2], texts[:local_name], texts[local_name:]),
            offset=offset,
            start=start + local_name + local_extra,
            made_by=made_by,
            comment=names[name + extra :],
            disk=disk,
            attributes=(inner, outer),
        )
        return entry, after + name + extra + comment

    @cached_property
    def contents(self) -> tuple[Inflated, ...]:
        """The content of every entry; raises PacketRefused on a broken stream."""
        return tuple(self._inflate(entry) for entry in self.entries)

    def parts(self) -> dict[str, bytes]:
        """Content by name."""
        return {e.name: c.data for e, c in zip(self.entries, self.contents, strict=True)}

    def _inflate(self, entry: Entry) -> Inflated:
        packed = self.data[entry.start : entry.end]
        size = min(entry.central.size, MAX_ENTRY)
        if entry.central.method == STORED:
            return Inflated(packed[:size], len(packed) == size)
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = stream.decompress(packed, size + 1)
        except zlib.error as error:
            raise refused("B.content", f"{entry.name}: {error}") from error
        whole = stream.eof and not stream.unused_data and len(content) == size
        return Inflated(content[:size], whole)


def _header(numbers: Sequence[int], name: bytes, extra: bytes) -> Header:
    version, flags, method, time, date, crc, packed, size = numbers
    return Header(version, flags, method, time, date, crc, packed, size, name, extra)


def _find_end(data: bytes) -> End:
    position = data.rfind(END_MARK)
    if data.startswith(_OFFICE_BINARY):
        raise refused("B.locked", "compound file, not a zip")
    if position < 0 or position + END.size > len(data):
        raise refused("B.cut" if data.startswith(LOCAL_MARK) else "B.zip", "no end record")
    return End(position, *END.unpack_from(data, position)[1:])


def _fields(data: bytes, shape: struct.Struct, position: int) -> tuple[tuple[Any, ...], int]:
    if position + shape.size > len(data):
        raise refused("B.cut", f"header at {position} runs past the end")
    return shape.unpack_from(data, position), position + shape.size


def check_limits(archive: Archive) -> None:
    """B.limits: entries, declared sizes and their ratio stay within bounds."""
    if len(archive.entries) > MAX_ENTRIES:
        raise refused("B.limits", f"more than {MAX_ENTRIES} entries")
    for entry in archive.entries:
        central = entry.central
        if central.size > MAX_ENTRY or central.size > MAX_RATIO * max(central.packed, 1):
            raise refused("B.limits", f"{entry.name}: {central.packed} to {central.size} bytes")
    if sum(entry.central.size for entry in archive.entries) > MAX_TOTAL:
        raise refused("B.limits", "too large in all")


def check_end(archive: Archive) -> None:
    """B.end: the end record comes last, has no comment, and counts rightly on one disk."""
    end = archive.end
    if end.position + END.size != len(archive.data) or end.comment:
        raise refused("B.end", "bytes after the end record")
    if (end.disk, end.directory_disk) != (0, 0) or {end.here, end.count} != {len(archive.entries)}:
        raise refused("B.end", "end record miscounts")


def check_layout(archive: Archive) -> None:
    """B.layout: entries in directory order, directory, end; no prefix, gap or overlap."""
    starts = [entry.offset for entry in archive.entries] + [archive.end.offset]
    ends = [0] + [entry.end for entry in archive.entries]
    if starts != ends:
        raise refused("B.layout", "prefix, gap or overlap between entries")
    if not archive.end.offset + archive.end.size == archive.directory_end == archive.end.position:
        raise refused("B.layout", "gap around the directory")


def check_headers(archive: Archive) -> None:
    """B.headers: the local header of every entry says the same as the central one."""
    for entry in archive.entries:
        if entry.local != entry.central:
            raise refused("B.headers", f"{entry.name}: local and central header differ")


def check_plain(archive: Archive) -> None:
    """B.plain: stored or deflated; no flags (encryption), extras, attributes (links), times."""
    for entry in archive.entries:
        central = entry.central
        if central.method not in (STORED, DEFLATED):
            raise refused("B.plain", f"{entry.name}: compression method {central.method}")
        fixed = (central.flags, central.time, central.date, central.version, entry.made_by)
        if fixed != (0, DOS_TIME, DOS_DATE, VERSION, VERSION):
            raise refused("B.plain", f"{entry.name}: flags, time or version")
        if central.extra or entry.comment or entry.disk or entry.attributes != (0, 0):
            raise refused("B.plain", f"{entry.name}: extra field, comment or attribute")


def check_names(archive: Archive) -> None:
    """B.names: plain relative ASCII names, unique even where case is ignored."""
    seen = set()
    for entry in archive.entries:
        steps = entry.name.split("/")
        if not _NAME.fullmatch(entry.name) or "." in steps or ".." in steps:
            raise refused("B.names", f"unsafe name {entry.name!r}")
        if entry.name.lower() in seen:
            raise refused("B.names", f"{entry.name}: twice")
        seen.add(entry.name.lower())


def check_content(archive: Archive) -> None:
    """B.content: every entry inflates to exactly the declared size and has the declared CRC-32."""
    for entry, inflated in zip(archive.entries, archive.contents, strict=True):
        if not inflated.exact or zlib.crc32(inflated.data) != entry.central.crc:
            raise refused("B.content", f"{entry.name}: size or CRC is not as declared")


RULES: Final[Mapping[str, Callable[[Archive], None]]] = {
    "limits": check_limits,
    "end": check_end,
    "layout": check_layout,
    "headers": check_headers,
    "plain": check_plain,
    "names": check_names,
    "content": check_content,
}
