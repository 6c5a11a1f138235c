"""R8 and R9: backup, wipe, restore; one bit flipped in the book, its key slots or a backup."""

from __future__ import annotations

import random
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import copytree, rmtree

import pytest
import sqlcipher3.dbapi2

from desktop.records import backup, health, restoring, store, units, vault
from desktop.records.book import FILE, Book
from desktop.records.cipher import Database
from desktop.records.errors import BookDamaged, WrongPassphrase
from tests.district import whole
from tests.records.making import (
    MODELS,
    NOW,
    OUTREACH,
    PASSPHRASE,
    Shelf,
    event,
    make_book,
    model,
    referral,
    save,
    site,
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A commune's book with some work in it."""
    place = tmp_path_factory.mktemp("shelf") / "xã"
    made = make_book(place, units.find("2021", "01864"))
    with Book.open(place, PASSPHRASE) as book:
        work(book, random.Random("shelf"))
    return made


def work(book: Book, draw: random.Random) -> None:
    """Rows of several registers, some changed, some taken out."""
    for number in range(draw.randint(2, 6)):
        uid = save(book, "outreach", event(place=f"Thôn {draw.random()}", attendees=20 + number))
        if draw.random() < 0.3:
            store.retire(book, OUTREACH, uid, "thử", now=NOW)
    save(book, "sites", site(name=f"Quán {draw.random()}"))
    save(book, "referrals", referral())
    group = model(name=f"Nhóm {draw.random()}")
    uid = save(book, "models", group)
    store.save(book, MODELS, group | {"uid": uid, "members": draw.randint(1, 40)}, now=NOW)


def content(db: Database) -> dict[str, str]:
    """A digest of every table but for what restoring is there to change."""
    found = {}
    for name in sorted(set(db.table_names()) - {"sqlite_sequence", "packets"}):
        where = "WHERE name NOT IN ('epoch', 'sequence_floor')" if name == "settings" else ""
        where = "WHERE action NOT IN ('backup', 'restore')" if name == "journal" else where
        cells = db.execute(f'SELECT * FROM "{name}" {where} ORDER BY 1').fetchall()
        found[name] = sha256(repr(cells).encode()).hexdigest()
    return found


def differences(shelf: Shelf, folder: Path, seed: int) -> set[str]:
    """The tables that say something else after backup, wipe and restore."""
    place = copytree(shelf.folder, folder / "xã")
    with Book.open(place, PASSPHRASE) as book:
        work(book, random.Random(seed))
        before = content(book.db)
        made = backup.make(book, now=NOW, out=folder / "usb")
    rmtree(place)
    restoring.restore(made.path, place, PASSPHRASE, now=NOW)
    with Book.open(place, PASSPHRASE) as book:
        after = content(book.db)
        assert health.check(book) == []
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.mark.parametrize("seed", range(10))
def test_what_was_wiped_comes_back_as_it_was(shelf: Shelf, tmp_path: Path, seed: int) -> None:
    assert differences(shelf, tmp_path, seed) == set()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 110))
def test_what_was_wiped_comes_back_as_it_was_at_length(
    shelf: Shelf, tmp_path: Path, seed: int
) -> None:
    assert differences(shelf, tmp_path, seed) == set()


