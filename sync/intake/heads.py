"""Which field a column holds, by the words above it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from desktop.records.registers import Register
from sync.intake import vocabulary
from sync.intake.vocabulary import plain

JOINT = " – "
"""Between the lines of a head that has several."""

SURE = 0.9
"""From here on a guess needs no person to confirm it."""

_POSSIBLE = 0.6
_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class Guess:
    """A field that a column seems to hold; ``sure`` when its head says so in so many words."""

    field: str
    score: float

    @property
    def sure(self) -> bool:
        return self.score >= SURE


def assign(register: Register, heads: Iterable[str]) -> dict[str, Guess]:
    """The best guess for each head that has one; no field is given to two columns."""
    offers = sorted(
        (
            (-score, place, head, field)
            for place, head in enumerate(heads)
            if not is_ignored(register, head) and not is_personal(register, head)
            for field, score in _scores(register, head).items()
        ),
    )
    found: dict[str, Guess] = {}
    taken: set[str] = set()
    for score, _, head, field in offers:
        if head not in found and field not in taken:
            found[head] = Guess(field, -score)
            taken.add(field)
    return found


def is_ignored(register: Register, head: str) -> bool:
    """Whether the column only numbers the lines, and that number is no field of the register."""
    said = plain(head)
    return said in vocabulary.phrases("ignored") and said not in vocabulary.heads(register)


def is_personal(register: Register, head: str) -> bool:
    """Whether the column is about a person, for whom the record has no place."""
    known = vocabulary.heads(register)
    parts = [plain(part) for part in head.split(JOINT)]
    said = {plain(head), *parts}
    counts = len(parts) > 1 and parts[-1] in vocabulary.phrases("totals")
    if counts or said & known.keys():
        return False
    begins = vocabulary.phrases("personal_begins") - known.keys()
    return bool(said & vocabulary.phrases("personal")) or any(
        f"{words} ".startswith(f"{begin} ") for words in said for begin in begins
    )


def _scores(register: Register, head: str) -> dict[str, float]:
    """How well each field fits, for those that do at all."""
    known = vocabulary.heads(register)
    scores: dict[str, float] = {}
    for words, weight in _readings(head):
        if field := known.get(words):
            scores[field] = max(scores.get(field, 0), weight)
    if not scores:
        for words, field in known.items():
            likeness = 0.85 * _likeness(plain(head), words)
            if likeness >= _POSSIBLE:
                scores[field] = max(scores.get(field, 0), likeness)
    return scores


def _readings(head: str) -> list[tuple[str, float]]:
    """The words of a head, and what is left when parts of it are taken to be explanation."""
    parts = head.split(JOINT)
    bare = [_BRACKETS.sub(" ", part) for part in parts]
    readings = [(" ".join(parts), 1.0), (" ".join(bare), 0.97), (parts[-1], 0.95), (bare[-1], 0.93)]
    if len(parts) > 1:
        whole = plain(parts[-1]) in vocabulary.phrases("totals")
        readings.append((bare[0], 0.92 if whole else _POSSIBLE))
    return [(plain(words), weight) for words, weight in readings]


def _likeness(head: str, known: str) -> float:
    """1 for the same words; nearly that when all words of ``known`` are in ``head``."""
    inside = set(known.split()) <= set(head.split())
    if inside and len(known.split()) > 1:
        return 0.95
    return SequenceMatcher(None, head, known).ratio() if head and known else 0.0
