"""What offices write above columns and in cells, beside the labels of the record: data.

Everything is compared as `plain` words: no marks, no case, no punctuation.
"""

import tomllib
from functools import cache, lru_cache
from typing import Any

import resources
from desktop.records import lists
from desktop.records.fields import Field
from desktop.records.registers import Register
from desktop.records.text import words


@lru_cache(50_000)
def plain(text: str) -> str:
    """The words of ``text`` as they are compared."""
    return " ".join(words(text))


@cache
def heads(register: Register) -> dict[str, str]:
    """The field by each head that can stand above it: its name, its labels, and what the offices
    write. What two fields claim belongs to the one that is declared first; a label goes before."""
    found: dict[str, str] = {}
    for field in register.fields:
        for words_ in (field.name, field.vi, field.en):
            found.setdefault(plain(words_), field.name)
    for group in (register.name, "any"):
        for field in register.fields:
            for words_ in _read("heads").get(group, {}).get(field.name, ()):
                found.setdefault(plain(words_), field.name)
    return found


@cache
def code_words(field: Field) -> dict[str, str]:
    """The code by each plain word that means it: code, labels, and what the offices write."""
    entries = lists.codes(field.lists).values()
    found: dict[str, str] = {}
    for entry in entries:
        for words_ in (entry.code, entry.vi, entry.en):
            found.setdefault(plain(words_), entry.code)
    for name in field.lists:
        for code, others in _read("codes").get(name, {}).items():
            for words_ in others:
                found.setdefault(plain(words_), code)
    return found


@cache
def phrases(kind: str) -> frozenset[str]:
    """A list of ``words.toml``: ignored, personal, totals, closing."""
    return frozenset(map(plain, _read("words")[kind]))


@cache
def marked(kind: str) -> frozenset[str]:
    """Such a list with its marks, where they tell two words apart."""
    return frozenset(phrase.casefold() for phrase in _read("words")[kind])


@cache
def nothing() -> frozenset[str]:
    """What stands for an empty cell, as it is written."""
    return frozenset(_read("words")["nothing"])


@cache
def scale(head: str) -> int:
    """How many đồng one unit of a column is, by its head: 1, 1,000 or 1,000,000."""
    said = f" {plain(head)} "
    for factor, names in _read("words")["scales"].items():
        if any(f" {plain(name)} " in said for name in names):
            return int(factor)
    return 1


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path("intake", f"{name}.toml").read_text(encoding="utf-8"))
