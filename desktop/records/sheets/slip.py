"""The referral slip: one part the person keeps, one part the office keeps. A6, no letterhead.

No word on it names the programme or the office, and services are named so that whoever finds it
learns little: whose slip it is, nobody can tell from it.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

import resources
from desktop.records import queries
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.fields import Row
from desktop.records.language import t
from desktop.records.lists import codes
from desktop.records.registers import REGISTERS
from desktop.records.sheets.marks import mark
from desktop.records.sheets.office import BLANK
from desktop.records.words import date_words

REFERRALS, PROVIDERS = REGISTERS["referrals"], REGISTERS["providers"]


@dataclass(frozen=True)
class Service:
    """One service of a slip: where to go, and until when (dates as they are printed)."""

    name: str
    provider: str
    where: str
    day: str
    due: str


@dataclass(frozen=True)
class Slip:
    """A slip as it is printed; ``code`` in the form it is typed, ``day`` ISO, ``mark`` what stands
    boxed on it ("" for nothing)."""

    code: str
    day: str
    services: tuple[Service, ...]
    mark: str = ""

    @property
    def title(self) -> str:
        """The document's title."""
        return "PHIẾU GIỚI THIỆU"


def slip(book: Book, day: date, *, uid: str = "", code: str = "") -> Slip:
    """The slip of one referral (``uid``) or of all that bear ``code``; raises InputError where
    there is none."""
    own = queries.rows(book.db, REFERRALS, device=book.device)
    wanted = code.strip().upper()
    found = [row for row in own if (row["uid"] == uid if uid else row["code"] == wanted)]
    if not found:
        raise InputError(t("Sổ không có phiếu này. Chọn lại phiếu rồi in; chưa in gì."))
    services = tuple(_services(book, found))
    return Slip(str(found[0]["code"]), day.isoformat(), services, mark(book))


def _services(book: Book, found: Iterable[Row]) -> Iterable[Service]:
    for row in found:
        provider = queries.get(book.db, PROVIDERS, str(row["provider"])) or {}
        where = (provider.get("address"), provider.get("phone"))
        yield Service(
            name=_neutral(str(row["service"])),
            provider=str(provider.get("name") or BLANK * 2),
            where=", ".join(str(part) for part in where if part),
            day=date_words(str(row["date"])),
            due=date_words(str(row["due"])) if row["due"] else "",
        )


def _neutral(service: str) -> str:
    """The words for a service that a slip bears."""
    return _words().get(service) or codes(REFERRALS.field("service").lists)[service].vi


@cache
def _words() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(resources.text("print", "slip.toml"))["services"]
    return found
