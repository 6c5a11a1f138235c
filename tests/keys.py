"""Keys for tests, which make and open books and enrol offices all the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations, cycle
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from desktop.records import vault

SHIPPED = vault._MEMORY_KIB, vault._ITERATIONS
"""What new slots cost outside the tests: KiB and iterations."""
PRIMES = Path(__file__).with_name("primes.txt")
"""Of half the length that the keys of offices have; they are known to all, and secret nowhere."""
EXPONENT = 65537
_found = rsa.generate_private_key


@contextmanager
def cheap() -> Iterator[None]:
    """New key slots at the least that Argon2id costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "_MEMORY_KIB", 8)
        patch.setattr(vault, "_ITERATIONS", 1)
        yield


@contextmanager
def ready() -> Iterator[None]:
    """New RSA keys without a search for primes: each is of two others of those that are known."""
    primes = sorted(known())
    length, pairs = 2 * primes[0].bit_length(), cycle(combinations(primes, 2))

    def put_together(exponent: int, bits: int) -> rsa.RSAPrivateKey:
        ours = (exponent, bits) == (EXPONENT, length)
        return _of(exponent, *next(pairs)) if ours else _found(exponent, bits)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rsa, "generate_private_key", put_together)
        yield


@contextmanager
def searched() -> Iterator[None]:
    """New RSA keys as they are made outside the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rsa, "generate_private_key", _found)
        yield


def known() -> set[int]:
    """Those primes."""
    return {int(line, 16) for line in PRIMES.read_text("ascii").split()}


def _of(exponent: int, p: int, q: int) -> rsa.RSAPrivateKey:
    private = pow(exponent, -1, (p - 1) * (q - 1))
    parts = private, rsa.rsa_crt_dmp1(private, p), rsa.rsa_crt_dmq1(private, q)
    public = rsa.RSAPublicNumbers(exponent, p * q)
    numbers = rsa.RSAPrivateNumbers(p, q, *parts, rsa.rsa_crt_iqmp(p, q), public)
    return numbers.private_key(unsafe_skip_rsa_key_validation=True)
