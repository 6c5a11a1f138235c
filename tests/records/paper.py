"""A PDF as paper: where on the page a phrase stands, how large, how heavy; in millimetres."""

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

MM = 72 / 25.4


@dataclass(frozen=True)
class Phrase:
    """A phrase on a page: its box from the top left corner in mm, its type size in points."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    font: str

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Rule:
    """A drawn line or box, in mm from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return (self.left + self.right) / 2

    @property
    def length(self) -> float:
        """From left to right."""
        return self.right - self.left


class Paper:
    """The pages of a PDF, counted from 0."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pdfium.PdfDocument(pdf)
        self._texts = [page.get_textpage() for page in self._document]

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def title(self) -> str:
        """The document's title."""
        return str(self._document.get_metadata_dict()["Title"])

    def size(self, page: int) -> tuple[int, int]:
        """Width and height of a page in whole mm."""
        width, height = self._document[page].get_size()
        return round(width / MM), round(height / MM)

    def text(self, page: int | None = None) -> str:
        """The words of a page, or of all, each run of space as one space."""
        wanted = self._texts if page is None else [self._texts[page]]
        return " ".join(" ".join(text.get_text_range().split()) for text in wanted)

    def find(self, words: str, page: int = 0, nth: int = 0) -> Phrase:
        """The phrase on that page; it stands in one line."""
        search = self._texts[page].search(words, match_case=True)
        found = [search.get_next() for _ in range(nth + 1)][-1]
        assert found is not None, f"page {page} does not say {words!r}: {self.text(page)}"
        return self._phrase(page, *found)

    def extent(self, page: int) -> Phrase:
        """The box around everything written on a page."""
        return self._phrase(page, 0, self._texts[page].count_chars())

    def rules(self, page: int = 0) -> list[Rule]:
        """The drawn lines and boxes of a page, from its top."""
        height = self._document[page].get_height()
        drawn = self._document[page].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        found = [one.get_bounds() for one in drawn]
        rules = [Rule(x0 / MM, (height - y1) / MM, x1 / MM, (height - y0) / MM)
                 for x0, y0, x1, y1 in found]  # fmt: skip
        return sorted(rules, key=lambda rule: rule.top)

    def fonts(self) -> set[str]:
        """The names of all fonts that the pages use, without their subset tags."""
        return {
            self._font(text, place).split("+")[-1]
            for text in self._texts
            for place in range(text.count_chars())
            if text.get_text_range(place, 1).strip()
        }

    def _phrase(self, page: int, start: int, count: int) -> Phrase:
        text, height = self._texts[page], self._document[page].get_height()
        boxes = [
            text.get_charbox(place, loose=False)
            for place in range(start, start + count)
            if text.get_text_range(place, 1).strip()
        ]
        return Phrase(
            left=min(box[0] for box in boxes) / MM,
            top=(height - max(box[3] for box in boxes)) / MM,
            right=max(box[2] for box in boxes) / MM,
            bottom=(height - min(box[1] for box in boxes)) / MM,
            size=round(raw.FPDFText_GetFontSize(text, start), 1),
            font=self._font(text, start).split("+")[-1],
        )

    def _font(self, text: pdfium.PdfTextPage, place: int) -> str:
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetFontInfo(text, place, name, 128, flags)
        return name.value.decode()
