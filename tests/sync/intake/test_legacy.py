"""Text typed for .VnTime and VNI fonts becomes Unicode; text without such a font is left alone."""

import csv
from unicodedata import is_normalized

import pytest

import resources
from desktop.records.text import nfc
from sync.intake import legacy
from sync.intake.grid import Cell, Grid, Line, Sheet
from sync.intake.legacy import Encoding, Fonts
from tests.sync.intake.files import typed

SENTENCE = "đường tư vấn, phòng chống mại dâm ở xã Nghiên Loan; kỷ niệm, nghĩ ngợi, quỹ, thuở ấy"


def grid(*cells: Cell) -> Grid:
    return Grid("so.xls", (Sheet("", (Line(1, cells),)),))


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
def test_every_letter_of_the_tables_comes_back(encoding: Encoding) -> None:
    name, key, make = legacy._TABLES[encoding]
    with resources.path("encodings", name).open(encoding="utf-8", newline="") as file:
        rows = [(make(row[key]), row["unicode_char"]) for row in csv.DictReader(file)]

    assert len(rows) == {Encoding.TCVN3: 94, Encoding.VNI: 134}[encoding]
    for signs, letter in rows:
        assert legacy.convert(f"x{signs}x", encoding) == nfc(f"x{letter}x")


def test_soft_hyphen_is_a_letter_of_tcvn3() -> None:
    assert legacy.convert("t\xad vÊn, ng\xadêi", Encoding.TCVN3) == "tư vấn, người"
    assert legacy.text_of(Cell("\xad", ".VnTime"), {}) == "ư"


def test_the_longest_match_wins_in_vni() -> None:
    assert legacy.convert("ngöôøi, khuyûu, oâ, o", Encoding.VNI) == "người, khuỷu, ô, o"
    letters = legacy._table(Encoding.VNI)[1]
    one_by_one = "".join(letters.get(sign, sign) for sign in "ngöôøi")
    assert one_by_one != "người"


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
def test_a_sentence_comes_back_composed(encoding: Encoding) -> None:
    before = typed(SENTENCE, encoding)
    assert before != SENTENCE
    after = legacy.convert(before, encoding)
    assert (after, is_normalized("NFC", after)) == (SENTENCE, True)


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", Encoding.TCVN3),
        (".vnarial narrow", Encoding.TCVN3),
        ("VNI-Times", Encoding.VNI),
        ("vni-helve", Encoding.VNI),
        ("Times New Roman", Encoding.UNICODE),
        ("VnTimes Unicode", Encoding.UNICODE),
        ("", Encoding.UNICODE),
    ],
)
def test_the_name_of_a_font_tells(font: str, encoding: Encoding) -> None:
    assert legacy.encoding_of(font) is encoding


def test_fonts_for_capitals_show_large_letters() -> None:
    text = typed("ủy ban nhân dân", Encoding.TCVN3)
    assert legacy.text_of(Cell(text, ".VnTimeH"), {}) == "ỦY BAN NHÂN DÂN"
    assert legacy.text_of(Cell(text, ".VnTime"), {}) == "ủy ban nhân dân"


def test_unicode_in_an_old_font_stays() -> None:
    for text in ("Người dân", "Ngày tháng", "Họp thôn", "Nà Vài"):
        assert legacy.text_of(Cell(text, ".VnTime"), {}) == text
    assert legacy.text_of(Cell(typed("Ví dụ", Encoding.TCVN3), ".VnTime"), {}) == "Ví dụ"


def test_a_cell_of_several_fonts_is_converted_piece_by_piece() -> None:
    old = typed("họp thôn", Encoding.TCVN3)
    runs = ((".VnTime", old), ("Arial", " – Nà Vài "), ("VNI-Times", typed("tổ", Encoding.VNI)))
    cell = Cell("".join(text for _, text in runs), "Arial", runs=runs)
    assert legacy.text_of(cell, {}) == "họp thôn – Nà Vài tổ"


def test_text_without_an_old_font_is_never_converted_silently() -> None:
    cell = Cell(typed(SENTENCE, Encoding.TCVN3), "Times New Roman")
    (sample,) = legacy.samples(grid(cell))

    assert legacy.text_of(cell, {}) == cell.value
    assert (sample.certain, sample.encoding, sample.font) == (
        False,
        Encoding.TCVN3,
        "Times New Roman",
    )
    assert (sample.before, sample.after) == ((cell.value,), (SENTENCE,))
    decided: Fonts = {sample.font: sample.encoding}
    assert legacy.text_of(cell, decided) == SENTENCE


def test_a_person_can_say_that_a_font_lies() -> None:
    assert legacy.text_of(Cell("à la carte", ".VnTime"), {".VnTime": Encoding.UNICODE}) == (
        "à la carte"
    )


@pytest.mark.parametrize(
    "text", [SENTENCE, "Hop thon Na Vai", "Café à la carte, déjà vu, où, très"]
)
def test_ordinary_text_is_not_suspected(text: str) -> None:
    assert legacy.samples(grid(Cell(text, "Times New Roman"))) == []


def test_samples_show_the_frequent_font_first() -> None:
    first = Cell(typed(SENTENCE, Encoding.VNI), "VNI-Times")
    other = Cell(typed("tổ", Encoding.TCVN3), ".VnTime")
    found = legacy.samples(grid(other, first, first, Cell("abc", ".VnArial")))

    assert [(sample.font, sample.cells) for sample in found] == [("VNI-Times", 2), (".VnTime", 1)]
    assert all(sample.certain for sample in found)
    assert found[0].after == (SENTENCE,)
