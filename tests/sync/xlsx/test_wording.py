"""Offices update at different times: every published wording is kept, and read for ever.

A second wording is invented here: a changed label, other words for a code, an added code, column
and register. What was published is frozen by its digest and by a packet and a receipt of its time.
"""

import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

import resources
from desktop.records.fields import Kind, Row
from desktop.records.lists import codes
from desktop.records.registers import REGISTERS, TRAVELLING
from sync.errors import PacketRefused
from sync.package import container
from sync.packet import Packet, columns
from sync.receipt import Receipt
from sync.xlsx import (
    drafting,
    fitting,
    frame,
    layout,
    reader,
    receipt_reader,
    receipt_writer,
    wording,
    workbook,
)
from sync.xlsx.wording import Wording
from tests.sync.test_receipts_format import plain as plain_receipt
from tests.sync.xlsx import packets

PUBLISHED = {
    1: "41f162a5c3d7ca17d8993dc35a8e5b95b60f8b9015c7ee941acb6f9bab9c288a",
    2: "88720926da7c2adcf009c4d2bfa9aeea85bd4a689a0d6f502f303e0ce7bd3dc4",
}
"""The SHA-256 of every published file: a line is added with each, and none ever changes."""

SAMPLES = Path(__file__).with_name("published")


def invented(*, columns: bool = True) -> Wording:
    """The wording after the newest, as a later program would publish it, with or without an added
    column."""
    told = json.loads(resources.text(wording.FOLDER, f"{wording.newest().number}.json"))
    told["wording"] += 1
    outreach = told["registers"][0]
    if columns:
        mood = {"name": "mood", "kind": "code", "label": "Không khí", "width": 20}
        outreach["columns"].insert(3, mood | {"lists": ["mood"]})
    told["lists"]["mood"] = {"SOI_NOI": "Sôi nổi"}
    told["lists"]["outreach_form"]["HOI_NGHI"] = "Hội nghị trực tiếp"
    told["lists"]["outreach_form"]["TRUC_TUYEN_2"] = "Phòng họp trên mạng"
    parts, part = told["packet"]["parts"], packets.sheet("outreach")
    parts[part] = parts[part].replace("<t>Lượt người dự", "<t>Số lượt người dự")
    told["packet"]["words"]["summary.note"] = "Mẫu mới."
    told["receipt"]["words"]["state.accepted"] = "Đã nhận đủ"
    return wording.of(json.dumps(told).encode())


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Wording:
    """This program as the later one: it has both wordings."""
    later = invented()
    known = {**wording.known(), later.number: later}
    monkeypatch.setattr(wording, "known", lambda: known)
    return later


def refusal(parts: dict[str, bytes]) -> PacketRefused:
    with pytest.raises(PacketRefused) as refused:
        reader.read(parts)
    return refused.value


def in_later(packet: Packet, later: Wording) -> Packet:
    return replace(packet, header=replace(packet.header, wording=later.name))


def with_mood(packet: Packet) -> Packet:
    rows = [row | {"mood": "SOI_NOI"} for row in packet.rows["outreach"]]
    return Packet(packet.header, packet.rows | {"outreach": rows})


# what is published stays as it is


def test_published_wordings_are_never_changed() -> None:
    files = {
        number: hashlib.sha256(resources.path(wording.FOLDER, f"{number}.json").read_bytes())
        for number in wording.known()
    }
    found = {number: digest.hexdigest() for number, digest in files.items()}
    assert found == PUBLISHED, "a published wording was changed: put it back, then ./run publish"


def test_what_is_declared_is_what_the_newest_wording_says() -> None:
    """Whoever changes a label, a list, a column or a fixed text publishes a new wording."""
    newest = wording.newest().number
    declared = drafting.draft(newest).decode()
    assert declared == resources.text(wording.FOLDER, f"{newest}.json"), "./run publish"


