"""``backup``, ``restore``, ``check``, ``recovery`` and ``passphrase`` as an office uses them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.records import journal
from desktop.records.book import FILE, Book
from desktop.records.clock import BUILT
from desktop.records.errors import WrongPassphrase
from sync.commands import common
from tests import rows
from tests.district import NOW, PASSPHRASE, District, Office, run, state

OTHER = "một mật khẩu khác hẳn"

SOUND = {"status": "ok", "ok": True, "problems": []}


@pytest.fixture
def commune(district: District) -> Office:
    office = district.communes[0]
    office.record("outreach", rows.outreach(), rows.outreach(attendees=51))
    return office


def flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def test_a_backup_brings_the_office_back_and_its_packets_on(
    district: District, commune: Office, tmp_path: Path
) -> None:
    district.office.run("import", commune.export())
    made = commune.run("backup", "--out", tmp_path / "usb")
    assert (made.code, made.json["day"]) == (0, "2024-07-01")
    district.office.run("import", commune.export())

    again = Office(tmp_path / "again" / "book", commune.code)
    again.folder.parent.mkdir()
    again.secret.write_text(PASSPHRASE, "utf-8")
    back = again.run("restore", made.json["path"])
    with commune.open() as old, again.open() as book:
        assert (back.code, back.json) == (
            0,
            {
                "book": str(again.folder),
                "unit": commune.code,
                "journal": made.json["journal"] + 1,
                "epoch": book.epoch,
                "sequence": 1,
            },
        )
        assert state(book.db) == state(old.db)
        assert book.device == old.device
    packet = again.export()
    (found,) = district.office.run("import", packet).lines
    assert (found["status"], found["sequence"]) == ("fork", 2)
    assert "khôi phục từ bản sao lưu" in found["reason"]
    (found,) = district.office.run("import", packet, "--accept-fork").lines
    assert found["status"] == "accepted"
    (found,) = district.office.run("import", again.export()).lines
    assert (found["status"], found["reason"]) == ("accepted", "Toàn vẹn, đúng đơn vị.")


def test_backups_lie_in_the_book_and_restoring_refuses_to_overwrite(commune: Office) -> None:
    made = commune.run("backup").json
    assert Path(made["path"]).parent == commune.folder / "backups"
    before = (commune.folder / FILE).read_bytes()

    answer = commune.run("restore", made["path"])
    assert answer.code == 1
    assert "đã có một sổ" in answer.json["error"]
    assert (commune.folder / FILE).read_bytes() == before


def test_a_damaged_backup_is_refused_in_plain_words(commune: Office, tmp_path: Path) -> None:
    made = Path(commune.run("backup").json["path"])
    flip(made, 60_000)
    answer = run(
        "restore", made, "--book", tmp_path / "new", "--passphrase-file", commune.secret, "--json"
    )
    assert answer.code == 1
    assert "hãy dùng một bản sao lưu khác" in answer.json["error"]
    assert not (tmp_path / "new" / FILE).exists()


def test_check_finds_a_sound_office_sound(district: District, commune: Office) -> None:
    district.office.run("import", commune.export())
    for office in (commune, district.office):
        with office.peek() as db:
            entries = db.table("journal").count
        answer = office.run("check")
        assert (answer.code, answer.json) == (0, SOUND | {"journal": entries})


def test_check_names_what_is_wrong_and_what_to_do(commune: Office) -> None:
    packet = commune.export()
    packet.write_bytes(b"")
    (commune.folder / "keys.json").unlink()
    with commune.peek() as db:
        db.execute("UPDATE outreach SET attendees = 99 WHERE attendees = 42")
        db.conn.commit()

    answer = commune.run("check")
    assert (answer.code, answer.json["ok"]) == (1, False)
    assert [one["where"] for one in answer.json["problems"]] == ["rows", "keys", "outbox"]
    assert answer.err.splitlines() == [one["message"] for one in answer.json["problems"]]
    assert "khôi phục bản sao lưu gần nhất" in answer.err


def test_check_finds_an_altered_journal_and_a_damaged_page(
    commune: Office, district: District
) -> None:
    with commune.peek() as db:
        db.execute("UPDATE journal SET at = '2024-01-01T00:00:00Z' WHERE number = 1")
        assert journal.verify(db) == 1
        db.conn.commit()
    for left in district.communes[1].folder.glob(FILE + "-*"):
        left.unlink()
    flip(district.communes[1].folder / FILE, -2000)

    for office, where in ((commune, "journal"), (district.communes[1], "pages")):
        answer = office.run("check")
        assert (answer.code, answer.json["problems"][0]["where"]) == (1, where)


def test_check_of_a_book_that_does_not_open_is_an_answer_too(commune: Office) -> None:
    for left in commune.folder.glob(FILE + "-*"):
        left.unlink()
    flip(commune.folder / FILE, 100)
    answer = commune.run("check")
    assert (answer.code, answer.json["ok"]) == (1, False)
    assert [one["where"] for one in answer.json["problems"]] == ["book"]


def test_new_recovery_words_open_the_book_and_the_old_ones_do_not(tmp_path: Path) -> None:
    office = Office(tmp_path / "book", "01864")
    office.secret.write_text(PASSPHRASE, "utf-8")
    old = office.run("init", "--tier", "commune", "--unit", "01864").json["recovery"]
    answer = office.run("recovery")
    new = answer.json["recovery"]
    assert (answer.code, len(new)) == (0, 24)
    Book.open(office.folder, " ".join(new)).close()
    with pytest.raises(WrongPassphrase):
        Book.open(office.folder, " ".join(old))
    assert office.run("check").json["ok"]


def test_the_passphrase_is_changed(commune: Office, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text("ngắn", "utf-8")
    assert commune.run("passphrase", "--new-passphrase-file", new).code == 1
    new.write_text(f"{OTHER}\r\n", "utf-8")
    assert commune.run("passphrase", "--new-passphrase-file", new).json == {"changed": True}
    assert commune.run("check").code == 1
    commune.secret.write_text(OTHER, "utf-8")
    assert commune.run("check").code == 0


class Clock(datetime):
    """The machine's clock, as a test sets it."""

    reads = BUILT

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.reads


