"""What leaves the book on paper or as a file stands in its journal, but never what it says."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtPrintSupport import QPrinter

from desktop.records import audit
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.look.problems import Banner
from desktop.ui.pages.register import RegisterPage
from desktop.ui.pages.reports import ReportsPage
from desktop.ui.pages.settings.journal import JournalSection
from desktop.ui.pages.settings.section import Around
from desktop.ui.paper.printing import Order
from desktop.ui.paper.sheet_dialog import print_slip
from desktop.ui.remember import Remember
from tests.records.office_year import event, record, slip
from tests.ui.hands import Hands


def deeds(desk: Desk) -> list[tuple[str, str, int]]:
    """What was printed or saved, the newest first."""
    found = audit.read(desk.book.db, kind="paper").deeds
    return [(deed.action, deed.register, deed.rows) for deed in found]


@pytest.fixture
def reports(desk: Desk, hands: Hands) -> ReportsPage:
    record(desk.book, "outreach", [event("2024-04-01", 30)])
    page = hands.show(ReportsPage(desk, Banner(), lambda _place: None))
    page.refresh()
    hands.settle()
    return page


def to_paper(file: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_sheets_that_are_saved_or_printed(
    desk: Desk, reports: ReportsPage, hands: Hands, tmp_path: Path
) -> None:
    for kind in (".pdf", ".docx"):
        reports.output.write(tmp_path / f"a{kind}")
        hands.settle()
    assert deeds(desk) == [("file", "", 0)]
    reports.open("outreach")
    hands.settle()
    reports.output.send(to_paper(tmp_path / "b.pdf"), Order("giấy", (0,)))
    hands.settle()
    assert deeds(desk)[0] == ("print", "outreach", 0)


def test_a_file_that_could_not_be_written_is_none(
    desk: Desk, reports: ReportsPage, hands: Hands, tmp_path: Path
) -> None:
    reports.output.write(tmp_path / "none" / "a.pdf")
    hands.settle()
    assert deeds(desk) == []


def test_a_list_that_is_taken_out(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    record(desk.book, "outreach", [event("2024-04-01", 30)])
    page = hands.show(RegisterPage(desk, REGISTERS["outreach"], Banner()))
    page.refresh()
    hands.settle()
    page.page.excel.save(tmp_path / "a.xlsx")
    hands.settle()
    assert deeds(desk) == [("file", "outreach", 0)]


def test_a_slip_on_paper_and_in_the_journal(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    record(desk.book, "referrals", [slip("DA_SU_DUNG")])
    uid, code = desk.book.db.execute("SELECT uid, code FROM referrals").fetchone()
    dialog = print_slip(desk, hands.show(Banner()), uid)
    hands.settle()
    dialog.output.send(to_paper(tmp_path / "s.pdf"), Order("giấy", (0,)))
    hands.settle()
    assert deeds(desk) == [("print", "referrals", 0)]

    ways = (lambda: None, Banner(), lambda _place: None, lambda _folder: None, lambda: None)
    around = Around(desk, Remember(tmp_path / "r.ini"), *ways)
    journal = hands.show(JournalSection(around))
    journal.kind.setCurrentIndex(journal.kind.findData("paper"))
    journal.refresh()
    hands.settle()
    (line,) = cast(list[tuple[str, ...]], [entry.cells for entry in journal.log.entries])
    assert line[1] == "In ra giấy" and line[3] == ""
    assert not {str(uid), str(code)} & set(line)
