"""Identifiers drawn by lot: rows, devices, referral slips; the signs of codes that people copy."""

import secrets
from datetime import datetime
from uuid import UUID

SIGNS = "23456789BCDFGHJKMNPQRTVWXZ"
"""No vowels (no words), nothing that reads like another sign."""

_CASE_LENGTH = 7


_latest = 0


def new_uid(now: datetime) -> str:
    """A UUID version 7 (RFC 9562): in order of time, so that the table grows at its end.

    Those of one millisecond come in the order they were drawn (section 6.2, method 2), so that
    the rows of a file keep their order.
    """
    global _latest  # noqa: PLW0603 - the order is that of this process
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    number = (milliseconds << 80) | (7 << 76) | (secrets.randbits(12) << 64)
    number |= (0b10 << 62) | secrets.randbits(61)
    if number >> 80 == _latest >> 80:
        number = _latest + 1 + secrets.randbits(32)
    _latest = number
    return str(UUID(int=number))


def new_device() -> str:
    """A random name for one laptop: 16 hexadecimal digits."""
    return secrets.token_hex(8)


def new_epoch() -> str:
    """A random name for one unbroken run of packet numbers: 8 hexadecimal digits."""
    return secrets.token_hex(4)


def new_case_code() -> str:
    """A random slip code with a check sign at its end; nothing about a person is in it."""
    body = "".join(secrets.choice(SIGNS) for _ in range(_CASE_LENGTH))
    return body + check_sign(body)


def is_case_code(code: str) -> bool:
    """Whether ``code`` could be a slip code and was typed without a slip."""
    fits = len(code) == _CASE_LENGTH + 1 and all(sign in SIGNS for sign in code)
    return fits and check_sign(code[:-1]) == code[-1]


def check_sign(body: str) -> str:
    """The sign that ends a code: Luhn mod N (ISO/IEC 7812-1 generalised), which shows every single
    mistyped sign."""
    size, total = len(SIGNS), 0
    for place, sign in enumerate(reversed(body)):
        step = SIGNS.index(sign) * (2 if place % 2 == 0 else 1)
        total += step // size + step % size
    return SIGNS[-total % size]
