"""Printed sheets: composed from the book as plain data, typeset to pages a leader signs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.language import pick, t
from desktop.records.sheets.blocks import SheetData
from desktop.records.sheets.context import Context, gather
from desktop.records.sheets.summary import summary, targets_sheet
from desktop.records.sheets.typesetting import pages, pdf

__all__ = ["SHEETS", "Sheet", "SheetData", "compose", "pages", "pdf"]

INTERNAL = "LƯU HÀNH NỘI BỘ"
PRACTICE = "BẢN THỰC HÀNH"


@dataclass(frozen=True)
class Sheet:
    """One kind of sheet and what puts it together."""

    vi: str
    en: str
    compose: Callable[[Context], SheetData]

    @property
    def label(self) -> str:
        """The sheet's name in the language in use."""
        return pick(self.vi, self.en)


SHEETS: dict[str, Sheet] = {
    "summary": Sheet("Báo cáo tổng hợp", "Summary report", summary),
    "targets": Sheet("Kết quả chỉ tiêu", "Targets", targets_sheet),
}
"""Every sheet by the name it is asked for."""


def compose(
    book: Book,
    name: str,
    period: str,
    now: datetime,
    *,
    internal: bool = False,
    code: str = "",
) -> SheetData:
    """The sheet ``name`` of the book's office for ``period`` (``2024-H1``), always in Vietnamese.

    What lies after ``now`` does not count. ``internal`` marks it LƯU HÀNH NỘI BỘ and shows small
    numbers exactly; ``code`` is the short code of the packet that it agrees with. Raises
    InputError for a name of no sheet or period.
    """
    if name not in SHEETS:
        raise InputError(
            t(
                "Không có tờ in “{name}”. Các tờ in hiện có: {names}.",
                name=name,
                names=", ".join(SHEETS),
            )
        )
    data = SHEETS[name].compose(gather(book, period, now, internal=internal))
    marks = [PRACTICE] if book.settings.get("practice") else []
    return replace(data, code=code, mark=" - ".join([*marks, INTERNAL] if internal else marks))