def test_published_registers_columns_and_codes_are_never_given_up() -> None:
    for one in wording.known().values():
        for sheet in one.sheets:
            register = REGISTERS[sheet.register]
            assert register in TRAVELLING and sheet.totals == bool(register.derived_from)
            assert set(sheet.names) <= set(columns(register))
            for column in sheet.columns:
                if column.kind not in (layout.UID, layout.INSTANT) and column.name != "version":
                    field = register.field(column.name)
                    assert (field.kind, field.target) == (column.kind, column.target)
                    assert one.codes(column).keys() <= codes(field.lists).keys()
        assert {column.kind for s in one.sheets for column in s.columns} <= {
            *Kind,
            layout.UID,
            layout.INSTANT,
        }


@pytest.mark.parametrize("number", PUBLISHED)
def test_a_packet_of_its_time_reads_as_it_did(number: int) -> None:
    """What the code does (periods, dates, heights) is frozen too, by what it has once written."""
    parts = container.unpack((SAMPLES / f"{number}-packet.zip").read_bytes())
    expected = json.loads((SAMPLES / f"{number}-packet.json").read_text("utf-8"))
    packet = reader.read(parts)
    later: dict[str, Any] = {"previous_content": "", "clock_doubted": 0}
    assert asdict(packet.header) == later | expected["header"]
    for register, rows in expected["rows"].items():
        read = packet.rows[register]
        assert len(read) == len(rows)
        for row, old in zip(read, rows, strict=True):
            assert row == dict.fromkeys(row) | old


@pytest.mark.parametrize("number", PUBLISHED)
def test_a_receipt_of_its_time_reads_as_it_did(number: int) -> None:
    parts = container.unpack((SAMPLES / f"{number}-receipt.zip").read_bytes())
    expected = json.loads((SAMPLES / f"{number}-receipt.json").read_text("utf-8"))
    assert receipt_reader.read(parts) == Receipt.of(expected)


def test_a_wording_says_of_the_header_what_it_has_words_for() -> None:
    """The first knows neither the content of the packet before nor a doubt about the clock."""
    first = wording.known()[1].name
    asked = packets.plain()
    asked = replace(asked, header=replace(asked.header, wording=first, clock_doubted=1))
    read = reader.read(workbook.write(asked)).header
    assert read == replace(asked.header, previous_content="", clock_doubted=0)
    receipt = plain_receipt()
    header = replace(receipt.header, wording=first, clock_doubted=1)
    told = receipt_reader.read(receipt_writer.write(replace(receipt, header=header))).header
    assert told == replace(header, clock_doubted=0)


def test_a_doubt_about_the_clock_is_shown_to_a_person() -> None:
    packet, receipt = packets.plain(), plain_receipt()
    doubted = replace(packet, header=replace(packet.header, clock_doubted=1))
    parts = workbook.write(doubted)
    assert reader.read(parts) == doubted
    assert "(giờ Việt Nam), giờ máy gửi không chắc<" in parts[frame.SUMMARY].decode()
    told = replace(receipt, header=replace(receipt.header, clock_doubted=1))
    parts = receipt_writer.write(told)
    assert receipt_reader.read(parts) == told
    assert "(giờ Việt Nam), giờ máy ký không chắc<" in parts[frame.SUMMARY].decode()


# an earlier sender, a later receiver


def test_a_later_program_reads_what_an_earlier_one_wrote(both: Wording) -> None:
    earlier = packets.plain()
    assert earlier.header.wording != both.name
    assert reader.read(workbook.write(earlier)) == earlier


def test_both_wordings_show_their_own_words(both: Wording) -> None:
    earlier = packets.plain()
    shown = (
        (earlier, "Lượt người dự", "Hội nghị, buổi", "Tệp này là toàn bộ"),
        (in_later(with_mood(earlier), both), "Số lượt người dự", "Hội nghị trực tiếp", "Mẫu mới."),
    )
    for packet, label, words, note in shown:
        parts = {name: part.decode() for name, part in workbook.write(packet).items()}
        assert f"<t>{label}</t>" in parts[packets.sheet("outreach")]
        assert words in parts[packets.sheet("reach")], "captions too"
        assert note in parts["xl/worksheets/sheet1.xml"]


def test_words_of_the_other_wording_are_an_edit(both: Wording) -> None:
    sheet = packets.sheet("outreach")
    parts = workbook.write(packets.plain())
    parts[sheet] = parts[sheet].replace("Lượt người dự".encode(), "Số lượt người dự".encode())
    assert refusal(parts).rule == "J.cells"


