"""The 24 recovery words: 32 random bytes and a checksum in words one can copy by hand.

Each word is a noun with a quality ("núi xanh"), 11 bits: 24 of them carry 256 bits and 8 bits of
SHA-256. They may be typed back without marks and in any case.
"""

import hashlib
from functools import cache

import resources
from desktop.records.text import fold

WORDS = 24
_BITS = 11


def to_words(secret: bytes) -> list[str]:
    """The 24 words for 32 bytes."""
    number = int.from_bytes(secret + hashlib.sha256(secret).digest()[:1], "big")
    places = (number >> (_BITS * place) & 2047 for place in reversed(range(WORDS)))
    return [_wordlist()[place] for place in places]


def from_words(typed: str) -> bytes | None:
    """The 32 bytes behind 24 typed words, None when they are not such words."""
    syllables = fold(typed).split()
    pairs = [" ".join(syllables[at : at + 2]) for at in range(0, len(syllables), 2)]
    numbers = [_places().get(pair) for pair in pairs]
    if len(pairs) != WORDS or None in numbers:
        return None
    number = 0
    for place in numbers:
        number = number << _BITS | (place or 0)
    secret = (number >> 8).to_bytes(32, "big")
    return secret if hashlib.sha256(secret).digest()[0] == number & 255 else None


@cache
def _wordlist() -> list[str]:
    nouns, qualities = resources.text("lists", "fingerprint_words.txt").split("\n\n")
    return [f"{noun} {quality}" for noun in nouns.split() for quality in qualities.split()]


@cache
def _places() -> dict[str, int]:
    return {fold(word): place for place, word in enumerate(_wordlist())}
