"""The one table of channels: which handler serves which scheme.

A handler's library is imported when a channel of its kind is first opened: httpx and paramiko cost
more than the rest of a start.
"""

from collections.abc import Callable, Mapping
from typing import Final

from sync.channels.account import Account
from sync.channels.address import FOLDER
from sync.channels.channel import Channel
from sync.channels.watch import Wire, unheld

Handler = Callable[[Account, Wire], Channel]


def _folder(account: Account, _wire: Wire) -> Channel:
    from sync.channels.folder import FolderChannel

    return FolderChannel(account)


def _webdav(account: Account, wire: Wire) -> Channel:
    from sync.channels.webdav import WebDavChannel

    return WebDavChannel(account, wire)


def _sftp(account: Account, wire: Wire) -> Channel:
    from sync.channels.sftp import SftpChannel

    return SftpChannel(account, wire)


SCHEMES: Final[Mapping[str, Handler]] = {
    FOLDER: _folder,
    "webdav": _webdav,
    "webdavs": _webdav,
    "sftp": _sftp,
}


def open_channel(account: Account, wire: Wire = unheld) -> Channel:
    """The channel of an account, for one round of work; raises ChannelError."""
    return SCHEMES[account.address.scheme](account, wire)
