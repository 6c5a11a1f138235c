"""Keys as they are made outside the tests, where they are searched for."""

from math import gcd

from sync.pki.certificates import make_key
from sync.pki.profile import KEY_BITS, PUBLIC_EXPONENT
from tests import keys


def test_a_key_is_of_its_length_and_no_other_shares_a_prime_with_it() -> None:
    with keys.searched():
        one, other = (make_key().private_numbers() for _ in range(2))

    for made in (one, other):
        assert made.public_numbers.n.bit_length() == KEY_BITS
        assert made.public_numbers.e == PUBLIC_EXPONENT
    assert gcd(one.public_numbers.n, other.public_numbers.n) == 1


def test_the_keys_of_the_tests_are_keys_of_that_length_too() -> None:
    made = [make_key() for _ in range(30)]

    assert {key.key_size for key in made} == {KEY_BITS}
    assert len({key.private_numbers().public_numbers.n for key in made}) == len(made)
    assert not {key.private_numbers().p for key in made} - keys.known()
