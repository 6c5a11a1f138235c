"""The 24 words of the recovery sheet."""

from __future__ import annotations

import secrets
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.recovery import from_words, to_words
from desktop.records.text import fold

SECRET = bytes(range(32))


@given(st.binary(min_size=32, max_size=32))
def test_the_words_lead_back_to_the_secret(secret: bytes) -> None:
    assert from_words(" ".join(to_words(secret))) == secret


def test_there_are_24_words_of_two_syllables_that_differ_without_marks() -> None:
    words = {word for _ in range(400) for word in to_words(secrets.token_bytes(32))}
    assert len(words) > 1500
    assert len({fold(word) for word in words}) == len(words)
    assert all(len(word.split()) == 2 for word in words)


@pytest.mark.parametrize(
    "typed",
    [
        lambda text: fold(text),
        lambda text: text.upper(),
        lambda text: normalize("NFD", text),
        lambda text: "  " + text.replace(" ", "\n\t ") + "\n",
    ],
    ids=["no marks", "capitals", "decomposed", "spaces"],
)
def test_the_words_may_be_typed_carelessly(typed: object) -> None:
    assert callable(typed)
    assert from_words(typed(" ".join(to_words(SECRET)))) == SECRET


def test_a_wrong_word_or_two_words_exchanged_are_noticed() -> None:
    words, others = to_words(SECRET), to_words(bytes(range(100, 132)))
    spoilt = [
        [*words[:place], other, *words[place + 1 :]]
        for place in range(24)
        for other in others
        if other != words[place]
    ]
    passed = [line for line in spoilt if from_words(" ".join(line)) is not None]
    assert len(passed) < len(spoilt) / 64  # a checksum of eight bits lets one in 256 pass
    assert from_words(" ".join([words[1], words[0], *words[2:]])) is None


@pytest.mark.parametrize("count", [0, 1, 12, 23, 25, 48])
def test_another_number_of_words_is_refused(count: int) -> None:
    words = to_words(SECRET)
    assert from_words(" ".join((words * 2)[:count])) is None


@pytest.mark.parametrize("typed", ["", "mật khẩu", "núi xanh " * 24, "\x00", "a " * 48])
def test_other_text_is_refused(typed: str) -> None:
    assert from_words(typed) is None
