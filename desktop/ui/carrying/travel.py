"""The part of carrying that runs away from the window: what a trip needs, and the trip itself.

It brings every library that packets need, so it is loaded when the first trip is near.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from desktop.records import mailbox
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.settings import Settings
from desktop.ui.carrying.journey import AWAY, Journey, Schedule
from sync.carrying import rounds
from sync.carrying.trip import Trip, due, run
from sync.channels import account as accounts
from sync.channels.watch import Watch

Hold = Callable[[], AbstractContextManager[None]]


def travel(
    book: Book,
    journey: Journey,
    clock: datetime,
    hold: Hold,
    tell: Callable[[object], None],
    cancelled: Callable[[], bool],
) -> None:
    """The whole trip; the book is held only while it is used, never while bytes travel."""
    with hold():
        account = journey.account()
        now = book.time(clock)
        ways = journey.ways or rounds.usual(book)
        journey.extent = mailbox.extent(book.db)
    if account is None:
        return
    stop = journey.stop
    watch = Watch(tell, lambda: stop.asked() or cancelled(), stop.holds)
    for event in run(Trip(book, account, now, clock, watch=watch, hold=hold), *ways):
        tell(event)


def schedule(db: Database, clock: datetime) -> Schedule | None:
    """When the next trip is due, None without a channel."""
    account = accounts.kept(Settings(db))
    if account is None:
        return None
    turn = due(db, account, clock)
    away = account.local and turn.problem in AWAY
    back = away and Path(account.address.path).is_dir()
    return account, turn, back, mailbox.extent(db)
