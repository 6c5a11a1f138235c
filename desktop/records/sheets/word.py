"""The sheet as a Word document that an office may edit, in the form of Decree 30/2020/NĐ-CP."""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from desktop.records.sheets.blocks import Annex, Block, Heading, Letterhead, SheetData, Table
from desktop.records.sheets.typesetting import printable, qr_code, qr_words
from desktop.records.sheets.wordparts import (
    BODY,
    LANGUAGE,
    count_from_one,
    frame,
    fresh,
    number_pages,
    rule,
    say,
    set_page,
    set_type,
)
from desktop.records.sheets.wordtable import add_table, set_widths, unbroken

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell

PORTRAIT, LANDSCAPE = 165, 252
"""The width between the margins, in millimetres."""

_LEFT, _RIGHT = 67, 98
"""The two columns of the letterhead."""


def docx(data: SheetData) -> bytes:
    """The sheet as a .docx; it opens in Word and LibreOffice."""
    document = Document()
    _set_up(document, data)
    if data.letterhead:
        _letterhead(document, data.letterhead, data.mark)
        _title(document, data)
        _content(document, data.body, PORTRAIT)
        _signature(document, data, data.letterhead)
    for number, annex in enumerate(data.annexes):
        _annex(document, annex, "" if data.letterhead else data.mark, first=not number)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: "WordDocument", data: SheetData) -> None:
    set_type(document.styles["Normal"], BODY)
    for level in (1, 2):
        set_type(document.styles[f"Heading {level}"], BODY, bold=True)
    properties = document.core_properties
    properties.title, properties.language = printable(data.title), LANGUAGE
    properties.author = printable(" ".join(data.letterhead.issuer)) if data.letterhead else ""
    properties.comments = ""
    properties.created = properties.modified = datetime.fromisoformat(data.day)
    first = document.sections[0]
    alone = data.letterhead is None and data.annexes
    set_page(first, landscape=bool(alone and data.annexes[0].landscape))
    number_pages(document)


def _letterhead(document: "WordDocument", head: Letterhead, mark: str) -> None:
    table = document.add_table(2, 2)
    table.autofit = False
    set_widths(table, (_LEFT, _RIGHT))
    office, state = table.rows[0].cells
    if head.superior:
        say(fresh(office), head.superior, 12)
    for words in head.issuer:
        say(fresh(office), words, 12, "bold")
    rule(office.add_paragraph(), _LEFT, 26)
    say(fresh(state), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "bold")
    say(fresh(state), "Độc lập - Tự do - Hạnh phúc", 13, "bold")
    rule(state.add_paragraph(), _RIGHT, 60)
    number, place = table.rows[1].cells
    say(fresh(number), head.number, 13)
    say(fresh(place), head.place_and_date, 13, "italic")
    if mark:
        frame(say(fresh(number), mark, 13, "bold"), _LEFT, 56)


def _title(document: "WordDocument", data: SheetData) -> None:
    kind = say(document.add_paragraph(), data.kind, BODY, "bold", after=3)
    kind.paragraph_format.space_before = Pt(18)
    for words in data.abstract:
        say(document.add_paragraph(), words, BODY, "bold")
    rule(document.add_paragraph(), PORTRAIT, 40)
    if data.letterhead:
        say(document.add_paragraph(), f"Kính gửi: {data.letterhead.addressee}.", BODY, after=12)


def _content(document: "WordDocument", blocks: Iterable[Block], room: int) -> None:
    for block in blocks:
        if isinstance(block, Table):
            add_table(document, block, room)
        elif isinstance(block, Heading):
            made = document.add_heading(printable(block.text), block.level)
            made.paragraph_format.space_before = Pt(9)
            made.paragraph_format.first_line_indent = Mm(10)
        else:
            made = document.add_paragraph(printable(block.text))
            made.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            made.paragraph_format.first_line_indent = Mm(10)
            made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(6)


def _signature(document: "WordDocument", data: SheetData, head: Letterhead) -> None:
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    table = document.add_table(1, 2)
    table.autofit = False
    set_widths(table, (80, 85))
    unbroken(table.rows[0])
    left, right = table.rows[0].cells
    say(fresh(left), "Nơi nhận:", 12, "bold italic", "left")
    for words in head.recipients:
        say(fresh(left), words, 11, "", "left")
    if data.code:
        _code(left, data)
    for words in head.authority:
        say(fresh(right), words, BODY, "bold")
    for _ in range(4):
        say(right.add_paragraph(), "", BODY)
    say(right.add_paragraph(), head.signer, BODY, "bold")


def _code(cell: "_Cell", data: SheetData) -> None:
    words = say(fresh(cell), "Mã đối chiếu với gói dữ liệu:", 11, "", "left")
    words.paragraph_format.space_before = Pt(14)
    say(fresh(cell), data.code, 11, "bold", "left")
    if said := qr_words(data):
        picture = cell.add_paragraph().add_run()
        shape = picture.add_picture(io.BytesIO(qr_code(said, "png")), width=Mm(20))
        shape._inline.docPr.set("descr", f"Mã QR: {said}")


def _annex(document: "WordDocument", annex: Annex, mark: str, *, first: bool) -> None:
    if not first or document.paragraphs:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        set_page(section, landscape=annex.landscape)
        count_from_one(section)
    room = LANDSCAPE if annex.landscape else PORTRAIT
    if mark:
        frame(say(document.add_paragraph(), mark, 13, "bold"), room, 70)
    label = document.add_heading("", 1)
    say(label, annex.label, BODY, "bold", after=4)
    say(document.add_paragraph(), annex.title, BODY, "bold", after=4)
    say(document.add_paragraph(), annex.attached, 13, "italic", after=10)
    _content(document, annex.body, room)
