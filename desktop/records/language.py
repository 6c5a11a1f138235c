"""The one path every text a person reads goes through.

The Vietnamese sentence in the code is the key; ``resources/i18n/en/*.toml`` holds the English.
Vietnamese words do not change with a number; where English ones do, the text gives both:
``{n} {n:row was|rows were} saved``.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from string import Formatter

import resources

LANGUAGES = ("vi", "en")

_current = "vi"


def use(language: str) -> None:
    """Switch the language of every later text; ``language`` is one of ``LANGUAGES``."""
    global _current  # noqa: PLW0603 - the interface language is a property of the process
    if language not in LANGUAGES:
        raise ValueError(language)
    _current = language


def current() -> str:
    """The language in use: ``vi`` or ``en``."""
    return _current


def t(text: str, /, **values: object) -> str:
    """``text`` in the language in use, with ``{name}`` places filled from ``values``."""
    chosen = english().get(text, text) if _current == "en" else text
    return fill(chosen, values) if values else chosen


def fill(text: str, values: Mapping[str, object]) -> str:
    """``text`` with its places filled, in whatever language it is."""
    return _Sentence().vformat(text, (), values)


def pick(vi: str, en: str) -> str:
    """The one of a declared pair that is in the language in use."""
    return en if _current == "en" else vi


def counted(words: str, number: object) -> str:
    """The words that go with ``number``, as an int or written: of ``row|rows`` the first for 1;
    words without a bar are the same for any."""
    one, _, more = words.partition("|")
    return one if str(number) == "1" else more or one


class _Sentence(Formatter):
    """Fills the places of a text; one with a bar says a number's words in place of the number."""

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" in format_spec:
            return counted(format_spec, value)
        return str(super().format_field(value, format_spec))


@cache
def english() -> dict[str, str]:
    """Every English text by its Vietnamese key."""
    texts: dict[str, str] = {}
    for file in sorted(resources.path("i18n", "en").glob("*.toml")):
        texts |= tomllib.loads(file.read_text(encoding="utf-8"))
    return texts
