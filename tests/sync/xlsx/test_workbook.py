"""The workbook a person opens: the same bytes each time, plain typed cells, readable elsewhere."""

import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils.escape import unescape

from desktop.records import language
from desktop.records.errors import InputError
from desktop.records.fields import Kind
from desktop.records.lists import codes
from desktop.records.registers import REGISTERS, TRAVELLING
from sync.package import container, opc
from sync.packet import Packet
from sync.xlsx import drafting, layout, wording, workbook
from sync.xlsx.cells import MAX_TEXT, Look
from sync.xlsx.reader import read
from tests.sync.xlsx import packets

SPACE = {"m": opc.SHEETS}
SHEETS = wording.newest().sheets
TABLED = [sheet for sheet in SHEETS if sheet.table]
DIGEST = """
import hashlib
from sync.package import container
from sync.xlsx import workbook
from tests.sync.xlsx import packets
print(hashlib.sha256(container.pack(workbook.write(packets.plain()))).hexdigest())
"""
LONG = "x" * (MAX_TEXT + 1)
TEXT_FIELDS = [
    (register.name, field.name)
    for register in TRAVELLING
    for field in register.fields
    if field.kind is Kind.TEXT
]


def as_file(parts: dict[str, bytes]) -> bytes:
    """A file that any spreadsheet program opens, unsigned."""
    whole = parts | {opc.ROOT_RELS: opc.write_relationships(opc.ROOT_LINES[:1])}
    whole[opc.CONTENT_TYPES] = opc.write_content_types(whole)
    return container.pack(whole)