def test_control_a_copy_without_one_table_is_noticed(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = backup._add_packets

    def careless(book: Book, db: Database) -> None:
        honest(book, db)
        db.execute("DELETE FROM models")
        db.conn.commit()

    monkeypatch.setattr(backup, "_add_packets", careless)
    with pytest.raises(AssertionError):
        differences(shelf, tmp_path, 1)


def flip(file: Path, draw: random.Random) -> None:
    spoilt = bytearray(file.read_bytes())
    spoilt[draw.randrange(len(spoilt))] ^= 1 << draw.randrange(8)
    file.write_bytes(spoilt)


def opened(folder: Path, expected: str) -> str:
    """What an officer meets who opens the book: the damage is told, does no harm, or is missed."""
    try:
        with Book.open(folder, PASSPHRASE) as book:
            if health.check(book):
                return "detected"
            return "harmless" if whole(book.db) == expected else "missed"
    except (BookDamaged, WrongPassphrase):
        return "detected"


def in_the_book(shelf: Shelf, folder: Path, draw: random.Random) -> str:
    with Book.open(copytree(shelf.folder, folder / "xã"), PASSPHRASE) as book:
        expected = whole(book.db)
    flip(folder / "xã" / FILE, draw)
    return opened(folder / "xã", expected)


def in_a_slot(shelf: Shelf, folder: Path, draw: random.Random) -> str:
    with Book.open(copytree(shelf.folder, folder / "xã"), PASSPHRASE) as book:
        expected = whole(book.db)
    flip(folder / "xã" / draw.choice(vault.COPIES), draw)
    with Book.open(folder / "xã", PASSPHRASE) as book:
        assert whole(book.db) == expected, "the other copy opens the book"
    return opened(folder / "xã", expected)


def in_a_backup(shelf: Shelf, folder: Path, draw: random.Random) -> str:
    with Book.open(copytree(shelf.folder, folder / "xã"), PASSPHRASE) as book:
        expected = content(book.db)
        made = backup.make(book, now=NOW, out=folder / "usb")
    flip(made.path, draw)
    try:
        restoring.restore(made.path, folder / "new", PASSPHRASE, now=NOW)
    except (BookDamaged, WrongPassphrase):
        return "detected"
    with Book.open(folder / "new", PASSPHRASE) as book:
        return "harmless" if content(book.db) == expected else "missed"


@pytest.mark.parametrize("place", [in_the_book, in_a_slot, in_a_backup])
def test_a_flipped_bit_is_detected_or_does_no_harm(
    shelf: Shelf, tmp_path: Path, place: Callable[[Shelf, Path, random.Random], str]
) -> None:
    found = [place(shelf, tmp_path / str(seed), random.Random(seed)) for seed in range(17)]
    assert found.count("missed") == 0
    assert found.count("detected") > len(found) // 2


@pytest.mark.soak
@pytest.mark.parametrize("place", [in_the_book, in_a_slot, in_a_backup])
def test_a_flipped_bit_is_detected_or_does_no_harm_at_length(
    shelf: Shelf, tmp_path: Path, place: Callable[[Shelf, Path, random.Random], str]
) -> None:
    for seed in range(1_700):
        folder = tmp_path / str(seed)
        assert place(shelf, folder, random.Random(seed)) != "missed"
        rmtree(folder)


def test_control_without_the_seal_of_each_page_flipped_bits_are_missed(
    shelf: Shelf, tmp_path: Path
) -> None:
    plain = tmp_path / "unsealed.db"
    with Book.open(copytree(shelf.folder, tmp_path / "xã"), PASSPHRASE) as book:
        events = [event(attendees=number, women=0) for number in range(500)]
        store.save_all(book, OUTREACH, events, now=NOW, confirmed=True)
        book.db.execute(f"ATTACH '{plain}' AS plain KEY \"x'{'11' * 32}'\"")
        book.db.execute("PRAGMA plain.cipher_use_hmac = OFF")
        book.db.execute("SELECT sqlcipher_export('plain')")
        expected = content(book.db)
    found = (_unsealed(plain, expected, random.Random(seed), tmp_path) for seed in range(600))
    assert "missed" in found


def _unsealed(plain: Path, expected: dict[str, str], draw: random.Random, folder: Path) -> str:
    spoilt = folder / "spoilt.db"
    spoilt.write_bytes(plain.read_bytes())
    flip(spoilt, draw)
    connection = sqlcipher3.dbapi2.connect(str(spoilt))
    try:
        connection.execute(f"PRAGMA key = \"x'{'11' * 32}'\"")
        connection.execute("PRAGMA cipher_use_hmac = OFF")
        db = Database(connection, execute_plugins=False)
        structure = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not structure or db.execute("PRAGMA foreign_key_check").fetchall():
            return "detected"
        return "harmless" if content(db) == expected else "missed"
    except UnicodeDecodeError:
        return "missed"  # all checks passed, and yet a row is no text any more
    except (BookDamaged, sqlcipher3.dbapi2.Error):
        return "detected"
    finally:
        connection.close()
