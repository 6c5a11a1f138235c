"""Where a channel lies: what an officer or administrator types or pastes, taken apart.

    D:\\so-ban, /media/usb/so-ban, \\\\huyen\\chung      a folder: a stick, a share, a synced folder
    webdavs://may.chu/thu-muc  (also https://)         WebDAV over TLS
    webdav://may.chu/thu-muc   (also http://)          WebDAV without TLS
    sftp://may.chu/thu-muc, sftp://may.chu/~/thu-muc   SFTP, from the root or from the user's folder

`user:password@` may stand before the server; it is taken out and never shown again.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urlsplit

from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.text import nfc

FOLDER: Final = "folder"
PORTS: Final = {"webdav": 80, "webdavs": 443, "sftp": 22}
_ALIASES: Final = {"http": "webdav", "https": "webdavs", "dav": "webdav", "davs": "webdavs"}


@dataclass(frozen=True)
class Address:
    """A parsed place. `scheme` is `folder` or a key of `PORTS`; `path` is decoded, without a slash
    at its end. `user` and `password` are what stood in the URL, "" when nothing did."""

    scheme: str
    path: str
    host: str = ""
    port: int = 0
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @property
    def shown(self) -> str:
        """The place as a person reads it, without user and password; parses to the same place."""
        if self.scheme == FOLDER:
            return self.path
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{quote(self.path, safe='/~')}"


def completed(kind: str, text: str) -> str:
    """What was typed for a channel of this kind (`folder`, `webdav`, `sftp`), with the scheme that
    a person left out: the one that encrypts."""
    given = text.strip()
    if not given or kind == FOLDER or "://" in given:
        return given
    return f"{'sftp' if kind == 'sftp' else 'webdavs'}://{given}"


def parse(text: str) -> Address:
    """The place that `text` names; raises InputError with what was expected."""
    given = nfc(text.strip())
    scheme, mark, _ = given.partition("://")
    if not mark:
        if not given:
            raise _unusable()
        return Address(FOLDER, str(Path(given).expanduser().absolute()))
    scheme = _ALIASES.get(scheme.lower(), scheme.lower())
    if scheme not in PORTS:
        raise _unusable()
    try:
        return _remote(scheme, urlsplit(given))
    except ValueError as error:
        raise _unusable() from error


def _remote(scheme: str, parts: SplitResult) -> Address:
    path = nfc(unquote(parts.path)).rstrip("/")
    odd = any(step in (".", "..") for step in path.split("/")) or not path.isprintable()
    if not parts.hostname or parts.query or parts.fragment or odd:
        raise ValueError(scheme)
    return Address(
        scheme,
        path,
        parts.hostname,
        parts.port or PORTS[scheme],
        nfc(unquote(parts.username or "")),
        unquote(parts.password or ""),
    )


def _unusable() -> InputError:
    """Says nothing of what was typed: there may be a password in it."""
    return InputError(
        t(
            "Không hiểu địa chỉ kênh. Ghi đường dẫn một thư mục, hoặc webdavs://máy/thư-mục, "
            "webdav://máy/thư-mục, sftp://máy/thư-mục."
        )
    )