def opened(packet: Packet) -> openpyxl.Workbook:
    """The packet as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(as_file(workbook.write(packet))))


def texts_packet(register: str, field: str, texts: list[str]) -> Packet:
    """A packet with one row for each of ``texts``."""
    rows = [packets.row(REGISTERS[register], n, **{field: x}) for n, x in enumerate(texts, 1)]
    return Packet.of(packets.header(), {register: rows})


def two_hundred() -> list[str]:
    """200 texts that some program takes for something else."""
    filler = [f"{start}{n}" for n in range(20) for start in ("=", "+", "-", "@", "_x00", "&#", "'")]
    several = [f"{one}{two}" for one in packets.NASTY[:7] for two in packets.NASTY[7:14]]
    return list(dict.fromkeys([*packets.NASTY, *several, *filler]))[:200]


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
    ],
)
def test_same_packet_same_bytes_in_another_process(settings: dict[str, str]) -> None:
    here = hashlib.sha256(container.pack(workbook.write(packets.plain()))).hexdigest()
    ran = subprocess.run(
        [sys.executable, "-c", DIGEST],
        env=os.environ | settings | {"PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == here


def test_same_bytes_whatever_the_screen_speaks() -> None:
    vietnamese = workbook.write(packets.plain())
    language.use("en")
    assert workbook.write(packets.plain()) == vietnamese


def test_only_the_parts_of_the_format() -> None:
    written = workbook.write(packets.plain())
    assert all(opc.kind_of(name) for name in written)
    assert not [name for name in written if re.search("docProps|sharedStrings|theme", name)]
    assert len(written) + 1 <= drafting.MOST_PARTS  # the links of the package come with the seal


def test_tables_take_the_room_that_registers_leave() -> None:
    assert drafting.tabled_of(TRAVELLING[:3]) == TRAVELLING[:3]
    tables = drafting.tabled_of(TRAVELLING)
    assert 0 < len(tables) < len(TRAVELLING)
    used = 6 + len(TRAVELLING) + 2 * len(tables)
    assert used <= drafting.MOST_PARTS < used + 2
    assert tables == TRAVELLING[: len(tables)]
    assert [sheet.register for sheet in TABLED] == [register.name for register in tables]


def test_sheets_are_named_in_vietnamese_and_in_order() -> None:
    names = opened(packets.plain()).sheetnames
    assert names[:3] == ["Tổng hợp", "Thông tin gói", "Hoạt động truyền thông"]
    assert names[2:] == [sheet.title for sheet in SHEETS]
    assert all(len(name) <= 31 and not re.search(r"[:\\/?*\[\]]", name) for name in names)
    assert len(set(map(str.casefold, names))) == len(names)


def test_only_typed_cells_and_known_formats() -> None:
    for name, part in workbook.write(packets.plain()).items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        cells = etree.fromstring(part).iterfind(".//m:c", SPACE)
        kinds = {(c.get("t"), c[0].tag.rpartition("}")[2]) for c in cells}
        assert kinds <= {("inlineStr", "is"), (None, "v")}
        styles = {int(c.get("s", -1)) for c in etree.fromstring(part).iterfind(".//m:c", SPACE)}
        assert styles <= {look.value for look in Look}


def test_a_person_sees_headings_dates_numbers_and_words() -> None:
    sheet = opened(packets.plain())["Hoạt động truyền thông"]
    by_name = {cell.value: cell.column or 0 for cell in sheet[1]}
    assert [sheet.cell(2, by_name[n]).value for n in ("date", "cost")] == [
        "Ngày",
        "Kinh phí (đồng)",
    ]
    day, count = sheet.cell(3, by_name["date"]), sheet.cell(4, by_name["attendees"])
    assert (day.value, day.number_format) == (datetime(2024, 3, 1), "dd/mm/yyyy")
    assert (count.value, count.number_format) == (20, "#,##0")
    assert sheet.cell(3, by_name["form"]).value == (
        "Hội nghị, buổi tuyên truyền trực tiếp (HOI_NGHI)"
    )
    assert str(sheet.cell(3, by_name["topics"]).value).count("); ") == 1
    assert sheet.freeze_panes == "A3"
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$2:$2", "landscape")


def test_a_reference_names_its_row() -> None:
    sheet = opened(packets.plain())["Lượt tiếp cận theo nơi"]
    shown = "02/03/2024, Hội nghị, buổi tuyên truyền trực tiếp"
    assert sheet["A4"].value == f"{shown} ({packets.uid(2)})"


def test_months_are_dates_that_read_as_months() -> None:
    cell = opened(packets.plain())["Chuyển gửi theo tháng"]["A3"]
    assert (cell.value, cell.number_format) == (datetime(2024, 1, 1), "mm/yyyy")


def test_summary_comes_first_and_adds_up() -> None:
    sheet = opened(packets.plain())["Tổng hợp"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    column = [line[0] for line in lines]
    assert column[1] == "Xã Bằng Thành, Huyện Pác Nặm, Tỉnh Bắc Kạn"
    assert column[2] == "Gói dữ liệu này có dấu ký; sửa hay lưu lại sẽ làm mất dấu ký."
    assert lines[6][:2] == ["Kỳ báo cáo", "tháng 5 năm 2024 (15/04/2024 – 14/05/2024)"]
    assert lines[7][:2] == ["Lập lúc", "15:30 ngày 05/06/2024 (giờ Việt Nam)"]
    assert ["Hoạt động truyền thông", 2] in [line[:2] for line in lines]
    assert ["Tháng 03/2024", 2, 30, 30, 30, 30] in [line[:6] for line in lines]
    assert ["Cả năm 2024", 2, 30, 30, 30, 30] in [line[:6] for line in lines]
    assert lines[-1][:2] == ["Trong kỳ báo cáo: tháng 5 năm 2024", 0]


def test_period_follows_the_decree_to_the_day() -> None:
    days = ("2024-04-14", "2024-04-15", "2024-05-14", "2024-05-15")
    rows = [packets.row(REGISTERS["outreach"], n, date=d) for n, d in enumerate(days)]
    sheet = opened(Packet.of(packets.header(), {"outreach": rows}))["Tổng hợp"]
    assert [cell.value for cell in sheet[sheet.max_row]][:2] == [
        "Trong kỳ báo cáo: tháng 5 năm 2024",
        2,
    ]


def test_an_empty_register_is_a_table_with_one_empty_row() -> None:
    book = opened(Packet.of(packets.header(), {}))
    for found in SHEETS:
        sheet = book[found.title]
        assert sheet.max_row == 2
        tables = [table.ref[-1] for table in sheet.tables.values()]
        assert tables == (["3"] if found.table else [])


def test_tables_reach_from_the_headings_to_the_last_row() -> None:
    book = opened(packets.plain())
    for found in TABLED:
        sheet = book[found.title]
        table = sheet.tables[found.register]
        assert table.ref == f"A2:{sheet.cell(4, sheet.max_column).coordinate}"
        assert [c.name for c in table.tableColumns] == [c.value for c in sheet[2]]


def test_every_code_of_every_list_reads_back() -> None:
    for sheet in SHEETS:
        for column, ways in zip(sheet.columns, layout.ways(wording.newest(), sheet), strict=True):
            for code in codes(column.lists):
                value = [code, code] if column.kind == Kind.CODES else code
                held = re.search("<t>([^<]*)</t>", ways.speller({})(value))
                assert held and ways.read(held[1]) == value


def openpyxl_column(data: bytes, name: str, column: int, _: Path) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[name]
    cells = [row[column] for row in sheet.iter_rows(min_row=3)]
    assert {cell.data_type for cell in cells} == {"s"}
    return [unescape(str(cell.value)) for cell in cells]  # its reader leaves that to the caller


def libreoffice_column(data: bytes, name: str, column: int, folder: Path) -> list[str]:
    (folder / "texts.xlsx").write_bytes(data)
    number = openpyxl.load_workbook(io.BytesIO(data)).sheetnames.index(name) + 1
    filters = f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{number}"
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *("--convert-to", filters, "--outdir", str(folder), str(folder / "texts.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    (found,) = folder.glob("texts-*.csv")
    with found.open(encoding="utf-8", newline="") as file:
        return [line[column] for line in csv.reader(file)][2:]


READERS: dict[str, Callable[[bytes, str, int, Path], list[str]]] = {"openpyxl": openpyxl_column}
if shutil.which("soffice"):
    READERS["LibreOffice"] = libreoffice_column


@pytest.mark.parametrize(("register", "field"), TEXT_FIELDS)
def test_p6_nasty_texts_come_back_exactly(register: str, field: str) -> None:
    texts = two_hundred()
    packet = texts_packet(register, field, texts)
    written = workbook.write(packet)
    assert len(texts) == 200
    assert read(written) == packet
    assert not [name for name, part in written.items() if re.search(rb"<f[ >/]", part)]


@pytest.mark.parametrize("reader", READERS)
def test_p6_others_show_the_same_texts(reader: str, tmp_path: Path) -> None:
    texts = [text for text in two_hundred() if "\n" not in text]
    packet = texts_packet("sites", "name", texts)
    data = as_file(workbook.write(packet))
    shown = READERS[reader](data, "Nơi cần tiếp cận", 0, tmp_path)
    assert shown == [row["name"] for row in packet.rows["sites"]]


def test_p6_control_plain_openpyxl_turns_text_into_formulas() -> None:
    sheet = openpyxl.Workbook().worksheets[0]
    for text in two_hundred():
        sheet.append([text])
    assert "f" in {row[0].data_type for row in sheet.iter_rows()}


@pytest.mark.parametrize(
    "text",
    ["a\x00b", "a\x07b", "a\tb", "a\rb", "a\x85b", "a\u2028b", "a\u202eb", "a\ufffeb", LONG],
)
def test_what_no_sheet_can_show_is_refused_by_name(text: str) -> None:
    packet = texts_packet("models", "host", ["tốt", text])
    with pytest.raises(InputError, match=r"“Mô hình thí điểm”.*Nà Vài 2.*“Đơn vị chủ trì”"):
        workbook.write(packet)


@pytest.mark.parametrize(
    ("field", "value"),
    [("headcount", -1), ("headcount", 10**15 + 1), ("kind", "LA"), ("active_from", "1900-02-28")],
)
def test_values_outside_the_format_are_refused_by_name(field: str, value: object) -> None:
    rows = [packets.row(REGISTERS["sites"], 1, **{field: value})]
    with pytest.raises(InputError, match="“Nơi cần tiếp cận”"):
        workbook.write(Packet.of(packets.header(), {"sites": rows}))


def test_too_many_rows_are_refused_in_words() -> None:
    rows = [packets.row(REGISTERS["referral_years"], 1)] * (workbook.MAX_ROWS + 1)
    with pytest.raises(InputError, match=r"hơn 50\.000 dòng"):
        workbook.write(Packet.of(packets.header(), {"referral_years": rows}))
