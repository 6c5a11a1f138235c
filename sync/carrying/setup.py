"""Giving a book its channel: what was typed is tried out once and then kept in the book."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime

from desktop.records.book import Book
from desktop.records.clock import utc_text
from desktop.records.language import t
from desktop.records.mailbox import deliveries
from desktop.records.mailbox.deliveries import TRIP, Delivery, Step
from sync.channels import account as accounts
from sync.channels.account import Account
from sync.channels.schemes import open_channel


def set_up(
    book: Book,
    chosen: Account,
    *,
    now: datetime,
    clock: datetime,
    hold: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Account:
    """Try the channel out and make it the book's; returns the account with what was found.

    Raises UnknownHostKey with the key an SFTP server shows while none is pinned, ChannelError with
    what is wrong, InputError; the book then keeps the channel it had.
    """
    with open_channel(chosen) as channel:
        tried = replace(chosen, abilities=channel.probe())
    entry = Delivery(TRIP, tried.url, Step.SET_UP, utc_text(now), int(clock.timestamp()))
    with hold():
        accounts.keep(book.settings, tried)
        deliveries.add(book.db, entry)
    return tried


def warnings(chosen: Account) -> list[str]:
    """What the office should know about a channel that works."""
    if chosen.address.scheme == "webdav":
        return [
            t(
                "Đường truyền này không mã hóa: mật khẩu của kho đi qua mạng ở dạng đọc được. Hãy "
                "dùng webdavs:// nếu máy chủ có."
            )
        ]
    return []
