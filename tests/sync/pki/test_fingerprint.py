"""The five words: what two officers can tell apart over a bad line."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sync.pki.certificates import make_request, read_request
from sync.pki.fingerprint import fingerprint_words, word_lists
from tests.sync.pki import offices as pki

MERGED = (("tr", "ch"), ("s", "x"), ("gi", "z"), ("d", "z"), ("r", "z"))


def heard(word: str) -> str:
    """A word without marks and with the first consonants that northern speakers merge."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    bare = bare.replace("đ", "d")
    for written, spoken in MERGED:
        if bare.startswith(written):
            return spoken + bare.removeprefix(written)
    return bare


@pytest.mark.parametrize(("which", "size"), [(0, 64), (1, 32)])
def test_no_two_words_sound_or_type_alike(which: int, size: int) -> None:
    words = word_lists()[which]
    assert len(words) == size
    assert len({heard(word) for word in words}) == size
    assert all(re.fullmatch(r"\w{2,6}", word) and word == word.lower() for word in words)


def test_hearing_merges_what_northern_speakers_merge() -> None:
    assert heard("trâu") == heard("châu") and heard("sào") == heard("xào")
    assert heard("giày") == heard("dày") == heard("rày")


def test_words_are_the_first_55_bits_of_the_key_digest() -> None:
    key = pki.key("commune").public_key()
    nouns, qualities = word_lists()
    bits = ""
    for pair in fingerprint_words(key):
        noun, quality = pair.split()
        bits += f"{nouns.index(noun):06b}{qualities.index(quality):05b}"
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert bits == f"{int(hashlib.sha256(info).hexdigest(), 16):0256b}"[:55]


def test_request_and_certificate_of_one_key_read_alike_and_of_two_keys_differ() -> None:
    asked = read_request(make_request(pki.DEVICE, pki.key("commune")))
    assert asked.words == fingerprint_words(pki.leaf().public_key())
    others = (pki.province().certificate, pki.district().certificate, pki.leaf())
    for one, other in combinations(others, 2):
        assert fingerprint_words(one.public_key()) != fingerprint_words(other.public_key())


def test_one_changed_bit_of_the_key_changes_the_words() -> None:
    numbers = pki.key("commune").public_key().public_numbers()
    changed = rsa.RSAPublicNumbers(numbers.e, numbers.n ^ 2).public_key()
    assert fingerprint_words(changed) != fingerprint_words(pki.key("commune").public_key())
