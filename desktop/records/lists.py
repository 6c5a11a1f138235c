"""Code lists: the closed vocabularies of the record, data with the clause they rest on."""

import csv
from dataclasses import dataclass
from functools import cache

import resources
from desktop.records.language import pick
from desktop.records.text import fold


@dataclass(frozen=True)
class Code:
    """One entry of a code list; ``basis`` names the clause or practice behind it."""

    code: str
    vi: str
    en: str
    basis: str

    @property
    def label(self) -> str:
        """The entry in the language in use."""
        return pick(self.vi, self.en)


@cache
def code_list(name: str) -> tuple[Code, ...]:
    """The entries of one list in their order; raises KeyError for an unknown list."""
    return _all()[name]


@cache
def codes(names: tuple[str, ...]) -> dict[str, Code]:
    """The entries of several lists together, by code, in order."""
    return {entry.code: entry for name in names for entry in code_list(name)}


@cache
def by_words(names: tuple[str, ...]) -> dict[str, str]:
    """The code by its folded code, Vietnamese label or English label, or by the clause that the
    label begins with: what a person may type."""
    found: dict[str, str] = {}
    for entry in codes(names).values():
        for words in (entry.code, entry.vi, entry.en):
            found.setdefault(fold(words), entry.code)
        clause, dash, _ = entry.vi.partition(" – ")
        if dash:
            found.setdefault(fold(clause), entry.code)
    return found


@cache
def _all() -> dict[str, tuple[Code, ...]]:
    grouped: dict[str, list[Code]] = {}
    with resources.path("lists", "code_lists.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            entry = Code(line["code"], line["vi"], line["en"], line["basis"])
            grouped.setdefault(line["list"], []).append(entry)
    return {name: tuple(entries) for name, entries in grouped.items()}
