"""A book: one folder, one process, nothing readable without its key, whole after every accident."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path
from shutil import copytree

import pytest

from desktop.records import cipher, drafts, journal, queries, store, units
from desktop.records.book import Book
from desktop.records.errors import (
    BookBusy,
    BookDamaged,
    BookExists,
    BookMissing,
    BookTooNew,
    DiskError,
    InputError,
    WrongPassphrase,
)
from tests.records.making import NOW, OUTREACH, PASSPHRASE, Shelf, event, save
from tests.texts import ROOT

OFFICE = units.find("2021", "01864")
CANARY = "chim bạch yến hót ở Nà Phầy"

HOLDER = """
import sys
from pathlib import Path
from desktop.records.book import Book
with Book.open(Path(sys.argv[1]), sys.argv[2]):
    print("open", flush=True)
    sys.stdin.read()
"""

VICTIM = """
import os, sys
from pathlib import Path
from desktop.records import store
from desktop.records.book import Book
from tests.records.making import NOW, OUTREACH, event
book = Book.open(Path(sys.argv[1]), sys.argv[2])
for number in range(3):
    row = event(attendees=number, women=0)
    print(store.save(book, OUTREACH, row, now=NOW, confirmed=True).uid, flush=True)
book.db.execute("BEGIN")
book.db.execute("UPDATE outreach SET attendees = 999")
os._exit(9)
"""


def process(program: str, folder: Path) -> subprocess.Popen[str]:
    """Another Python that has the book."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", program, str(folder), PASSPHRASE]
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def test_a_new_book_is_one_office_on_one_device(tmp_path: Path) -> None:
    book, words = Book.create(tmp_path / "mới" / "sổ", PASSPHRASE, OFFICE, now=NOW)
    with book:
        assert (book.office, len(words)) == (OFFICE, 24)
        assert len(bytes.fromhex(book.device)) == 8
        assert book.settings.get("created_at") == "2024-06-03T01:00:00Z"
        assert journal.verify(book.db) is None
        device = book.device
    with Book.open(book.folder, PASSPHRASE) as again:
        assert (again.office, again.device, again.epoch) == (OFFICE, device, book.epoch)
    assert {path.name for path in book.folder.iterdir() if path.is_dir()} == {
        "outbox",
        "inbox",
        "backups",
    }
    assert not list(book.folder.glob("new.db*"))


def test_saved_rows_are_there_after_closing_and_opening(folder: Path) -> None:
    with Book.open(folder, PASSPHRASE) as book:
        uid = save(book, "outreach", event(place="Nà Coóc", topics=["TAC_HAI"], cost=1_200_000))
        before = queries.get(book.db, OUTREACH, uid)
    with Book.open(folder, PASSPHRASE) as book:
        assert queries.get(book.db, OUTREACH, uid) == before
        assert journal.verify(book.db) is None


def test_the_recovery_words_open_the_book(shelf: Shelf, folder: Path) -> None:
    with Book.open(folder, " ".join(shelf.words)) as book:
        assert book.office == OFFICE


def test_a_wrong_passphrase_opens_nothing_and_leaves_the_book_free(folder: Path) -> None:
    with pytest.raises(WrongPassphrase):
        Book.open(folder, PASSPHRASE + "!")
    Book.open(folder, PASSPHRASE).close()


def test_a_second_process_is_refused_politely_until_the_first_is_done(folder: Path) -> None:
    with process(HOLDER, folder) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(BookBusy, match="Đóng cửa sổ kia"):
            Book.open(folder, PASSPHRASE)
        holder.communicate("")
    Book.open(folder, PASSPHRASE).close()


def test_what_was_acknowledged_outlives_a_process_that_dies(folder: Path) -> None:
    with process(VICTIM, folder) as victim:
        out, _ = victim.communicate()
    assert victim.returncode == 9
    with Book.open(folder, PASSPHRASE) as book:
        rows = list(queries.rows(book.db, OUTREACH))
        assert [row["uid"] for row in rows] == out.split()
        assert [row["attendees"] for row in rows] == [0, 1, 2]
        assert journal.verify(book.db) is None


def test_the_same_process_cannot_open_it_twice_either(book: Book) -> None:
    with pytest.raises(BookBusy):
        Book.open(book.folder, PASSPHRASE)


def test_a_book_opened_in_one_thread_is_free_once_another_closes_it(folder: Path) -> None:
    opened: list[Book] = []
    worker = threading.Thread(target=lambda: opened.append(Book.open(folder, PASSPHRASE)))
    worker.start()
    worker.join()

    opened[0].close()

    Book.open(folder, PASSPHRASE).close()


def test_nothing_can_be_read_without_the_key(folder: Path) -> None:
    with Book.open(folder, PASSPHRASE) as book:
        save(book, "outreach", event(place=CANARY))
        book.settings.put(canary=CANARY)
        while_open = _bytes(folder)
    for content in (while_open, _bytes(folder)):
        assert len(content) > 100_000
        for readable in (
            CANARY,
            "bach yen",
            "SQLite format 3",
            "outreach",
            "CREATE TABLE",
            "01864",
        ):
            assert readable.encode() not in content


def test_no_page_of_the_file_looks_like_another(folder: Path) -> None:
    content = (folder / "book.db").read_bytes()
    blocks = [content[at : at + 16] for at in range(0, len(content), 16)]
    assert len(set(blocks)) == len(blocks)


def test_a_folder_with_a_book_takes_no_second_one(folder: Path) -> None:
    before = _bytes(folder)
    with pytest.raises(BookExists, match="đã có một sổ"):
        Book.create(folder, PASSPHRASE, OFFICE, now=NOW)
    assert _bytes(folder) == before
    Book.open(folder, PASSPHRASE).close()


