"""Codes that words in a file may mean: offered to a person, never taken by themselves."""

from difflib import SequenceMatcher

from desktop.records import lists
from desktop.records.fields import Field
from sync.intake import vocabulary
from sync.intake.vocabulary import plain

_MOST = 3
_LEAST = 0.45


def suggest(field: Field, words: str) -> tuple[str, ...]:
    """Up to three codes of the field's lists, the likeliest first.

    A code is likelier the more of its words are among those given, and the more letters agree.
    """
    given = plain(words)
    scores: dict[str, float] = {}
    for known, code in vocabulary.code_words(field).items():
        if code in lists.codes(field.lists):
            scores[code] = max(scores.get(code, 0.0), _likeness(given, known))
    best = sorted(scores, key=lambda code: -scores[code])[:_MOST]
    return tuple(code for code in best if scores[code] >= _LEAST)


def _likeness(given: str, known: str) -> float:
    mine, theirs = set(given.split()), set(known.split())
    if not mine or not theirs:
        return 0.0
    shared = len(mine & theirs) / len(theirs)
    return 0.6 * shared + 0.4 * SequenceMatcher(None, given, known).ratio()
