"""A file's digest as a code that fits on paper and can be read out over the telephone.

Nine signs carry 42 bits of a SHA-256 (its first six bytes as a number, modulo 26⁹), the tenth is a
check sign; they are written in two groups of five. A code compares two things that both exist; it
replaces no signature.
"""

import re

from desktop.records.identifiers import SIGNS, check_sign
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
