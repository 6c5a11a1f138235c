"""Marked values, every spelling they may leak in, and a scan of all that a file holds."""

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from desktop.records.text import fold

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def spellings(canary: str) -> dict[str, bytes]:
    """A text in UTF-8, UTF-16, folded, hexadecimal, and base64 at each of three offsets."""
    plain = canary.encode()
    found = {
        "utf-8": plain,
        "utf-16-le": canary.encode("utf-16-le"),
        "utf-16-be": canary.encode("utf-16-be"),
        "folded": fold(canary).encode(),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
    }
    for offset in range(3):
        whole = base64.b64encode(b"\0" * offset + plain)
        found[f"base64 at {offset}"] = whole[(0, 2, 3)[offset] : len(whole) // 4 * 4 - 4]
    return found


def date_spellings(day: str) -> dict[str, bytes]:
    """An ISO date as text, as a person reads it, and as a cell of a workbook counts it."""
    found = date.fromisoformat(day)
    serial = (found - date(1899, 12, 30)).days
    return {
        "iso": day.encode(),
        "read": found.strftime("%d/%m/%Y").encode(),
        "utf-16-le": day.encode("utf-16-le"),
        "cell": f"<v>{serial}</v>".encode(),
    }


def contents(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Everything in a file: its bytes; what a zip holds; the text and the streams of a PDF."""
    yield name, data
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.namelist():
                yield from contents(f"{name}!{entry}", archive.read(entry))
    if data[:4] == b"%PDF":
        yield f"{name}!text", pdf_text(data).encode()
        for number, stream in enumerate(_STREAM.findall(data)):
            try:
                yield f"{name}!stream{number}", zlib.decompress(stream)
            except zlib.error:
                continue


def pdf_text(data: bytes) -> str:
    """The words on all pages of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below ``folder``."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield str(file.relative_to(folder)), file.read_bytes()


def scan(
    found: Iterable[tuple[str, bytes]], marks: Mapping[str, Mapping[str, bytes]]
) -> set[tuple[str, str, str]]:
    """Where a mark lies: (place, mark, spelling). What lies in several places is read once."""

    @cache
    def hits(content: bytes) -> list[tuple[str, str]]:
        return [
            (mark, spelling)
            for mark, forms in marks.items()
            for spelling, form in forms.items()
            if form in content
        ]

    return {
        (place, *hit)
        for name, data in found
        for place, content in contents(name, data)
        for hit in hits(content)
    }
