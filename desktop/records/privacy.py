"""What free text must not hold: signs of one person in a record that is about none.

Dates, hours and sums of money are made of digits too; they are set aside before the numbers that
belong to people are looked for.
"""

import re

from desktop.records.text import nfc

_OF_NOBODY = re.compile(
    r"""
    (?<!\d)\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d(?!\d)                  # 05.03.2024
    | (?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)                             # 2024-03-05
    | (?<!\d)\d{1,2}\s?(?:giờ|[:hg])\s?\d\d(?!\d)                      # 08:30, 8h30
    | (?<![\d.])(?<!\d\s)(?!84\.)[1-9]\d{0,2}(?:\.\d{3})+(?!\.?\d)     # 1.084.512.345
    | (?<![\d.])(?<!\d\s)[1-9]\d*(?:[.\s]\d{3})*\s?(?:đồng(?!\schí)|đ(?!/)|vnđ|vnd)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_IDENTITY = re.compile(r"(?<!\d)(?:\d{9}|\d{12}|\d{3}(?:\s\d{3}){2,3})(?!\d)")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[\s.)-]{0,2}\d){8,10}(?!\d)")
_SELLING_SEX = re.compile(r"\bb[áa]n\sd[âa]m\b", re.IGNORECASE)
_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
_OF_PLACES = frozenset(
    {
        *("thôn", "bản", "làng", "xóm", "tổ", "xã", "phường", "trấn", "huyện", "phố", "tỉnh"),
        *("khu", "chợ", "đường", "trường", "trạm", "ủy", "hội", "đoàn", "đội"),
        *("nghỉ", "sạn", "hàng", "quán", "karaoke", "massage"),
    }
)
"""What stands before the name of a place or a body, or begins it."""


def seems_personal(text: str) -> bool:
    """Whether ``text`` looks like it holds an identity number, a telephone number, or a name in
    one breath with selling sex."""
    text = nfc(text)
    if _DIGIT.search(text):
        numbers = _OF_NOBODY.sub("|", text)
        if _IDENTITY.search(numbers) or _TELEPHONE.search(numbers):
            return True
    return bool(_SELLING_SEX.search(text)) and _names_someone(text)


def _names_someone(text: str) -> bool:
    """Whether two words in a row are written like a name ("Lò Thị Mai") that is not a place's."""
    before, in_name, of_place = "", False, False
    for word in _WORD_OR_MARK.findall(text):
        if not word.istitle():
            in_name = False
        elif not in_name:
            in_name = True
            of_place = bool({before.casefold(), word.casefold()} & _OF_PLACES)
        elif not of_place:
            return True
        before = word
    return False
