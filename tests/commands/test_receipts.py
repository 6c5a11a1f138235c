"""``receipts``, and the password of a packet, as offices use them."""

from hashlib import sha256
from pathlib import Path

import pytest

from desktop.records.mailbox import remarks
from desktop.records.registers import REGISTERS
from tests import rows
from tests.district import NOW, District, run


@pytest.fixture
def packet(district: District) -> Path:
    """The first packet of the first commune: one event."""
    district.communes[0].record("outreach", rows.outreach())
    return district.communes[0].export()


def test_there_and_back(district: District, packet: Path, tmp_path: Path) -> None:
    commune, office, usb = district.communes[0], district.office, tmp_path / "usb" / "ack"
    (before,) = commune.run("receipts").lines
    assert (before["direction"], before["sequence"], before["state"]) == ("sent", 1, "signed")
    office.run("import", packet)
    (seen,) = office.run("receipts").lines
    assert (seen["direction"], seen["state"], seen["receipt_owed"]) == (
        "received",
        "accepted",
        True,
    )
    assert seen["code"] == before["code"]

    written = office.run("receipts", "--out", usb)
    path = Path(written.json["path"])
    assert (written.code, path.parent) == (0, usb)
    assert written.json["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert (office.run("receipts").json["receipt_owed"], list(usb.iterdir())) == (False, [path])

    read = commune.run("receipts", usb)
    assert (read.code, read.json["status"], read.json["packets"]) == (0, "applied", 1)
    (after,) = commune.run("receipts").lines
    assert (after["state"], after["words"]) == ("received", "đã nhận")
    assert commune.run("receipts", path).json["status"] == "older"


def test_a_lost_stick_costs_nothing(district: District, packet: Path, tmp_path: Path) -> None:
    district.office.run("import", packet)
    first = district.office.run("receipts", "--out", tmp_path / "a").json
    assert district.office.run("receipts", "--out", tmp_path / "a").out == ""
    again = district.office.run("receipts", "--out", tmp_path / "b").json
    assert again["sha256"] == first["sha256"]


def test_what_is_no_receipt_of_ours_is_refused_and_stops_no_other(
    district: District, packet: Path, tmp_path: Path
) -> None:
    commune, usb = district.communes[0], tmp_path / "usb"
    district.office.run("import", packet)
    good = Path(district.office.run("receipts", "--out", usb).json["path"])
    (usb / "ack_0_bad.xlsx").write_bytes(good.read_bytes()[:-1])
    (usb / "other.xlsx").write_bytes(b"not looked at")
    answer = commune.run("receipts", usb, packet)

    assert answer.code == 1
    told = {Path(line["file"]).name: line["status"] for line in answer.lines}
    assert told == {"ack_0_bad.xlsx": "refused", good.name: "applied", packet.name: "refused"}
    assert len(answer.err.splitlines()) == 2
    assert district.communes[1].run("receipts", good).code == 1
    assert commune.run("receipts", tmp_path / "none").code == 1
    (tmp_path / "empty").mkdir()
    assert commune.run("receipts", tmp_path / "empty").code == 1


def test_rows_to_correct_are_counted(district: District, packet: Path, tmp_path: Path) -> None:
    district.office.run("import", packet)
    (row,) = district.office.run("rows", "outreach").lines
    with district.office.open() as book:
        remarks.remark(book, REGISTERS["outreach"], row["uid"], "Sai số người dự", now=NOW)
    district.office.run("receipts", "--out", tmp_path)
    read = district.communes[0].run("receipts", tmp_path).json

    assert read["returned"] == 1
    assert "trả lại 1 dòng" in read["reason"]
    assert district.communes[0].run("receipts").json["state"] == "remarked"


def test_a_receipt_is_no_packet_and_can_be_verified(
    district: District, packet: Path, tmp_path: Path
) -> None:
    district.office.run("import", packet)
    path = district.office.run("receipts", "--out", tmp_path).json["path"]
    taken = district.office.run("import", path)
    assert (taken.code, taken.json["status"]) == (1, "refused")
    assert "giấy báo nhận" in taken.json["reason"]
    assert len(district.office.run("receipts").lines) == 1

    told = run("verify", path, "--trust", district.trust, "--json", "--now", NOW).json
    assert (told["status"], told["kind"], told["unit"]) == ("valid", "receipt", "060")


# --- a password around a packet -------------------------------------------------------------------


@pytest.fixture
def word(tmp_path: Path) -> Path:
    file = tmp_path / "password.txt"
    file.write_text("mật khẩu của gói\n", encoding="utf-8")
    return file


@pytest.fixture
def locked(district: District, tmp_path: Path, word: Path) -> Path:
    commune = district.communes[0]
    commune.record("outreach", rows.outreach(place="Thôn Khuổi Bốc"))
    told = commune.run("export", "--out", tmp_path / "usb", "--password-file", word).json
    return Path(told["path"])


def test_a_packet_with_a_password_is_received_with_it(
    district: District, locked: Path, word: Path
) -> None:
    office = district.office
    assert locked.read_bytes()[:4] == bytes.fromhex("d0cf11e0")
    taken = office.run("import", locked, "--password-file", word)
    assert (taken.code, taken.json["status"], taken.json["added"]) == (0, "accepted", 1)
    assert taken.json["unit"] == "01864"
    (kept,) = (office.folder / "inbox").glob("*.xlsx")
    sent = district.communes[0].run("receipts").json
    assert sha256(kept.read_bytes()).hexdigest() == sent["sha256"]
    assert office.run("import", kept).json["status"] == "duplicate"
    verified = run(
        *("verify", locked, "--trust", district.trust, "--password-file", word),
        *("--json", "--now", NOW),
    )
    assert (verified.code, verified.json["status"], verified.json["rows"]) == (0, "valid", 1)


def test_the_outbox_keeps_the_locked_file_and_makes_it_again(
    district: District, locked: Path
) -> None:
    outbox = district.communes[0].folder / "outbox" / locked.name
    assert outbox.read_bytes() == locked.read_bytes()
    outbox.unlink()
    district.communes[0].export()
    assert outbox.read_bytes() == locked.read_bytes()


def test_without_its_password_nothing_is_taken(
    district: District, locked: Path, tmp_path: Path
) -> None:
    wrong, empty = tmp_path / "wrong.txt", tmp_path / "empty.txt"
    wrong.write_text("mật khẩu khác", encoding="utf-8")
    empty.write_text("\n", encoding="utf-8")
    for options, words in (
        ((), "bị khóa bằng mật khẩu"),
        (("--password-file", wrong), "Mật khẩu không đúng"),
    ):
        answer = district.office.run("import", locked, *options)
        assert (answer.code, answer.json["status"]) == (1, "refused")
        assert words in answer.json["reason"]
        assert "hỏi đơn vị gửi mật khẩu" in answer.json["reason"]
    assert district.office.run("import", locked, "--password-file", empty).code == 1
    assert district.office.run("rows", "outreach").out == ""


def test_an_empty_password_signs_nothing(district: District, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n", encoding="utf-8")
    answer = district.communes[0].run("export", "--password-file", empty)
    assert answer.code == 1
    assert district.communes[0].run("receipts").out == ""
