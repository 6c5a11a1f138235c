"""Reasons that the program itself gives for a change: in the book in Vietnamese, as every word that
an office may be asked about, and on the screen in the language that is spoken there.

What a person typed stays as it was typed. So the history reads alike, whichever language somebody
worked in.
"""

import re
from typing import Final

from desktop.records.language import t

UNDONE: Final = "hoàn tác"
REDONE: Final = "làm lại"
WITHDRAWN: Final = "rút lại đồng ý"
UNSAID: Final = "không ghi lý do"
CHECKED: Final = "Đã kiểm tra lại, đúng như vậy"
_READ_OUT: Final = "Đã đọc lời giải thích, bản {n}"
_TAKEN_OVER: Final = "nhận lại từ gói số {n} của máy cũ"
_APART: Final = "; "
_NUMBER: Final = re.compile(r"\d+")


def read_out(version: int) -> str:
    """Which text a person heard before a slip was written."""
    return _READ_OUT.format(n=version)


def taken_over(number: int) -> str:
    """Why a row is there that came back with a packet of a lost computer."""
    return _TAKEN_OVER.format(n=number)


def both(*said: str) -> str:
    """Several reasons as one; "" among them counts for nothing."""
    return _APART.join(filter(None, said))


def shown(reason: str) -> str:
    """A reason that stands in the book, as it is read on the screen."""
    return _APART.join(_shown(one) for one in reason.split(_APART))


def kept(said: str) -> str:
    """A reason that was given on the screen, as it is kept in the book."""
    return next((ours for ours, spoken in _spoken("").items() if spoken == said), said)


def _shown(reason: str) -> str:
    number = _NUMBER.search(reason)
    plain = _NUMBER.sub("{n}", reason, count=1)
    return _spoken(number[0] if number else "").get(plain, reason)


def _spoken(number: str) -> dict[str, str]:
    return {
        UNDONE: t("hoàn tác"),
        REDONE: t("làm lại"),
        WITHDRAWN: t("rút lại đồng ý"),
        UNSAID: t("không ghi lý do"),
        CHECKED: t("Đã kiểm tra lại, đúng như vậy"),
        _READ_OUT: t("Đã đọc lời giải thích, bản {n}", n=number),
        _TAKEN_OVER: t("nhận lại từ gói số {n} của máy cũ", n=number),
    }
