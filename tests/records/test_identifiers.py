"""Identifiers are drawn by lot and can be told from mistypings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import RFC_4122, UUID

from desktop.records.identifiers import is_case_code, new_case_code, new_device, new_epoch, new_uid
from tests.records.making import NOW

SIGNS = "23456789BCDFGHJKMNPQRTVWXZ"


def test_a_uid_is_a_uuid_of_version_seven_that_bears_its_moment() -> None:
    uid = UUID(new_uid(NOW))
    assert (uid.version, uid.variant) == (7, RFC_4122)
    assert datetime.fromtimestamp((uid.int >> 80) / 1000, UTC) == NOW
    assert str(uid) == str(uid).lower()


def test_uids_are_in_the_order_of_time_and_never_the_same() -> None:
    moments = [NOW + timedelta(milliseconds=n // 100) for n in range(5000)]
    uids = [new_uid(moment) for moment in moments]
    assert uids == sorted(uids)
    assert len(set(uids)) == 5000
    assert {UUID(uid).version for uid in uids} == {7}


def test_a_clock_set_back_does_not_make_a_uid_twice() -> None:
    uids = {new_uid(NOW - timedelta(seconds=n % 7)) for n in range(1000)}
    assert len(uids) == 1000


def test_slip_codes_are_drawn_anew_and_hold_no_word() -> None:
    codes = {new_case_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 8 and set(code) <= set(SIGNS) for code in codes)
    assert all(is_case_code(code) for code in codes)
    assert not set(SIGNS) & set("AEIOUY01LS")


def test_every_single_mistyped_sign_is_noticed() -> None:
    code = new_case_code()
    for place, right in enumerate(code):
        for wrong in SIGNS.replace(right, ""):
            assert not is_case_code(code[:place] + wrong + code[place + 1 :])


def test_the_check_sign_is_that_of_luhn_so_that_exchanged_neighbours_are_noticed() -> None:
    assert is_case_code("2345678Q")
    for one, other in pairwise("2345678"):
        assert not is_case_code("2345678Q".replace(one + other, other + one))


def test_what_is_no_slip_code_is_noticed() -> None:
    code = new_case_code()
    for typed in ("", code[:-1], code + "2", " " + code[1:], "A" + code[1:]):
        assert not is_case_code(typed)


def test_devices_and_epochs_are_random_hexadecimal() -> None:
    for draw, digits in ((new_device, 16), (new_epoch, 8)):
        assert len({draw() for _ in range(200)}) == 200
        assert len(bytes.fromhex(draw())) * 2 == digits
