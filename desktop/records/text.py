"""Vietnamese text: one normal form, one way to search, one order.

* NFC everywhere, so that two spellings of one word are one string.
* ``fold`` ignores case and marks, đ/d, hoà/hòa and i/y: what a search compares.
* ``order_key`` sorts as Vietnamese dictionaries do: letter first (a ă â … d đ e ê …), then tone
  (ngang huyền hỏi ngã sắc nặng), syllable by syllable, the same on every machine.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[0-9a-z]+")
_MARKS = re.compile("[\u0300-\u036f]+")


def nfc(text: str) -> str:
    """``text`` in NFC."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """NFC with outer space trimmed and runs of white space made one space."""
    return _SPACE.sub(" ", nfc(text)).strip()


def unmarked(text: str) -> str:
    """``text`` in plain Latin letters: no marks, đ→d, Đ→D."""
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "D")


@lru_cache(8192)
def fold(text: str) -> str:
    """The search form of ``text``: unmarked, no case, y→i."""
    return unmarked(text).casefold().replace("y", "i")


def words(text: str) -> list[str]:
    """The folded words of ``text``, as the search index holds them."""
    return spaced(text).split()


@lru_cache(8192)
def spaced(text: str) -> str:
    """``words`` with a space between."""
    return " ".join(_WORD.findall(fold(text)))


def one_slip(typed: str, meant: str) -> bool:
    """Whether at most one letter is wrong, missing, too many, or in the place of the next."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    same = next(
        (n for n, pair in enumerate(zip(typed, meant, strict=False)) if pair[0] != pair[1]),
        min(len(typed), len(meant)),
    )
    if len(typed) != len(meant):
        short, long = sorted((typed, meant), key=len)
        return short[same:] == long[same + 1 :]
    swapped = typed[same : same + 2] == meant[same : same + 2][::-1]
    return typed[same + 1 :] == meant[same + 1 :] or (
        swapped and typed[same + 2 :] == meant[same + 2 :]
    )


def order_key(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """A key that sorts Vietnamese text in dictionary order."""
    return tuple(_syllable_key(word) for word in nfc(text).casefold().split())


def _syllable_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters, tones = [], []
    for sign in word:
        parts = unicodedata.normalize("NFD", sign)
        tone = next((_TONES[part] for part in parts if part in _TONES), 0)
        letter = nfc("".join(part for part in parts if part not in _TONES))
        letters.append(_LETTERS[letter] + 128 if letter in _LETTERS else min(ord(letter[0]), 127))
        tones.append(tone)
    return tuple(letters), tuple(tones)
