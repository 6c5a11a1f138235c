"""Cells come out of .xlsx, .xls and .csv as they stand there; hostile files do no harm."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from desktop.records.errors import InputError
from sync.intake import grid as grids
from sync.intake import limits, xlsx_parts
from sync.intake.grid import Cell, Grid, Span
from sync.intake.reading import FileReader, examine
from tests.sync.intake.files import saved, sheet_of, table, workbook

Change = Callable[[bytes], bytes]

pytestmark = pytest.mark.usefixtures("fresh_children")

OLD = Path(__file__).with_name("so-tuyen-truyen.xls")


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    with FileReader() as shared:
        yield shared


def values(found: Grid) -> list[list[object]]:
    return [[cell.value for cell in line.cells] for line in found.sheets[0].lines]


def content(file: Path) -> Grid:
    return examine(file.read_bytes(), file.name)


def test_a_workbook_with_everything_a_cell_can_have(tmp_path: Path) -> None:
    sheet = sheet_of([["Ngày", "Số"], [datetime(2024, 3, 5), 12.5], [], ["=1+1", True, "x"]])
    sheet["A2"].number_format = "mm/dd/yyyy"
    sheet["B2"].font = Font(name=".VnTime")
    sheet["A4"].data_type = "s"
    sheet["C4"].value = CellRichText("một ", TextBlock(InlineFont(rFont="VNI-Times"), "hai"))
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True
    assert sheet.parent is not None
    sheet.parent.create_sheet("Ẩn").sheet_state = "hidden"
    found = content(saved(sheet, tmp_path))

    first, second = found.sheets
    assert [line.number for line in first.lines] == [1, 2, 4]
    day, number = first.lines[1].cells
    assert day == Cell(datetime(2024, 3, 5), "Calibri", "mm/dd/yyyy")
    assert (number.value, number.font) == (12.5, ".VnTime")
    assert values(found)[2] == ["=1+1", True, "một hai"]
    assert first.lines[2].cell(2).runs == (("Calibri", "một "), ("VNI-Times", "hai"))
    assert first.merged == (Span(1, 0, 1, 1),)
    assert first.hidden_columns == frozenset({1})
    assert [line.hidden for line in first.lines] == [False, False, True]
    assert (second.name, second.hidden, second.lines) == ("Ẩn", True, ())


def test_a_formula_is_its_cached_value_and_unknown_without_one(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["Số"], ["=SUM(A3:A4)"], [20])
    assert values(content(file))[1] == [grids.UNKNOWN]

    sheet = "xl/worksheets/sheet1.xml"
    altered = rezipped(file, {sheet: lambda part: part.replace(b"<v></v>", b"<v>20</v>")})
    altered = altered.replace(b"<v />", b"<v>20</v>")
    assert values(examine(altered, "so.xlsx"))[1] == [20]


def test_old_workbooks_show_the_same(reader: FileReader) -> None:
    found = reader.read(OLD)

    assert found == content(OLD)
    lines = found.sheets[0].lines
    assert (lines[0].cells[0].font, lines[0].cells[0].value) == (
        ".VnTimeH",
        "b¶ng theo dâi tuyªn truyÒn n¨m 2024",
    )
    assert found.sheets[0].merged == (Span(1, 0, 1, 6),)
    assert lines[2].cells[1] == Cell(datetime(2024, 3, 5), ".VnTime", "dd/mm/yyyy")
    assert lines[3].cells[5] == Cell("Khuoåi Boác", "VNI-Times")
    assert lines[4].cells[6].value == 42


def test_the_child_answers_as_this_process_would(reader: FileReader, tmp_path: Path) -> None:
    file = workbook(tmp_path, ["Ngày", "Số"], [datetime(2024, 3, 5, 8, 30), 1.5], ["x", None, 3])
    assert reader.read(file) == content(file)
    assert grids.from_json(grids.to_json(content(OLD))) == content(OLD)


def test_the_first_bytes_count_not_the_ending(tmp_path: Path) -> None:
    data = workbook(tmp_path, ["Ngày", "Số"], ["a", 1]).read_bytes()
    assert values(examine(data, "so.xls")) == [["Ngày", "Số"], ["a", 1]]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_as_office_programs_save_it(
    tmp_path: Path, delimiter: str, encoding: str, said: str
) -> None:
    lines = [["Name", "Kết quả, ghi chú"], ["Quán\nSông; Năng", "1.234"], ["", ""], ["b", "c"]]
    found = content(table(tmp_path, *lines, delimiter=delimiter, encoding=encoding))

    assert values(found) == [lines[0], lines[1], lines[3]]
    assert [line.number for line in found.sheets[0].lines] == [1, 2, 4]
    assert found.encoding == said


def windows_1258(text: str) -> bytes:
    """As old programs save Vietnamese: a letter with its tone behind it where the page has none."""
    signs = []
    for sign in text:
        base, *marks = list(normalize("NFD", sign))
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        letter = normalize("NFC", base + "".join(m for m in marks if m not in tones))
        signs.append(letter + "".join(tones))
    return "".join(signs).encode("cp1258")


def test_csv_of_windows_1258_and_of_none() -> None:
    lines = [["Tên nơi", "Số người"], ["Quán cà phê ở phố huyện", "1"]]
    found = examine(windows_1258("\n".join(map(",".join, lines))), "so.csv")
    assert (found.encoding, values(found)) == ("cp1258", lines)

    unclear = examine("Hä tªn,sè\nNguyÔn §øc,1\n".encode("latin-1"), "so.csv")
    assert (unclear.encoding, values(unclear)[0]) == ("latin-1", ["Hä tªn", "sè"])


def rezipped(file: Path, changes: Mapping[str, Change]) -> bytes:
    """The workbook with some of its parts altered."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, changes[name](part) if name in changes else part)
    return out.getvalue()


