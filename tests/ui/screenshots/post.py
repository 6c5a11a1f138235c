"""A folder as a clerk of the district gets it: good packets, and some of every trouble."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from desktop.records import queries, snapshot
from desktop.records.book import Book
from desktop.records.mailbox import remarks
from desktop.records.registers import REGISTERS
from sync import demo, receipts, receive, send
from sync.enrolment.keyring import signing_identity
from sync.entry import save_raw
from sync.package import container, seal
from sync.packet import Packet
from sync.practice.commune import PracticeYear, Temper
from sync.xlsx import wording, workbook

FOLDER = "goi-thang-12"
RIVALS = "goi-mau-thuan"
PASSWORD = "mùa đông năm nay"
LOCKED = "cong-bang-mat-khau.xlsx"


def fill(practice: Path, now: datetime) -> Path:
    """Eight packets: two good ones, one held already, a cut one, one saved again by a spreadsheet,
    one of a later program, one with a password, and one that claims a number that is taken."""
    folder = practice / FOLDER
    folder.mkdir()
    first, second = (next((practice / "usb").glob(f"01864*_000{n}_*.xlsx")) for n in (1, 2))
    shutil.copy(first, folder)
    shutil.copy(second, folder)
    (folder / "boc-bo-bi-cat.xlsx").write_bytes(second.read_bytes()[:-900])
    with Book.open(practice / "xa-cong-bang", demo.PASSPHRASE) as book:
        _record(book, 11, now)
        good = send.export(book, now=now, out=folder)
        load_workbook(good.path).save(folder / "cong-bang-luu-lai.xlsx")
        locked = send.export(book, now=now, out=folder, password=PASSWORD)
        locked.path.rename(folder / LOCKED)
        (folder / "cong-bang-ban-moi.xlsx").write_bytes(_of_a_later_program(book, now))
    _fork(practice, folder, now)
    _rivals(practice, now)
    _give_back(practice, now)
    return folder


def _fork(practice: Path, folder: Path, now: datetime) -> None:
    """Two laptops of one commune: the district holds what one has sent, the other's comes now."""
    twin, home = practice / "hai-may", practice / "xa-xuan-la"
    shutil.copytree(home, twin)
    with Book.open(home, demo.PASSPHRASE) as book:
        _record(book, 12, now)
        held = send.export(book, now=now, out=practice / "usb").path
    with Book.open(practice / "huyen-pac-nam", demo.PASSPHRASE) as district:
        for planned in receive.plan(district, [held], now=now):
            receive.apply(district, planned, now=now)
    with Book.open(twin, demo.PASSPHRASE) as book:
        _record(book, 13, now)
        send.export(book, now=now, out=folder)
    shutil.rmtree(twin)


def _rivals(practice: Path, now: datetime) -> None:
    """Two laptops of one commune, and the district has heard from neither."""
    twin, home = practice / "hai-may", practice / "xa-cong-bang"
    shutil.copytree(home, twin)
    for place, seed in ((home, 14), (twin, 15)):
        with Book.open(place, demo.PASSPHRASE) as book:
            _record(book, seed, now)
            send.export(book, now=now, out=practice / RIVALS)
    shutil.rmtree(twin)


def _give_back(practice: Path, now: datetime) -> None:
    """A row and a whole packet are given back, and the commune has heard of it."""
    outreach = REGISTERS["outreach"]
    with Book.open(practice / "huyen-pac-nam", demo.PASSPHRASE) as district:
        row = next(r for r in queries.rows(district.db, outreach) if r["unit"] == "01873")
        why = "Số người dự khác với biên bản gửi kèm; xem lại."
        remarks.remark(district, outreach, str(row["uid"]), why, now=now)
        remarks.remark_packet(district, "01873", "Còn thiếu số liệu tháng 11.", now=now)
        receipts.write_owed(district, now=now)
        told = [one.content for one in receipts.current(district) if "01873" in one.file_name]
    with Book.open(practice / "xa-xuan-la", demo.PASSPHRASE) as book:
        for content in told:
            receipts.read(book, content, now=now)


def _record(book: Book, seed: int, now: datetime) -> None:
    rows = PracticeYear(seed, Temper(steady=True, school=True, model=True)).outreach()
    save_raw(book, REGISTERS["outreach"], rows[: 2 + seed % 3], now=now)


def _of_a_later_program(book: Book, now: datetime) -> bytes:
    """Rightly signed, in a wording that no program of today knows."""
    header = send.next_header(book, "2024-12", now)
    parts = workbook.write(Packet.of(header, snapshot.take(book)))
    known = wording.newest().name
    unknown = f"999-{known.partition('-')[2]}"
    later = {name: part.replace(known.encode(), unknown.encode()) for name, part in parts.items()}
    return container.pack(seal.seal(later, *signing_identity(book), now))
