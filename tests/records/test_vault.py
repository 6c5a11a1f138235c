"""The key slots: nothing but the passphrase or the recovery words opens them."""

from __future__ import annotations

import json
import random
from base64 import b64encode
from pathlib import Path
from shutil import copytree
from unicodedata import normalize

import pytest

from desktop.records import recovery, vault
from desktop.records.errors import BookDamaged, InputError, WrongPassphrase
from desktop.records.text import fold
from tests import keys
from tests.records.making import PASSPHRASE, Shelf, write_slots

KEY = bytes(range(32))
WORDS = recovery.to_words(bytes(32))
A, B = vault.COPIES


@pytest.fixture
def slots(tmp_path: Path) -> Path:
    """A folder with two copies of cheap slots around ``KEY``."""
    write_slots(tmp_path, KEY, PASSPHRASE, WORDS)
    return tmp_path


@pytest.fixture
def dear(monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """New slots cost what they cost outside the tests: KiB and iterations."""
    monkeypatch.setattr(vault, "_MEMORY_KIB", keys.SHIPPED[0])
    monkeypatch.setattr(vault, "_ITERATIONS", keys.SHIPPED[1])
    return keys.SHIPPED


def near_misses() -> list[str]:
    """Fifty passphrases that are almost the right one."""
    dropped = [PASSPHRASE[:n] + PASSPHRASE[n + 1 :] for n in range(len(PASSPHRASE))]
    doubled = [PASSPHRASE[: n + 1] + PASSPHRASE[n:] for n in range(len(PASSPHRASE))]
    others = [
        *(PASSPHRASE.upper(), PASSPHRASE.title(), fold(PASSPHRASE), PASSPHRASE.replace(" ", "")),
        *(f" {PASSPHRASE}", f"{PASSPHRASE} ", f"{PASSPHRASE}\n", f"{PASSPHRASE}\x00", ""),
        *(" ".join(WORDS[:23]), " ".join(reversed(WORDS)), " ".join([*WORDS, WORDS[0]])),
        *(bytes(32).hex(), KEY.hex(), "passphrase", "mận nở trắng đồi gần"),
    ]
    return others + dropped + doubled


def test_the_passphrase_opens_the_slots_however_its_letters_are_composed(slots: Path) -> None:
    assert vault.unlock(slots, PASSPHRASE) == KEY
    assert vault.unlock(slots, normalize("NFD", PASSPHRASE)) == KEY


def test_fifty_near_misses_do_not_open_them(slots: Path) -> None:
    tried = near_misses()
    assert len(tried) >= 50
    for passphrase in tried:
        with pytest.raises(WrongPassphrase, match="Mật khẩu không đúng"):
            vault.unlock(slots, passphrase)


@pytest.mark.parametrize(
    "typed", [" ".join(WORDS), fold(" ".join(WORDS)), "\n".join(WORDS).upper()]
)
def test_the_recovery_words_open_them_in_any_spelling(slots: Path, typed: str) -> None:
    assert vault.unlock(slots, typed) == KEY


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"slots": 3}', '{"slots": [{}]}'])
@pytest.mark.parametrize("name", [A, B])
def test_one_damaged_copy_does_no_harm(slots: Path, name: str, damage: str) -> None:
    (slots / name).write_text(damage)
    assert vault.unlock(slots, PASSPHRASE) == KEY


@pytest.mark.parametrize("name", [A, B])
def test_one_missing_copy_does_no_harm(slots: Path, name: str) -> None:
    (slots / name).unlink()
    assert vault.unlock(slots, PASSPHRASE) == KEY


def test_two_damaged_copies_are_told_from_a_wrong_passphrase(slots: Path) -> None:
    (slots / A).write_text("{")
    (slots / B).unlink()
    with pytest.raises(BookDamaged, match=r"khôi phục keys\.json"):
        vault.unlock(slots, PASSPHRASE)