def nested(part: bytes) -> bytes:
    return part.replace(b"<sheetData>", b"<sheetData>" + b"<row>" * 100_000)


def many_rows(_part: bytes) -> bytes:
    row = b"<row><c><v>1</v></c></row>"
    return b"<worksheet><sheetData>" + row * (limits.MAX_ROWS + 1) + b"</sheetData></worksheet>"


def far_away(_part: bytes) -> bytes:
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return b"<worksheet><sheetData>" + cell + b"</sheetData></worksheet>"


HOSTILE: dict[str, tuple[str, Change, str]] = {
    "nested": ("xl/worksheets/sheet1.xml", nested, "hỏng hoặc sai kiểu"),
    "too many rows": ("xl/worksheets/sheet1.xml", many_rows, "50.000 dòng"),
    "too many columns": ("xl/worksheets/sheet1.xml", far_away, "200 cột"),
    "no XML": ("xl/workbook.xml", lambda _: b"hello", "hỏng hoặc sai kiểu"),
    "no styles": ("xl/styles.xml", lambda _: b"<styleSheet/", "hỏng hoặc sai kiểu"),
    "other way out": (
        "xl/_rels/workbook.xml.rels",
        lambda part: part.replace(b"worksheets/sheet1.xml", b"../../../etc/passwd"),
        "không có dòng nào",
    ),
}


