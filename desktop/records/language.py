"""The one path every text a person reads goes through.

The Vietnamese sentence in the code is the key; ``resources/i18n/en/*.toml`` holds the English.
"""

import tomllib
from functools import cache

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
    return chosen.format(**values) if values else chosen


def pick(vi: str, en: str) -> str:
    """The one of a declared pair that is in the language in use."""
    return en if _current == "en" else vi


@cache
def english() -> dict[str, str]:
    """Every English text by its Vietnamese key."""
    texts: dict[str, str] = {}
    for file in sorted(resources.path("i18n", "en").glob("*.toml")):
        texts |= tomllib.loads(file.read_text(encoding="utf-8"))
    return texts
