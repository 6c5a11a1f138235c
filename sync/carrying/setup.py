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
from sync.carrying.practice import require_allowed
from sync.channels import account as accounts
from sync.channels.account import Account
from sync.channels.channel import Tell, silent
from sync.channels.problems import ChannelError, Problem, UnknownHostKey
from sync.channels.schemes import open_channel
from sync.channels.watch import WATCH, Watch


def try_out(book: Book, chosen: Account, *, tell: Tell = silent, watch: Watch = WATCH) -> Account:
    """Try a place out; returns the account with what was found and keeps nothing.

    `tell` hears of each part of the trial that went well. Raises UnknownHostKey with the key an
    SFTP server shows while none is pinned, ChannelError with what is wrong, InputError.
    """
    require_allowed(book, chosen)
    try:
        with open_channel(chosen, watch.wire) as channel:
            return replace(chosen, abilities=channel.probe(tell))
    except UnknownHostKey:
        raise
    except ChannelError as error:
        if watch.cancelled():
            raise ChannelError(Problem.STOPPED) from error
        raise


def set_up(
    book: Book,
    chosen: Account,
    *,
    now: datetime,
    clock: datetime,
    hold: Callable[[], AbstractContextManager[object]] = nullcontext,
    tell: Tell = silent,
    watch: Watch = WATCH,
) -> Account:
    """Try the channel out and make it the book's; returns the account with what was found.

    Raises what `try_out` raises; the book then keeps the channel it had.
    """
    tried = try_out(book, chosen, tell=tell, watch=watch)
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