def test_what_is_added_travels_in_the_later_wording(both: Wording) -> None:
    packet = in_later(with_mood(packets.plain()), both)
    assert reader.read(workbook.write(packet)) == packet
    assert "Sôi nổi (SOI_NOI)" in workbook.write(packet)[packets.sheet("outreach")].decode()


# a later sender, an earlier receiver


def test_an_earlier_program_says_what_to_do(both: Wording, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = workbook.write(in_later(with_mood(packets.plain()), both))
    earlier = {number: one for number, one in wording.known().items() if one is not both}
    monkeypatch.setattr(wording, "known", lambda: earlier)
    refused = refusal(parts)
    assert refused.rule == "J.newer"
    assert "cập nhật Sổ Bản ở máy này" in str(refused) and "giấy báo nhận" in str(refused)


def test_a_later_sender_writes_so_that_an_earlier_receiver_reads(both: Wording) -> None:
    first, plain = both.number - 1, packets.plain()
    assert fitting.chosen(plain, 0).header.wording == both.name
    assert fitting.chosen(plain, both.number).header.wording == both.name
    assert fitting.chosen(plain, both.number + 1).header.wording == both.name
    kept = fitting.chosen(in_later(plain, both), first)
    assert kept == plain
    assert workbook.write(kept) == workbook.write(plain)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"mood": "SOI_NOI"}, False),
        ({"mood": None}, True),
        ({"form": "TRUC_TUYEN_2"}, False),
        ({"form": "LOA", "topics": None}, True),
    ],
)
def test_nothing_is_lost_for_the_sake_of_an_earlier_receiver(
    change: dict[str, Any], says: bool, both: Wording
) -> None:
    plain = packets.plain()
    rows = [row | change for row in plain.rows["outreach"]]
    packet = Packet(plain.header, plain.rows | {"outreach": rows})
    chosen = fitting.chosen(packet, both.number - 1).header.wording
    assert (chosen != both.name) is says


def test_a_register_that_the_earlier_wording_lacks_keeps_its_rows(both: Wording) -> None:
    plain = packets.plain()
    tried: list[tuple[list[Row], bool]] = [([{"uid": packets.uid(1)}], False), ([], True)]
    for rows, says in tried:
        packet = Packet(plain.header, plain.rows | {"choirs": rows})
        chosen = fitting.chosen(packet, both.number - 1).header.wording
        assert (chosen != both.name) is says


# receipts


def test_receipts_go_by_the_same_wordings(both: Wording, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = plain_receipt()
    later = replace(earlier, header=replace(earlier.header, wording=both.name))
    for receipt, state in ((earlier, "Đã nhận (accepted)"), (later, "Đã nhận đủ (accepted)")):
        parts = receipt_writer.write(receipt)
        assert receipt_reader.read(parts) == receipt
        assert state in parts["xl/worksheets/sheet1.xml"].decode()
    first = {number: one for number, one in wording.known().items() if one is not both}
    monkeypatch.setattr(wording, "known", lambda: first)
    with pytest.raises(PacketRefused) as refused:
        receipt_reader.read(parts)
    assert refused.value.rule == "J.newer"


def test_a_receipt_is_written_in_a_wording_that_its_reader_has(both: Wording) -> None:
    asked = {0: both.number, both.number - 1: both.number - 1, both.number + 5: both.number}
    assert {n: wording.up_to(n).number for n in asked} == asked


# publishing


def test_publishing_adds_a_file_only_when_something_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = {"said": b"one"}
    monkeypatch.setattr(drafting, "draft", lambda number: b"%d %s" % (number, drafts["said"]))
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path.joinpath(*parts))
    monkeypatch.setattr(
        wording, "known", lambda: {int(f.stem): f for f in tmp_path.rglob("*.json")}
    )
    assert Path(drafting.publish()).name == "1.json"
    assert Path(drafting.publish()).name == "1.json"
    drafts["said"] = b"two"
    assert Path(drafting.publish()).name == "2.json"
    assert (tmp_path / wording.FOLDER / "1.json").read_bytes() == b"1 one"
