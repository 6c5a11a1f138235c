"""The short code of a file: the same for the same bytes, and wrong for every slip of the tongue."""

from hashlib import sha256

import pytest

from desktop.records import short_code
from desktop.records.identifiers import SIGNS

DIGESTS = [sha256(str(number).encode()).hexdigest() for number in range(400)]


def test_a_code_is_two_groups_of_five_signs_and_its_own_for_every_digest() -> None:
    codes = {short_code.of(digest) for digest in DIGESTS}
    assert len(codes) == len(DIGESTS)
    for code in codes:
        assert [len(group) for group in code.split("-")] == [5, 5]
        assert set(code) <= set(SIGNS) | {"-"}
    assert {sign for code in codes for sign in code.replace("-", "")} == set(SIGNS)


def test_the_code_of_a_digest_never_changes() -> None:
    assert short_code.of(sha256(b"").hexdigest()) == "4TKPM-C3Q4K"
    assert short_code.of("00" * 32) == "22222-22222"


@pytest.mark.parametrize("digest", DIGESTS[:40])
def test_a_code_is_understood_however_it_is_typed(digest: str) -> None:
    code = short_code.of(digest)
    plain = code.replace("-", "")
    telex = plain.replace("DD", "Đ").replace("W", "ư").lower()
    for typed in (code, plain.lower(), " ".join(plain), f" {plain[:3]} – {plain[3:]}\n", telex):
        assert short_code.matches(typed, digest)


def test_every_single_mistyped_sign_is_noticed() -> None:
    code = short_code.of(DIGESTS[0])
    for place, right in enumerate(code):
        for wrong in "" if right == "-" else SIGNS.replace(right, "") + "0OI1?":
            typed = code[:place] + wrong + code[place + 1 :]
            assert short_code.read(typed) is None
            assert not short_code.matches(typed, DIGESTS[0])


@pytest.mark.parametrize("typed", ["", "-", "22222-2222", "22222-222222", "AAAAA-AAAAA"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert short_code.read(typed) is None


def test_the_code_of_another_digest_does_not_match() -> None:
    assert not any(short_code.matches(short_code.of(DIGESTS[0]), other) for other in DIGESTS[1:])
