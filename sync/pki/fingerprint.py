"""A public key as five word pairs that two officers can compare over the telephone.

Each pair is one of 64 nouns and one of 32 qualities ("núi xanh"), 11 bits; five pairs carry the
first 55 bits of SHA-256 over the SubjectPublicKeyInfo. The words of the list in
`resources/lists/fingerprint_words.txt` stay distinct when spoken with the consonants that northern
speakers merge (ch/tr, x/s, d/gi/r) and when typed without marks. They are the same in both
interface languages, because one officer reads aloud what another sees on a different screen.
"""

from __future__ import annotations

import hashlib
from functools import cache

from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

import resources

WORDS = 5
_NOUN_BITS, _QUALITY_BITS = 6, 5
_PAIR_BITS = _NOUN_BITS + _QUALITY_BITS


@cache
def word_lists() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The 64 nouns and the 32 qualities, in the order that gives them their number."""
    nouns, qualities = resources.text("lists", "fingerprint_words.txt").split("\n\n")
    return tuple(nouns.split()), tuple(qualities.split())


def fingerprint_words(public_key: PublicKeyTypes) -> tuple[str, ...]:
    """Five word pairs for a public key, whether it comes from a request or from a certificate."""
    info = public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return digest_words(hashlib.sha256(info).digest())


def digest_words(digest: bytes) -> tuple[str, ...]:
    """Five word pairs for a SHA-256 that two people compare, be it of a key or of a server's."""
    bits = int.from_bytes(digest, "big") >> (len(digest) * 8 - WORDS * _PAIR_BITS)
    shifts = range((WORDS - 1) * _PAIR_BITS, -1, -_PAIR_BITS)
    return tuple(_pair(bits >> shift & (1 << _PAIR_BITS) - 1) for shift in shifts)


def _pair(number: int) -> str:
    nouns, qualities = word_lists()
    return f"{nouns[number >> _QUALITY_BITS]} {qualities[number & (1 << _QUALITY_BITS) - 1]}"
