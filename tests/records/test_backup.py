"""A backup is one unreadable, verified file; what is brought back from it says the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest

from desktop.records import backup, crate, journal, mailbox, queries, restoring, vault
from desktop.records.book import FILE, Book
from desktop.records.errors import (
    BookDamaged,
    BookExists,
    DiskError,
    InputError,
    WrongPassphrase,
)
from tests.district import whole
from tests.records import post
from tests.records.making import NOW, OUTREACH, PASSPHRASE, TODAY, Shelf, event, referral, save

CANARY = "chim bạch yến hót ở Nà Phầy"
PACKET = b"PK as its sender signed it"


def restored(made: backup.Backup, folder: Path, passphrase: str = PASSPHRASE) -> Book:
    restoring.restore(made.path, folder, passphrase, now=NOW)
    return Book.open(folder, passphrase)


def received(book: Book, content: bytes, unit: str = "01864") -> Path:
    digest = sha256(content).hexdigest()
    with book.db.atomic():
        entry = mailbox.Received(digest, "x.xlsx", "accepted", "", "2024-06-01T00:00:00Z", unit)
        mailbox.add_received(book.db, entry)
    file = book.folder / "inbox" / f"{digest[:16]}.xlsx"
    file.write_bytes(content)
    return file


def test_what_comes_back_says_the_same_but_for_its_epoch(book: Book, tmp_path: Path) -> None:
    uid = save(book, "outreach", event(place=CANARY))
    save(book, "referrals", referral())
    made = backup.make(book, now=NOW)
    before = whole(book.db)
    with restored(made, tmp_path / "mới") as again:
        assert queries.get(again.db, OUTREACH, uid) == queries.get(book.db, OUTREACH, uid)
        assert (again.office, again.device) == (book.office, book.device)
        assert again.epoch != book.epoch
        assert journal.verify(again.db) is None
        assert again.db.table_names() == book.db.table_names()
        save(again, "outreach", event())
    assert whole(book.db) == before


def test_nothing_in_a_backup_can_be_read(book: Book) -> None:
    save(book, "outreach", event(place=CANARY))
    content = backup.make(book, now=NOW).path.read_bytes()
    for readable in (CANARY, "bach yen", "SQLite format 3", "outreach", "CREATE TABLE", "phiếu"):
        assert readable.encode() not in content


def test_the_name_is_neutral_and_dated_and_the_folder_is_clean(book: Book) -> None:
    made = backup.make(book, now=NOW)
    assert made.path.name == f"01864_2024-06-03_{made.entries:07}.backup"
    assert [file.name for file in made.path.parent.iterdir()] == [made.path.name]
    last = book.db.execute("SELECT action, after FROM journal ORDER BY number DESC").fetchone()
    assert last == ("backup", sha256(made.path.read_bytes()).hexdigest())


def test_a_backup_to_another_place_leaves_the_own_ones_alone(book: Book, tmp_path: Path) -> None:
    out = tmp_path / "usb" / "sao lưu"
    assert backup.make(book, now=NOW, out=out).path.parent == out
    assert backup.listed(book.folder / "backups") == []


def test_what_is_being_written_is_not_waited_for(book: Book, tmp_path: Path) -> None:
    save(book, "outreach", event())
    other = book.connect()
    with other.atomic():
        other.execute("UPDATE outreach SET attendees = 999, women = 0")
        with backup._copied(book) as (copy, _), book.beside(copy) as db:
            (attendees,) = db.execute("SELECT attendees FROM outreach").fetchone()
    other.close()
    assert attendees == 42


def test_a_book_that_is_not_sound_is_not_backed_up_over_one_that_was(book: Book) -> None:
    made = backup.make(book, now=NOW)
    book.db.execute("UPDATE journal SET at = '2024-01-01T00:00:00Z' WHERE number = 1")
    book.db.conn.commit()
    with pytest.raises(BookDamaged, match="Nhật ký"):
        backup.make(book, now=NOW + timedelta(days=1))
    assert backup.listed(made.path.parent) == [made]


def test_what_is_read_back_differently_is_no_backup(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = crate._write

    def careless_disk(part: Path, files: dict[str, Path]) -> None:
        honest(part, files)
        spoilt = bytearray(part.read_bytes())
        spoilt[len(spoilt) // 2] ^= 1
        part.write_bytes(spoilt)

    monkeypatch.setattr(crate, "_write", careless_disk)
    with pytest.raises(DiskError, match="sao lưu vào nơi khác"):
        backup.make(book, now=NOW)
    assert list((book.folder / "backups").iterdir()) == []


def test_a_disk_that_takes_nothing_is_told(book: Book, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    with pytest.raises(DiskError, match="chọn nơi khác"):
        backup.make(book, now=NOW, out=tmp_path / "tệp" / "sao lưu")


def test_one_bad_copy_of_the_slots_is_not_carried_on(book: Book, tmp_path: Path) -> None:
    (book.folder / vault.COPIES[0]).write_text("{")
    made = backup.make(book, now=NOW)
    restored(made, tmp_path / "mới").close()
    assert vault.inspect(tmp_path / "mới")[vault.COPIES[0]] == ["passphrase", "recovery"]


def test_packets_that_are_held_come_back_and_others_do_not(district: Book, tmp_path: Path) -> None:
    received(district, b"an earlier one")
    held, other = received(district, PACKET), received(district, b"spoilt", "01867")
    other.write_bytes(b"SPOILT")
    made = backup.make(district, now=NOW)
    with restored(made, tmp_path / "mới") as again:
        assert [f.name for f in (again.folder / "inbox").iterdir()] == [held.name]
        assert (again.folder / "inbox" / held.name).read_bytes() == PACKET
        assert "packets" not in again.db.table_names()


def test_numbers_begin_past_all_that_was_sent_or_receipted(book: Book, tmp_path: Path) -> None:
    post.sent(book, 4)
    first = backup.make(book, now=NOW, out=tmp_path)
    ours = post.cover(book, 9, book.epoch, "9" * 64)
    post.receipt(book, ours, replace(ours, unit="01867", device="another", sequence=99))
    second = backup.make(book, now=NOW)
    for made, beyond in ((first, 4), (second, 9)):
        found = restoring.restore(made.path, tmp_path / str(beyond), PASSPHRASE, now=NOW)
        assert (found.unit, found.beyond) == ("01864", beyond)
        assert found.epoch != book.epoch


def test_the_recovery_words_bring_a_book_back(shelf: Shelf, book: Book, tmp_path: Path) -> None:
    restored(backup.make(book, now=NOW), tmp_path / "mới", " ".join(shelf.words)).close()


def test_no_book_is_overwritten_and_no_folder_in_use_is_taken(
    book: Book, shelf: Shelf, tmp_path: Path
) -> None:
    made = backup.make(book, now=NOW)
    other = copytree(shelf.folder, tmp_path / "khác")
    content = (other / FILE).read_bytes()
    with pytest.raises(BookExists, match="thư mục trống"):
        restoring.restore(made.path, other, PASSPHRASE, now=NOW)
    assert (other / FILE).read_bytes() == content
    (other / FILE).unlink()
    (tmp_path / "thư").mkdir()
    (tmp_path / "thư" / "riêng.txt").write_text("")
    for used in (other, tmp_path / "thư"):
        with pytest.raises(InputError, match="không trống"):
            restoring.restore(made.path, used, PASSPHRASE, now=NOW)
    assert not (other / FILE).exists()


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def of_zeros(content: bytes) -> bytes:
    return bytes(len(content))


def with_a_flipped_bit(content: bytes) -> bytes:
    return content[:50_000] + bytes([content[50_000] ^ 4]) + content[50_001:]


def with_a_stranger(content: bytes) -> bytes:
    return content.replace(b"keys.b.json", b"../keys.txt")


@pytest.mark.parametrize(
    "spoil", [cut_short, of_zeros, with_a_flipped_bit, with_a_stranger, lambda _: b""]
)
def test_a_spoilt_backup_makes_no_book(
    book: Book, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    made = backup.make(book, now=NOW)
    spoilt = tmp_path / "spoilt.backup"
    spoilt.write_bytes(spoil(made.path.read_bytes()))
    with pytest.raises(BookDamaged, match="bản sao lưu khác"):
        restoring.restore(spoilt, tmp_path / "mới", PASSPHRASE, now=NOW)
    assert not (tmp_path / "mới" / FILE).exists()
    restored(made, tmp_path / "mới").close()


def test_a_backup_with_other_content_under_good_sums_makes_no_book(
    book: Book, tmp_path: Path
) -> None:
    made, forged = backup.make(book, now=NOW), tmp_path / "forged.backup"
    with ZipFile(made.path) as genuine, ZipFile(forged, "w") as crate_:
        for name in genuine.namelist():
            content = bytearray(genuine.read(name))
            if name == FILE:
                content[50_000] ^= 4
            crate_.writestr(name, bytes(content))
    with pytest.raises(BookDamaged):
        restoring.restore(forged, tmp_path / "mới", PASSPHRASE, now=NOW)
    assert not (tmp_path / "mới" / FILE).exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"riêng\.backup"):
        restoring.restore(tmp_path / "riêng.backup", tmp_path / "mới", PASSPHRASE, now=NOW)
    assert not (tmp_path / "mới").exists()


def test_a_restoring_that_was_cut_off_is_no_book_and_can_be_repeated(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, folder = backup.make(book, now=NOW), tmp_path / "mới"
    moves = count_moves(monkeypatch)
    restoring.restore(made.path, tmp_path / "thử", PASSPHRASE, now=NOW)
    assert len(moves) >= 3
    for last in range(len(moves)):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            count_moves(patch, stop_at=last)
            restoring.restore(made.path, folder, PASSPHRASE, now=NOW)
        assert not (folder / FILE).exists()
    restored(made, folder).close()


def count_moves(patch: pytest.MonkeyPatch, stop_at: int = -1) -> list[str]:
    """Every file that is given its final name; the power fails before one of them."""
    moves: list[str] = []
    honest = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if len(moves) == stop_at:
            raise KeyboardInterrupt
        moves.append(self.name)
        return honest(self, target)

    patch.setattr(Path, "replace", replace)
    return moves


def test_a_wrong_passphrase_brings_nothing_back_and_can_be_tried_again(
    book: Book, tmp_path: Path
) -> None:
    made = backup.make(book, now=NOW)
    with pytest.raises(WrongPassphrase):
        restoring.restore(made.path, tmp_path / "mới", "không phải mật khẩu", now=NOW)
    assert not (tmp_path / "mới" / FILE).exists()
    restored(made, tmp_path / "mới").close()


def test_a_backup_is_due_once_a_day_when_something_was_entered(book: Book) -> None:
    day = timedelta(days=1)
    assert backup.due(book, NOW)
    backup.make(book, now=NOW)
    assert not backup.due(book, NOW)
    assert not backup.due(book, NOW + day), "nothing but the backup itself was entered"
    save(book, "outreach", event())
    assert not backup.due(book, NOW)
    assert backup.due(book, NOW + day)
    assert backup.due(book, NOW - day), "a clock that went back"


def left(tmp_path: Path, days: list[date], today: date) -> set[date]:
    for number, day in enumerate(days, start=1):
        (tmp_path / f"01864_{day}_{number:07}.backup").write_bytes(b"")
    (tmp_path / "ghi chú.txt").write_bytes(b"")
    backup.prune(tmp_path, today)
    assert (tmp_path / "ghi chú.txt").exists()
    return {one.day for one in backup.listed(tmp_path)}


def test_the_newest_days_and_weeks_are_kept(tmp_path: Path) -> None:
    days = [TODAY - timedelta(days=back) for back in range(100)]
    kept = left(tmp_path, days, TODAY)
    assert set(days[: backup.DAILY]) <= kept
    older = sorted(kept - set(days[: backup.DAILY]))
    assert all(day.strftime("%a") == "Sun" for day in older)
    assert len({day.isocalendar()[:2] for day in kept}) == backup.WEEKLY


def test_of_one_day_the_newest_is_kept(tmp_path: Path) -> None:
    left(tmp_path, [TODAY, TODAY, TODAY], TODAY)
    assert [one.entries for one in backup.listed(tmp_path)] == [3]


def test_after_twelve_months_only_the_newest_of_all_is_left(tmp_path: Path) -> None:
    days = [TODAY - timedelta(days=back) for back in (400, 390, 366)]
    assert left(tmp_path, days, TODAY) == {days[2]}
    assert left(tmp_path, days, TODAY + timedelta(days=700)) == {days[2]}


def test_a_copy_goes_the_day_after_its_year(tmp_path: Path) -> None:
    days = [TODAY - timedelta(days=back) for back in (367, 366, 0)]
    assert left(tmp_path, days, TODAY) == set(days[1:])


def test_a_clock_far_ahead_deletes_nothing(book: Book) -> None:
    first = backup.make(book, now=NOW)
    save(book, "outreach", event())
    ahead = backup.make(book, now=NOW.replace(year=2099))
    assert backup.listed(first.path.parent) == [ahead, first]
