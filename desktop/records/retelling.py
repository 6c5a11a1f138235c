"""What was said once, in either language, said again in another.

The book and what travels between offices keep sentences, not only their facts: those sentences were
all said by ``t``, so that the texts they were made from can be found again with what filled them.
What no text of the program explains, such as the words of a person, stays as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from string import Formatter

from desktop.records.language import LANGUAGES, current, english, fill

BETWEEN_OFFICES = "vi"
"""The language in which one office tells another."""
LEAST = 5
"""Letters a text has beside its places: what has fewer could explain anything."""
_SENTENCE = re.compile(r"(?<=[.;!?:]) ")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class _Text:
    """A text in both languages, and how the one it may be recognised in reads."""

    said: dict[str, str]
    pieces: tuple[str, ...]
    pattern: str


def retold(words: str, language: str = "") -> str:
    """``words`` in that language, or in the one in use."""
    return _retold(words, language or current()) if words else ""


@lru_cache(2_000)
def _retold(words: str, language: str) -> str:
    """The longest run of sentences that one text explains, then the rest."""
    parts = _SENTENCE.split(words)
    for count in range(len(parts), 0, -1):
        head = " ".join(parts[:count])
        if (found := _whole(head, language)) is not None:
            rest = " ".join(parts[count:])
            return f"{found} {_retold(rest, language)}" if rest else found
    first, rest = parts[0], " ".join(parts[1:])
    return f"{first} {_retold(rest, language)}" if rest else first


def _whole(words: str, language: str) -> str | None:
    """``words`` as the text that explains all of them says it, None where none does."""
    if len(_LETTERS.findall(words)) < LEAST:
        return None
    for text in _texts():
        if all(piece in words for piece in text.pieces) and (
            found := re.fullmatch(text.pattern, words, re.DOTALL)
        ):
            values = {name: _retold(value, language) for name, value in found.groupdict().items()}
            return fill(text.said[language], values)
    return None


@cache
def _texts() -> list[_Text]:
    """Every text in each language, those first that say most by themselves."""
    found = [
        text
        for vi, en in english().items()
        for written in dict.fromkeys((vi, en))
        if (text := _text(written, dict(zip(LANGUAGES, (vi, en), strict=True))))
    ]
    return sorted(found, key=lambda text: -sum(map(len, text.pieces)))


def _text(written: str, said: dict[str, str]) -> _Text | None:
    pattern, pieces, seen = "", list[str](), set[str]()
    for literal, name, form in _parsed(written):
        pattern += re.escape(literal)
        pieces.append(literal)
        if name is None:
            continue
        if form and "|" in form:
            pattern += "(?:" + "|".join(map(re.escape, form.split("|"))) + ")"
        elif name in seen:
            pattern += f"(?P={name})"
        else:
            pattern += f"(?P<{name}>.+?)"
            seen.add(name)
    if len(_LETTERS.findall("".join(pieces))) < LEAST:
        return None
    return _Text(said, tuple(filter(None, pieces)), pattern)


def _parsed(written: str) -> Iterator[tuple[str, str | None, str | None]]:
    for literal, name, form, _ in Formatter().parse(written):
        yield literal, name, form
