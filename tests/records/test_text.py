"""Vietnamese text: one form, one search, one order."""

from __future__ import annotations

import random
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.text import clean, fold, nfc, one_slip, order_key, words

TONES = ["a", "à", "ả", "ã", "á", "ạ"]
ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
VOWELS = "aăâeêioôơuưy"
DICTIONARY = [
    *("2024", "An Thắng", "Ân Tình", "ấn", "Ba Bể", "bà", "bả", "bã", "bá", "bạ", "bác sĩ"),
    *("ban", "bàn", "bang", "bằng", "Bằng Lũng", "Bằng Thành", "bẳng", "bẵng", "bân", "Bộc Bố"),
    *("Cao Tân", "Chu Hương", "Cổ Linh", "dân", "duy", "đàn", "đân", "Đồng Lạc", "Đức Xuân"),
    *("em", "ê", "hoa", "hòa", "hóa", "hoan", "lan", "Lăng", "lâm", "Nà Phặc", "nang", "ong"),
    *("ông", "ơn", "tan", "tăn", "tân", "tu", "tư tưởng", "từ", "tứ", "xã", "Yên Dương"),
    "Yên Mỹ",
]

vietnamese = st.text(
    st.sampled_from([nfc(vowel + mark) for vowel in VOWELS for mark in "\u0300\u0301\u0323"])
    | st.sampled_from(ALPHABET + ALPHABET.upper() + " 019"),
    max_size=30,
)


def test_tones_follow_the_dictionary() -> None:
    assert sorted(set(TONES), key=order_key) == TONES


def test_letters_follow_the_alphabet() -> None:
    assert sorted(set(ALPHABET), key=order_key) == list(ALPHABET)


@pytest.mark.parametrize("seed", range(5))
def test_a_list_is_put_in_dictionary_order(seed: int) -> None:
    mixed = random.Random(seed).sample(DICTIONARY, len(DICTIONARY))
    assert sorted(mixed, key=order_key) == DICTIONARY


def test_a_shorter_name_comes_before_the_longer_one_it_begins() -> None:
    assert sorted(["Bằng Thành", "Bằng"], key=order_key) == ["Bằng", "Bằng Thành"]


def test_order_does_not_depend_on_case_or_on_composition() -> None:
    assert order_key("BẰNG THÀNH") == order_key(normalize("NFD", "bằng thành"))


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("hoa muc", "Hoà Mục"),
        ("HÒA MỤC", "Hoà Mục"),
        ("dong lac", "Đồng Lạc"),
        ("yen my", "Yên Mỹ"),
        ("yên mĩ", "Yên Mỹ"),
        ("si", "Sỹ"),
        ("sỹ", "Sĩ"),
        (normalize("NFD", "Khuổi Bốc"), "Khuổi Bốc"),
    ],
)
def test_spellings_of_one_word_are_one_to_a_search(typed: str, held: str) -> None:
    assert fold(typed) == fold(held)


def test_different_words_stay_different_to_a_search() -> None:
    assert len({fold(word) for word in ("ban", "bang", "ba", "bam")}) == 4


@given(vietnamese)
def test_search_form_ignores_composition_and_case(text: str) -> None:
    assert fold(normalize("NFD", text)) == fold(nfc(text)) == fold(text.upper())


@given(vietnamese)
def test_search_words_are_plain_and_stay_as_they_are(text: str) -> None:
    found = words(text)
    assert all(word.isascii() and word.isalnum() for word in found)
    assert words(" ".join(found)) == found


def test_search_words_leave_out_signs() -> None:
    assert words("Họp thôn: 05/03 – “Nà Phầy”!") == ["hop", "thon", "05", "03", "na", "phai"]


def test_clean_text_is_composed_and_single_spaced() -> None:
    assert clean(normalize("NFD", "  Thôn\u00a0 Khuổi\t\nBốc ")) == "Thôn Khuổi Bốc"


def test_one_slip_of_the_hand() -> None:
    for typed in ("tra", "tar", "tr", "traa", "tro", "rta"):
        assert one_slip(typed, "tra"), typed
    for typed in ("art", "t", "troo", "kiem"):
        assert not one_slip(typed, "tra"), typed
