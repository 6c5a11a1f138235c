"""Printed sheets: composed from the book as plain data, set as PDF, Word document or workbook."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.language import pick, t
from desktop.records.periods import Basis
from desktop.records.registers import REGISTERS
from desktop.records.sheets.agreement import NONE, packet_code
from desktop.records.sheets.blocks import SheetData
from desktop.records.sheets.consent_sheet import consent_sheet
from desktop.records.sheets.context import Context, gather
from desktop.records.sheets.lists import register_list
from desktop.records.sheets.marks import mark
from desktop.records.sheets.receipt_sheet import Receiving, Remark, receipt, receipt_sheet
from desktop.records.sheets.recovery_sheet import recovery_sheet
from desktop.records.sheets.reporters import reporters_sheet
from desktop.records.sheets.slip import slip
from desktop.records.sheets.spreadsheet import xlsx
from desktop.records.sheets.summary import summary, targets_sheet
from desktop.records.sheets.tasks import tasks_sheet
from desktop.records.sheets.typesetting import Printable, pages, pdf
from desktop.records.units import Unit

__all__ = [
    "SHEETS",
    "Printable",
    "Receiving",
    "Remark",
    "Sheet",
    "SheetData",
    "compose",
    "consent_sheet",
    "pages",
    "pdf",
    "receipt",
    "receipt_sheet",
    "recovery_sheet",
    "slip",
    "write",
]


@dataclass(frozen=True)
class Sheet:
    """One kind of sheet of a period and what puts it together; ``coded`` ones bear the code of
    the packet that they agree with."""

    vi: str
    en: str
    compose: Callable[[Context], SheetData]
    coded: bool = False

    @property
    def label(self) -> str:
        """The sheet's name in the language in use."""
        return pick(self.vi, self.en)


def _list(name: str) -> Sheet:
    register = REGISTERS[name]
    return Sheet(
        f"Danh sách: {register.vi}",
        f"List: {register.en}",
        lambda context: register_list(context, register),
    )


_REPORTS = {
    "summary": Sheet("Báo cáo tổng hợp", "Summary report", summary, coded=True),
    "targets": Sheet("Kết quả chỉ tiêu", "Targets", targets_sheet, coded=True),
    "tasks": Sheet("Nhiệm vụ theo mục của Kế hoạch", "Tasks by clause", tasks_sheet),
    "reporters": Sheet("Đơn vị đã gửi số liệu", "Who has reported", reporters_sheet),
}
_LISTS = {register.name: _list(register.name) for register in REGISTERS.values() if register.tiers}

SHEETS: dict[str, Sheet] = _REPORTS | {
    name: sheet for name, sheet in _LISTS.items() if name not in _REPORTS
}
"""Every sheet of a period by the name it is asked for; slips and the like have their own way."""


def compose(
    book: Book,
    name: str,
    period: str,
    now: datetime,
    *,
    area: Unit | None = None,
    basis: Basis | None = None,
    internal: bool = False,
) -> SheetData:
    """The sheet ``name`` of the book for ``period`` (``2024-H1``), always in Vietnamese.

    What lies after ``now`` does not count. ``area`` is an office below the book's own whose
    numbers are asked for; ``basis`` what bounds the period, the book's setting when not given.
    ``internal`` marks the sheet LƯU HÀNH NỘI BỘ and shows small numbers exactly. Raises InputError
    for a name of no sheet or period.
    """
    if name not in SHEETS:
        raise InputError(
            t(
                "Không có tờ in “{name}”. Các tờ in hiện có: {names}.",
                name=name,
                names=", ".join(SHEETS),
            )
        )
    asked = SHEETS[name]
    data = asked.compose(gather(book, period, now, area=area, basis=basis, internal=internal))
    return replace(
        data,
        code=(packet_code(book) or NONE) if asked.coded else "",
        mark=mark(book, internal=internal),
    )


def write(data: Printable, kind: str) -> bytes:
    """The sheet as a file of that kind: ``.pdf``, for reports and lists also ``.docx``, ``.xlsx``.

    Raises InputError for a kind that there is not, or a workbook without any table.
    """
    if kind == ".pdf":
        return pdf(data)
    from desktop.records.sheets.word import docx  # slow to load, and seldom needed

    writers = {".docx": docx, ".xlsx": xlsx} if isinstance(data, SheetData) else {}
    if kind not in writers or not isinstance(data, SheetData):
        raise InputError(
            t(
                "Tờ in này ghi được thành tệp {kinds}; sửa tên tệp rồi làm lại.",
                kinds=", ".join([".pdf", *writers]),
            )
        )
    return writers[kind](data)
