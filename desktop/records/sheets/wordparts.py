"""Small parts of a Word document that python-docx has no word for: fields, rules, frames."""

from typing import TYPE_CHECKING, Literal

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from desktop.records.sheets.typesetting import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY = 14
LANGUAGE = "vi-VN"
SIDES: dict[str, "ALIGN"] = {"left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT}

_MARGINS = {"top": 22, "bottom": 22, "left": 30, "right": 15}
_NUMBER_AT = 11
"""The page number's distance from the edge of the paper, in millimetres."""


def set_type(style: "ParagraphStyle", size: float, *, bold: bool = False) -> None:
    """Have a style use the Decree's type, in Vietnamese."""
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.italic = False
    properties = style.element.get_or_add_rPr()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        properties.rFonts.attrib.pop(qn(name), None)
    for name in ("w:eastAsia", "w:cs"):
        properties.rFonts.set(qn(name), FONT)
    for colour in properties.findall(qn("w:color")):
        properties.remove(colour)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), LANGUAGE)
    properties.append(language)


def say(
    paragraph: "Paragraph",
    words: str,
    size: float,
    look: Literal["", "bold", "italic", "bold italic"] = "",
    align: str = "center",
    after: float = 0,
) -> "Paragraph":
    """Write ``words`` into the paragraph; ``size`` and the space ``after`` in points."""
    run = paragraph.add_run(printable(words))
    run.font.size, run.bold, run.italic = Pt(size), "bold" in look, "italic" in look
    paragraph.alignment = SIDES[align]
    paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.first_line_indent = Mm(0)
    return paragraph


def fresh(cell: "_Cell") -> "Paragraph":
    """An empty paragraph of the cell: its first while that is empty, else one more."""
    paragraphs: list[Paragraph] = cell.paragraphs
    used = len(paragraphs) > 1 or paragraphs[0].runs
    free: Paragraph = cell.add_paragraph() if used else paragraphs[0]
    return free


def rule(paragraph: "Paragraph", room: float, length: float) -> None:
    """A line of ``length`` in the middle of ``room``, both in millimetres."""
    indent = Mm((room - length) / 2)
    style = paragraph.paragraph_format
    style.left_indent = style.right_indent = indent
    style.first_line_indent = Mm(0)
    style.space_before, style.space_after, style.line_spacing = Pt(0), Pt(6), Pt(4)
    _borders(paragraph, ("top",), 6)


def frame(paragraph: "Paragraph", room: float, length: float) -> None:
    """A single-line box of ``length`` around the paragraph, in the middle of ``room``."""
    style = paragraph.paragraph_format
    style.left_indent = style.right_indent = Mm((room - length) / 2)
    style.space_before = Pt(8)
    _borders(paragraph, ("top", "left", "bottom", "right"), 6)


def set_page(section: "Section", *, landscape: bool) -> None:
    """A4 with the Decree's margins; its number in the top margin, not on the first page."""
    long, short = Mm(297), Mm(210)
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.orientation = 1 if landscape else 0  # type: ignore[assignment]  # WD_ORIENT by value
    for side, margin in _MARGINS.items():
        setattr(section, f"{side}_margin", Mm(margin))
    section.header_distance = Mm(_NUMBER_AT)
    section.different_first_page_header_footer = True


def number_pages(document: "Document") -> None:
    """The number of the page, in the header that every section shares."""
    paragraph = document.sections[0].header.paragraphs[0]
    say(paragraph, "", 13)
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind in ("begin", "PAGE", "end"):
        if kind == "PAGE":
            part = OxmlElement("w:instrText")
            part.text = " PAGE "
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def count_from_one(section: "Section") -> None:
    """Count the section's pages from 1."""
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    section._sectPr.append(number)


def _borders(paragraph: "Paragraph", sides: tuple[str, ...], weight: int) -> None:
    """Single lines of ``weight`` eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", "sz": str(weight), "space": "1"}.items():
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    after = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    following = next((child for child in properties if child.tag in map(qn, after)), None)
    if following is None:
        properties.append(borders)
    else:
        following.addprevious(borders)
