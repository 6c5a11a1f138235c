"""What a WebDAV server lists: the little of RFC 4918 that is needed, read as hostile input."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

ASK: Final = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>'
)
_DAV: Final = "{DAV:}"


def entries(answer: bytes, inside: bool) -> Iterator[str]:
    """The last step of every path in a multistatus: of files (`inside`) or of folders.

    Raises ValueError when the answer is no multistatus.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(answer, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("no XML") from error
    if root.tag != f"{_DAV}multistatus" or root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("no multistatus")
    for response in root.iterfind(f"{_DAV}response"):
        folder = response.find(f".//{_DAV}resourcetype/{_DAV}collection") is not None
        href = response.findtext(f"{_DAV}href") or ""
        if folder is not inside:
            yield unquote(urlsplit(href.strip()).path).rstrip("/").rpartition("/")[2]