@pytest.mark.parametrize("name", ["", "trống", "book.db"])
def test_a_folder_without_a_book_is_named_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / "book.db").mkdir()
    place = tmp_path / "trống" if name == "trống" else tmp_path / name
    with pytest.raises(BookMissing, match=str(place)):
        Book.open(place, PASSPHRASE)
    assert [path.name for path in tmp_path.iterdir()] == ["book.db"]


def test_a_short_passphrase_makes_no_book(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ít nhất 8"):
        Book.create(tmp_path / "sổ", "ngắn", OFFICE, now=NOW)
    assert not (tmp_path / "sổ").exists()


def test_a_creation_that_was_cut_off_leaves_no_book_and_can_be_repeated(
    shelf: Shelf, tmp_path: Path
) -> None:
    half = copytree(shelf.folder, tmp_path / "sổ")
    content = (half / "book.db").read_bytes()
    (half / "book.db").unlink()
    (half / "new.db").write_bytes(content[: len(content) // 2])
    (half / "new.db-wal").write_bytes(b"half a page")
    with pytest.raises(BookMissing):
        Book.open(half, PASSPHRASE)
    book, _ = Book.create(half, "mật khẩu khác hẳn", OFFICE, now=NOW)
    book.close()
    Book.open(half, "mật khẩu khác hẳn").close()
    assert not list(half.glob("new.db*"))


def test_a_place_that_cannot_hold_a_book_is_told(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    (tmp_path / "sổ" / "new.db").mkdir(parents=True)
    for place in (tmp_path / "tệp" / "sổ", tmp_path / "sổ"):
        with pytest.raises(DiskError, match="Chọn một thư mục khác"):
            Book.create(place, PASSPHRASE, OFFICE, now=NOW)


def test_keys_of_another_book_do_not_fit(shelf: Shelf, district_shelf: Shelf, folder: Path) -> None:
    content = (district_shelf.folder / "book.db").read_bytes()
    (folder / "book.db").write_bytes(content)
    with pytest.raises(BookDamaged, match="khôi phục từ bản sao lưu"):
        Book.open(folder, PASSPHRASE)


@pytest.mark.parametrize("seed", range(24))
def test_a_flipped_bit_is_noticed_before_anything_false_is_shown(
    shelf: Shelf, tmp_path: Path, seed: int
) -> None:
    folder = copytree(shelf.folder, tmp_path / "sổ")
    spoilt = bytearray((folder / "book.db").read_bytes())
    draw = random.Random(seed)
    spoilt[draw.randrange(len(spoilt))] ^= 1 << draw.randrange(8)
    (folder / "book.db").write_bytes(spoilt)
    try:
        with Book.open(folder, PASSPHRASE) as book:
            noticed = book.db.execute("PRAGMA cipher_integrity_check").fetchall()
    except BookDamaged:
        return
    assert noticed


@pytest.mark.parametrize("length", [0, 1, 4096, 100_000])
def test_a_truncated_book_is_damaged(folder: Path, length: int) -> None:
    content = (folder / "book.db").read_bytes()
    (folder / "book.db").write_bytes(content[:length])
    with pytest.raises(BookDamaged):
        Book.open(folder, PASSPHRASE)


def test_a_book_of_a_later_edition_is_left_alone(folder: Path) -> None:
    with Book.open(folder, PASSPHRASE) as book:
        book.db.execute("PRAGMA user_version = 999")
    before = (folder / "book.db").read_bytes()
    with pytest.raises(BookTooNew, match="bản mới"):
        Book.open(folder, PASSPHRASE)
    assert (folder / "book.db").read_bytes() == before


def test_a_worker_thread_reads_through_a_connection_of_its_own(book: Book) -> None:
    save(book, "outreach", event())
    counts: list[int] = []

    def work() -> None:
        db = book.connect()
        counts.append(queries.count(db, OUTREACH))
        db.close()

    worker = threading.Thread(target=work)
    with book.db.atomic():  # a long write on the window's side does not hold the reader up
        book.db.execute("UPDATE outreach SET note = 'x'")
        worker.start()
        worker.join(5)
    assert counts == [1]


def test_a_book_that_another_connection_is_writing_says_so(book: Book) -> None:
    other = book.connect()
    book.db.execute("PRAGMA busy_timeout = 50")
    with other.atomic(), pytest.raises(BookBusy, match="cửa sổ khác"):
        other.execute("UPDATE settings SET value = value")
        store.save(book, OUTREACH, event(), now=NOW)
    other.close()
    assert store.save(book, OUTREACH, event(), now=NOW).version == 1


def test_what_is_written_beside_a_transaction_waits_for_its_end(book: Book) -> None:
    """Else the transaction, which has begun to read, could not write any more."""
    other = book.connect()
    other.execute("PRAGMA busy_timeout = 0")
    draft = drafts.Draft("media", "", "2024-05-07T00:00:00Z", {})
    with book.db.atomic():
        queries.count(book.db, OUTREACH)
        with pytest.raises(BookBusy):
            drafts.write(other, [draft])
        store.save(book, OUTREACH, event(), now=NOW)
    drafts.write(other, [draft])
    other.close()
    assert drafts.waiting(book.db) == [draft]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("application_id", cipher.APPLICATION_ID),
    ],
)
def test_the_file_is_kept_as_the_design_says(book: Book, pragma: str, value: str | int) -> None:
    for db in (book.db, book.connect()):
        assert db.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