@pytest.mark.parametrize(
    ("reads", "dated", "told"),
    [
        (datetime(1980, 1, 1, tzinfo=UTC), BUILT, "không đáng tin"),
        (BUILT + timedelta(days=3), BUILT + timedelta(days=3), ""),
        (datetime(2099, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC), ""),
    ],
)
def test_without_a_given_time_the_clock_is_believed_within_reason(
    commune: Office,
    monkeypatch: pytest.MonkeyPatch,
    reads: datetime,
    dated: datetime,
    told: str,
) -> None:
    monkeypatch.setattr(Clock, "reads", reads)
    monkeypatch.setattr(common, "datetime", Clock)
    answer = run("backup", "--book", commune.folder, "--passphrase-file", commune.secret, "--json")
    assert (answer.code, answer.json["day"]) == (0, f"{dated + timedelta(hours=7):%Y-%m-%d}")
    assert bool(answer.err) is bool(told)
    assert told in answer.err


def test_a_day_far_ahead_is_told_of_before_a_packet_is_signed(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clock, "reads", datetime(2099, 1, 1, tzinfo=UTC))
    monkeypatch.setattr(common, "datetime", Clock)
    commune = district.communes[0]
    book = ("--book", commune.folder, "--passphrase-file", commune.secret, "--json")
    answer = run("export", *book)
    assert (answer.code, answer.json["sequence"]) == (0, 1)
    assert "01/01/2099, xa hơn mọi ngày sổ đã biết" in answer.err
    assert run("export", *book, "--now", NOW).err == ""


def test_a_given_time_is_taken_as_it_is(commune: Office) -> None:
    answer = commune.run("backup", now=NOW.replace(year=2099))
    assert (answer.json["day"], answer.err) == ("2099-07-01", "")
