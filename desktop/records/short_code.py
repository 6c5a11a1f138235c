"""A file's digest as a code that fits on paper and can be read out over the telephone.

Nine signs carry 42 bits of a SHA-256 (its first six bytes as a number, modulo 26⁹), the tenth is a
check sign; they are written in two groups of five. A code compares two things that both exist; it
replaces no signature.
"""

import re

from desktop.records.identifiers import SIGNS, check_sign
from desktop.records.language import t
from desktop.records.text import unmarked

LENGTH = 10
_GROUP = 5
_BETWEEN = re.compile(r"[\s.\-\u2010-\u2015]+")


def of(sha256_hex: str) -> str:
    """The code of a digest, as in ``7K2M9-QXR4D``; raises ValueError for what is no digest."""
    number = int.from_bytes(bytes.fromhex(sha256_hex)[:6], "big")
    body = ""
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(SIGNS))
        body = SIGNS[place] + body
    code = body + check_sign(body)
    return f"{code[:_GROUP]}-{code[_GROUP:]}"


def aloud(code: str) -> str:
    """A code as it is read out: every sign by its name, a dash between the groups."""
    names = dict(pair.split(" ", 1) for pair in _names().split(", "))
    return " – ".join(", ".join(names[sign] for sign in group) for group in code.split("-"))


def _names() -> str:
    return t(
        "2 hai, 3 ba, 4 bốn, 5 năm, 6 sáu, 7 bảy, 8 tám, 9 chín, B bê, C xê, D đê, F ép, G giê, "
        "H hát, J gi, K ca, M em-mờ, N en-nờ, P pê, Q quy, R e-rờ, T tê, V vê, W vê-kép, X ích, "
        "Z dét"
    )


def matches(typed: str, sha256_hex: str) -> bool:
    """Whether a person typed the code of that digest."""
    return read(typed) == of(sha256_hex)


def read(typed: str) -> str | None:
    """What was typed in the form of ``of``, None when it is no code: a sign is wrong or missing.

    Case, spaces and hyphens do not matter, nor what a Vietnamese keyboard makes of DD and W.
    """
    signs = typed.upper().replace("Đ", "DD").replace("Ư", "W")
    code = _BETWEEN.sub("", unmarked(signs))
    fits = len(code) == LENGTH and all(sign in SIGNS for sign in code)
    if not fits or check_sign(code[:-1]) != code[-1]:
        return None
    return f"{code[:_GROUP]}-{code[_GROUP:]}"