@pytest.mark.parametrize("seed", range(50))
def test_a_flipped_bit_is_harmless_in_one_copy_and_noticed_in_both(slots: Path, seed: int) -> None:
    draw = random.Random(seed)
    spoilt = bytearray((slots / A).read_bytes())
    spoilt[draw.randrange(len(spoilt))] ^= 1 << draw.randrange(8)
    (slots / A).write_bytes(spoilt)
    assert vault.unlock(slots, PASSPHRASE) == KEY
    (slots / B).write_bytes(spoilt)
    assert _outcome(slots) in (KEY, WrongPassphrase, BookDamaged)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory", 10**9),
        ("memory", 0),
        ("memory", "nhiều"),
        ("iterations", 10**9),
        ("iterations", 0),
        ("nonce", ""),
        ("salt", ""),
        ("salt", "AA=="),
        ("wrapped", ""),
        ("wrapped", "không"),
        ("kind", "recovery"),
        ("kind", 7),
        ("kind", None),
    ],
)
def test_slots_that_ask_for_too_much_or_too_little_open_nothing(
    slots: Path, name: str, value: object
) -> None:
    content = json.loads((slots / A).read_bytes())
    for slot in content["slots"]:
        slot[name] = value
    for copy in vault.COPIES:
        (slots / copy).write_text(json.dumps(content))
    assert _outcome(slots) in (WrongPassphrase, BookDamaged)


def test_the_slots_hold_neither_key_nor_passphrase_nor_words(shelf: Shelf) -> None:
    key = vault.unlock(shelf.folder, PASSPHRASE)
    secrets = [key.hex(), b64encode(key).decode(), PASSPHRASE, *shelf.words]
    for name in vault.COPIES:
        text = str(json.loads((shelf.folder / name).read_bytes()))
        assert not [secret for secret in secrets if secret in text]


def test_new_slots_cost_what_they_should_and_every_key_is_new(
    tmp_path: Path, dear: tuple[int, int]
) -> None:
    (tmp_path / "other").mkdir()
    key, words = vault.create(tmp_path, PASSPHRASE)
    other, other_words = vault.create(tmp_path / "other", PASSPHRASE)
    assert key != other
    assert words != other_words
    slots = json.loads((tmp_path / A).read_bytes())["slots"]
    assert {slot["kind"] for slot in slots} == {"passphrase", "recovery"}
    assert all((slot["memory"], slot["iterations"]) == dear for slot in slots)
    assert dear >= (65_536, 3)
    assert (tmp_path / A).read_bytes() == (tmp_path / B).read_bytes()
    assert vault.unlock(tmp_path, " ".join(words)) == key


def test_a_changed_passphrase_closes_the_door_to_the_old_one(slots: Path) -> None:
    vault.change_passphrase(slots, PASSPHRASE, "ruộng bậc thang chín")
    assert vault.unlock(slots, "ruộng bậc thang chín") == KEY
    assert vault.unlock(slots, " ".join(WORDS)) == KEY
    for copy in vault.COPIES:
        lone = copytree(slots, slots / f"only-{copy}", ignore=lambda *_: {"only-keys.json"})
        for other in set(vault.COPIES) - {copy}:
            (lone / other).unlink()
        with pytest.raises(WrongPassphrase):
            vault.unlock(lone, PASSPHRASE)


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_words(slots: Path) -> None:
    vault.change_passphrase(slots, " ".join(WORDS), "ruộng bậc thang chín")
    assert vault.unlock(slots, "ruộng bậc thang chín") == KEY


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("sai mật khẩu", "ruộng bậc thang", WrongPassphrase),
        (PASSPHRASE, "ngắn", InputError),
        (PASSPHRASE, normalize("NFD", "ngắnngắ"), InputError),
    ],
)
def test_a_change_that_cannot_be_leaves_the_slots_as_they_are(
    slots: Path, old: str, new: str, error: type[Exception]
) -> None:
    before = (slots / A).read_bytes()
    with pytest.raises(error):
        vault.change_passphrase(slots, old, new)
    assert (slots / A).read_bytes() == (slots / B).read_bytes() == before


def test_a_passphrase_of_eight_signs_is_long_enough() -> None:
    vault.check_passphrase(normalize("NFD", "ngắnngắn"))


