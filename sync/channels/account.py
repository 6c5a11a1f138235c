"""The channel of a book: its address, how to log in, whom to trust, what the place can do.

All of it is one line among the book's encrypted settings. Nothing secret is ever written to a file,
shown, or part of `repr`.
"""

import json
from dataclasses import asdict, dataclass, field, replace

from desktop.records.book import Book
from desktop.records.settings import Settings
from sync.channels.address import FOLDER, Address, parse

_SETTING = "channel"


@dataclass(frozen=True)
class Account:
    """How this office reaches a channel.

    `url` bears no secrets. `ca` is a PEM certificate that replaces the system's trust store;
    `host_key` is `SHA256:<base64>`, the SFTP server's key as pinned at set-up; `device` marks the
    unfinished files of this laptop; `abilities` is what the handler's probe found.
    """

    url: str
    device: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    ca: str = field(default="", repr=False)
    host_key: str = ""
    abilities: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> Address:
        return parse(self.url)

    @property
    def local(self) -> bool:
        """Whether it is a folder, where a file is copied rather than sent."""
        return self.address.scheme == FOLDER


def account(book: Book, text: str, **given: str) -> Account:
    """An account for what was typed; `given` may add user, password, ca and host_key, which go
    before what stands in the URL. Raises InputError."""
    address = parse(text)
    return Account(
        url=address.shown,
        device=book.device[:8],
        user=given.get("user") or address.user,
        password=given.get("password") or address.password,
        ca=given.get("ca", ""),
        host_key=given.get("host_key", ""),
    )


def renewed(typed: Account, before: Account | None) -> Account:
    """`typed`, with the password and whom to trust as they were where a person left them as they
    are: the same place, the same user, nothing typed anew."""
    if before is None or before.url != typed.url or typed.user not in ("", before.user):
        return typed
    return replace(
        typed,
        user=typed.user or before.user,
        password=typed.password or before.password,
        host_key=typed.host_key or before.host_key,
    )


def kept(settings: Settings) -> Account | None:
    """The channel of this book, None before one is set."""
    found = settings.get(_SETTING)
    return Account(**json.loads(found)) if found else None


def keep(settings: Settings, chosen: Account | None) -> None:
    """Make it the channel of this book; None leaves the book without one."""
    settings.put(**{_SETTING: json.dumps(asdict(chosen)) if chosen else None})
