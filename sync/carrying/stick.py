"""A USB stick as the channel for one time: which are plugged in, and the folder on one."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop.records.book import Book
from sync.carrying.practice import playground
from sync.channels import account as accounts
from sync.channels import folder, mounts
from sync.channels.account import Account
from sync.channels.mounts import Stick

FOLDER: Final = "so-ban"
"""Where packets and receipts lie on a stick."""
PRACTICE: Final = "usb"
"""The folder that stands for a stick among practice books."""


def plugged(book: Book) -> list[Stick]:
    """The sticks that this book may use and that are plugged in now."""
    if not book.practice:
        return mounts.sticks()
    place = playground(book) / PRACTICE
    return [Stick(place, 0, writable=True)] if place.is_dir() else []


def on(book: Book, place: Path) -> Account:
    """The account for a stick (its folder is made) or for any other folder, as it is.

    A stick that is pulled out meanwhile is noticed, since the place where it was mounted is kept.
    Raises ChannelError.
    """
    at = place
    if any(stick.path == place for stick in plugged(book)):
        at = place / FOLDER
        folder.make(at)
    made = accounts.account(book, str(at))
    return replace(made, abilities={"mount": str(mounts.mount_of(at))})