@pytest.mark.parametrize(("part", "change", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_workbook_is_refused_in_plain_words(
    tmp_path: Path, part: str, change: Change, words: str
) -> None:
    file = workbook(tmp_path, ["moi", "hai"], ["a", "b"])
    with pytest.raises(InputError, match=words):
        examine(rezipped(file, {part: change}), "so.xlsx")


def with_shared(folder: Path, strings: bytes, before: bytes = b"") -> Grid:
    """A workbook whose first cell says the first of these shared strings."""
    row = b'<sheetData><row r="9"><c t="s"><v>0</v></c></row>'

    def point(part: bytes) -> bytes:
        return part.replace(b"<sheetData>", row)

    file = workbook(folder, ["moi", "hai"])
    out = io.BytesIO(rezipped(file, {"xl/worksheets/sheet1.xml": point}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/sharedStrings.xml", before + b"<sst>" + strings + b"</sst>")
    return examine(out.getvalue(), "so.xlsx")


def test_shared_strings_keep_their_runs_and_signs(tmp_path: Path) -> None:
    run = b"<r><rPr><rFont val='.VnTime'/></rPr><t>h\xc2\xadp </t></r><r><t>b_x000A_c</t></r>"
    found = with_shared(tmp_path, b"<si>" + run + b"<rPh><t>no</t></rPh></si>")
    cell = found.sheets[0].lines[0].cells[0]
    assert (cell.value, cell.runs[0]) == ("h\xadp b\nc", (".VnTime", "h\xadp "))


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """Ten to the ninth letters, said in half a kilobyte; and a file of this machine."""
    levels = b"".join(
        b'<!ENTITY e%d "%s">' % (level, b"&e%d;" % (level - 1) * 10) for level in range(1, 10)
    )
    bomb = b'<!DOCTYPE sst [<!ENTITY e0 "ha">' + levels + b"]>"
    with pytest.raises(InputError, match="hỏng"):
        with_shared(tmp_path, b"<si><t>a&e9;</t></si>", bomb)

    (tmp_path / "secret").write_text("Nà Vài", encoding="utf-8")
    theft = b'<!DOCTYPE sst [<!ENTITY e SYSTEM "%s">]>' % (tmp_path / "secret").as_uri().encode()
    found = with_shared(tmp_path, b"<si><t>a&e;</t></si>", theft)
    assert "Vài" not in str(found)


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workbook(tmp_path, ["a", "b"], *([f"dòng {n}", n] for n in range(500)))
    assert len(content(file).sheets[0].lines) == 501
    monkeypatch.setattr(xlsx_parts, "MAX_UNPACKED", 20_000)
    with pytest.raises(InputError, match="quá lớn khi mở"):
        content(file)


def test_a_zip_that_lies_about_sizes_is_refused(tmp_path: Path) -> None:
    data = bytearray(workbook(tmp_path, ["a", "b"], *([n] for n in range(500))).read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        true = source.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert data.count(true) >= 1
    with pytest.raises(InputError, match="hỏng"):
        examine(bytes(data).replace(true, (100).to_bytes(4, "little")), "so.xlsx")


PLAIN_REFUSALS: dict[str, tuple[str, bytes, str]] = {
    "web page": ("so.xls", b"\xef\xbb\xbf<html><table><tr><td>1", "trang web"),
    "locked": ("so.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "empty": ("so.xlsx", b"", "hỏng"),
    "empty csv": ("so.csv", b"", "không có dòng nào"),
    "other kind": ("so.docx", b"x", "Chỉ đọc được"),
    "open quote": ("so.csv", b'a,b\n"A,1\n', "hỏng"),
    "stray quote": ("so.csv", b'a,b\n"A"B,1\n', "hỏng"),
    "cell too long": ("so.csv", b"a,b\n" + b"A" * 200_000 + b",1\n", "hỏng"),
}


@pytest.mark.parametrize(
    ("name", "data", "words"), PLAIN_REFUSALS.values(), ids=PLAIN_REFUSALS.keys()
)
def test_other_files_are_refused_in_plain_words(
    reader: FileReader, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=words):
        reader.read(tmp_path / name)


def test_missing_and_oversized_files(reader: FileReader, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Không thấy tệp"):
        reader.read(tmp_path / "so.csv")
    with (tmp_path / "so.csv").open("wb") as file:
        file.truncate(limits.MAX_FILE + 1)
    with pytest.raises(InputError, match="20 MB"):
        reader.read(tmp_path / "so.csv")


def test_a_file_that_takes_too_long_or_too_much_is_stopped(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["a", "b"], *([f"{n} {'x' * 2_000}"] for n in range(9_000)))
    with FileReader(seconds=0.0) as hasty, pytest.raises(InputError, match="quá lâu"):
        hasty.read(file)
    if sys.platform != "win32":
        with FileReader(memory=70 << 20) as poor, pytest.raises(InputError, match="Chưa lưu gì"):
            poor.read(file)


CHILD = """
import sys
from sync.intake import reading

class Closed:
    def send_bytes(self, ready): pass
    def recv_bytes(self): raise EOFError

reading._serve(Closed(), 512 << 20, "vi")
secrets = {"desktop.records.book", "desktop.records.vault", "sqlcipher3", "PySide6"}
sys.exit(7 if secrets & sys.modules.keys() else 0)
"""


def test_the_child_has_neither_book_nor_keys_nor_screen() -> None:
    def ran(program: str) -> int:
        return subprocess.run([sys.executable, "-c", program], check=False, timeout=600).returncode

    assert ran(CHILD) == 0
    assert ran("import sync.intake.planning\n" + CHILD) == 7


def test_damaged_files_are_refused_or_read_but_never_crash(tmp_path: Path) -> None:
    whole = [workbook(tmp_path, ["a", "b"], ["x", 1]).read_bytes(), OLD.read_bytes()]
    draw = random.Random(2060)
    refused = 0
    for turn in range(300):
        damaged = bytearray(whole[turn % 2])
        if draw.random() < 0.3:
            del damaged[draw.randrange(len(damaged)) :]
        else:
            damaged[draw.randrange(len(damaged))] ^= 1 << draw.randrange(8)
        try:
            examine(bytes(damaged), "so.xlsx")
        except InputError:
            refused += 1

    assert 50 < refused < 300