def test_a_change_does_not_spread_damage_to_the_recovery_words(slots: Path) -> None:
    content = json.loads((slots / A).read_bytes())
    content["slots"][1]["wrapped"] = content["slots"][0]["wrapped"]
    (slots / A).write_text(json.dumps(content))
    vault.change_passphrase(slots, PASSPHRASE, "ruộng bậc thang chín")
    assert vault.unlock(slots, " ".join(WORDS)) == KEY


def _outcome(slots: Path) -> bytes | type[Exception]:
    try:
        return vault.unlock(slots, PASSPHRASE)
    except (WrongPassphrase, BookDamaged) as error:
        return type(error)


def test_a_change_that_was_cut_off_between_the_copies_is_completed(slots: Path) -> None:
    before = (slots / B).read_bytes()
    vault.change_passphrase(slots, PASSPHRASE, "một câu mới dễ nhớ")
    (slots / B).write_bytes(before)
    assert vault.unlock(slots, PASSPHRASE) == KEY, "the old one still opens the second copy"

    assert vault.unlock(slots, "một câu mới dễ nhớ") == KEY

    with pytest.raises(WrongPassphrase):
        vault.unlock(slots, PASSPHRASE)
    assert vault.unlock(slots, " ".join(WORDS)) == KEY


def test_new_recovery_words_close_the_door_to_the_old_ones(slots: Path) -> None:
    words = " ".join(vault.change_recovery(slots, PASSPHRASE))
    for copy in vault.COPIES:
        lone = copytree(slots, slots / f"only-{copy}", ignore=lambda *_: {"only-keys.json"})
        for other in set(vault.COPIES) - {copy}:
            (lone / other).unlink()
        assert vault.unlock(lone, words) == vault.unlock(lone, PASSPHRASE) == KEY
        with pytest.raises(WrongPassphrase):
            vault.unlock(lone, " ".join(WORDS))


def test_the_old_words_themselves_may_ask_for_new_ones(slots: Path) -> None:
    words = vault.change_recovery(slots, " ".join(WORDS))
    assert vault.unlock(slots, " ".join(words)) == vault.unlock(slots, PASSPHRASE) == KEY
    with pytest.raises(WrongPassphrase):
        vault.change_recovery(slots, " ".join(WORDS))


def test_new_words_that_were_cut_off_between_the_copies_leave_the_old_ones(slots: Path) -> None:
    before = (slots / B).read_bytes()
    vault.change_recovery(slots, PASSPHRASE)
    (slots / B).write_bytes(before)
    assert vault.unlock(slots, PASSPHRASE) == KEY
    assert vault.unlock(slots, " ".join(WORDS)) == KEY

    words = vault.change_recovery(slots, PASSPHRASE)
    assert vault.unlock(slots, " ".join(words)) == KEY
    with pytest.raises(WrongPassphrase):
        vault.unlock(slots, " ".join(WORDS))


def test_a_passphrase_forgotten_after_such_a_cut_is_replaced_with_the_old_words(
    slots: Path,
) -> None:
    before = (slots / B).read_bytes()
    vault.change_recovery(slots, PASSPHRASE)
    (slots / B).write_bytes(before)
    vault.change_passphrase(slots, " ".join(WORDS), "một câu mới dễ nhớ")
    assert vault.unlock(slots, "một câu mới dễ nhớ") == KEY
    assert vault.unlock(slots, " ".join(WORDS)) == KEY, "nobody has seen the new ones"


def test_the_copies_are_told_apart(slots: Path) -> None:
    assert vault.inspect(slots) == {name: ["passphrase", "recovery"] for name in vault.COPIES}
    assert vault.sound_copies(slots) == {name: slots / name for name in vault.COPIES}
    (slots / A).write_text("{}")
    assert vault.inspect(slots)[A] is None
    assert vault.sound_copies(slots) == {A: slots / B, B: slots / B}
    (slots / B).unlink()
    with pytest.raises(BookDamaged):
        vault.sound_copies(slots)
