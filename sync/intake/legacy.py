"""Text typed for the fonts of the years before Unicode: .VnTime (TCVN3) and VNI-Times (VNI).

Such text is known by the font of its cell, never by its looks: without such a font it is only
pointed out, and a person decides. TCVN3 spells ư with U+00AD, which other programs trim away; so
this comes before anything else that is done to a text.
"""

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import islice, product

import resources
from desktop.records.text import nfc, unmarked
from sync.intake.grid import Cell, Grid


class Encoding(StrEnum):
    """What a font makes of the signs in its cells."""

    UNICODE = ""
    TCVN3 = "TCVN3"
    VNI = "VNI"


Fonts = Mapping[str, Encoding]
"""What a person decided about fonts, by name; "" stands for cells without one."""

NO_FONTS: Fonts = {}

_UNICODE_ONLY = re.compile(r"[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
"""Letters that no single byte holds: such text has been converted, or was never legacy."""

_WORD = re.compile(r"[^\s\d,.;:()/\"“”–-]*[^\x00-\x7f\s,.;:()/\"“”–-][^\s\d,.;:()/\"“”–-]*")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    r"(?:a[iouy]?|e[ou]?|i(?:a|eu?|u)?|o(?:a[ioy]?|eo?|i|o)?|ye?u?"
    r"|u(?:a[ioy]?|e|i|o[iu]?|u|y(?:a|eu?|u)?)?)"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzđ") | {
    nfc(letter + tone)
    for letter, tone in product(
        "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    )
}
_ENOUGH_WORDS = 5
_SAMPLES = 5


@dataclass(frozen=True)
class Sample:
    """Cells of one font: what they mean by it, and how some of them read before and after.

    ``certain`` says that the font itself tells; else only the words suggest it, and they stay as
    they are until a person decides.
    """

    font: str
    encoding: Encoding
    certain: bool
    cells: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def encoding_of(font: str) -> Encoding:
    """What a font's name says: .Vn… is TCVN3, VNI-… is VNI."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith("vni-") else Encoding.UNICODE


def text_of(cell: Cell, fonts: Fonts) -> str:
    """The text of a cell in Unicode, NFC, by the fonts of its pieces and what was decided."""
    pieces = cell.runs or ((cell.font, str(cell.value)),)
    return nfc("".join(to_unicode(text, font, fonts) for font, text in pieces))


def to_unicode(text: str, font: str, fonts: Fonts) -> str:
    """``text`` as cells in ``font`` mean it; in .Vn… fonts that end in H all letters are large.

    Text that was Vietnamese and would no longer be so has been typed in Unicode, whatever its font.
    """
    encoding = fonts.get(font, encoding_of(font))
    if encoding is Encoding.UNICODE or text.isascii() or _UNICODE_ONLY.search(text):
        return text
    found = convert(text, encoding)
    if readable(text) > readable(found):
        return text
    capitals = encoding_of(font) is Encoding.TCVN3 and font.rstrip().endswith("H")
    return found.upper() if capitals else found


@lru_cache(10_000)
def convert(text: str, encoding: Encoding) -> str:
    """Legacy text in Unicode, NFC. Where two signs make one letter, the longest match wins."""
    pattern, letters = _table(encoding)
    return nfc(pattern.sub(lambda found: letters[found[0]], text))


def samples(grid: Grid) -> list[Sample]:
    """One sample for each font that needs, or seems to need, conversion; the frequent ones first.

    Only texts beyond ASCII count: the others read the same in every encoding.
    """
    texts: dict[str, list[str]] = {}
    for font, text in _pieces(grid):
        if not text.isascii() and not _UNICODE_ONLY.search(text):
            texts.setdefault(font, []).append(text)
    found = [sample for font, said in texts.items() if (sample := _sample(font, said))]
    return sorted(found, key=lambda sample: -sample.cells)


@lru_cache(10_000)
def readable(text: str) -> float:
    """The share of the words beyond ASCII that could be Vietnamese; 1 when there are none."""
    words = _WORD.findall(nfc(text))
    return sum(map(_is_syllable, words)) / len(words) if words else 1.0


def _sample(font: str, texts: list[str]) -> Sample | None:
    encoding = encoding_of(font)
    certain = encoding is not Encoding.UNICODE
    if not certain and (encoding := _guessed(texts)) is Encoding.UNICODE:
        return None
    before = tuple(islice(dict.fromkeys(texts), _SAMPLES))
    after = tuple(to_unicode(text, font, {font: encoding}) for text in before)
    return Sample(font, encoding, certain, len(texts), before, after)


def _guessed(texts: list[str]) -> Encoding:
    """The encoding by which the texts become Vietnamese, when they are not as they stand."""
    whole = " ".join(texts[:500])
    if len(_WORD.findall(whole)) < _ENOUGH_WORDS:
        return Encoding.UNICODE
    shares = {e: readable(convert(whole, e)) for e in (Encoding.TCVN3, Encoding.VNI)}
    best = max(shares, key=lambda encoding: shares[encoding])
    better = shares[best] > 0.85 and shares[best] - readable(whole) > 0.25
    return best if better else Encoding.UNICODE


def _pieces(grid: Grid) -> Iterable[tuple[str, str]]:
    for sheet in grid.sheets:
        for line in sheet.lines:
            for cell in line.cells:
                if isinstance(cell.value, str):
                    yield from cell.runs or ((cell.font, cell.value),)


def _is_syllable(word: str) -> bool:
    small = word.casefold()
    if not (word.islower() or word.istitle() or word.isupper()):
        return False
    return _LETTERS.issuperset(small) and bool(_SYLLABLE.fullmatch(unmarked(small)))


@cache
def _table(encoding: Encoding) -> tuple[re.Pattern[str], dict[str, str]]:
    name, key, make = _TABLES[encoding]
    with resources.path("encodings", name).open(encoding="utf-8", newline="") as file:
        letters = {make(line[key]): line["unicode_char"] for line in csv.DictReader(file)}
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), letters


_TABLES: dict[Encoding, tuple[str, str, Callable[[str], str]]] = {
    Encoding.TCVN3: ("tcvn3_to_unicode.csv", "byte", lambda code: chr(int(code, 16))),
    Encoding.VNI: ("vni_to_unicode.csv", "vni_sequence", str),
}
"""The tables, compared with glibc's TCVN5712-1 and two published VNI tables."""
