"""What free text must not hold: signs of one person in a record that is about none."""

import re
from itertools import pairwise

from desktop.records.text import fold, nfc

_IDENTITY = re.compile(r"(?<!\d)(?:\d{9}|\d{12})(?!\d)")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")


def seems_personal(text: str) -> bool:
    """Whether ``text`` looks like it holds an identity number, a telephone number, or a name in
    one breath with selling sex."""
    text = nfc(text)
    about_sale = "ban dam" in fold(text) and _names_someone(text)
    return bool(_IDENTITY.search(text) or _TELEPHONE.search(text) or about_sale)


def _names_someone(text: str) -> bool:
    """Whether two words in a row are written like a name ("Lò Thị Mai")."""
    return any(
        first.istitle() and second.istitle()
        for first, second in pairwise(_WORD_OR_MARK.findall(text))
    )
