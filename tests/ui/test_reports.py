"""Sheets in the window: what is seen is what the record says, what is printed, and what is kept."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import cast

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from desktop.records import sheet
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.periods import Basis, Length
from desktop.records.sheet import SheetData
from desktop.ui.desk import Desk
from desktop.ui.jobs import Cancelled, Job, Jobs
from desktop.ui.look.problems import Banner
from desktop.ui.pages.referrals.slip import Slip
from desktop.ui.pages.register import RegisterPage
from desktop.ui.pages.reports import ReportsPage
from desktop.ui.pages.sheets.asked import Asked, choosable, file_name
from desktop.ui.paper import preview, printing
from desktop.ui.paper.output import Output
from desktop.ui.paper.print_dialog import PrintDialog
from desktop.ui.paper.printing import Ability, Order, chosen
from desktop.ui.paper.sheet_dialog import SheetDialog, print_slip, print_words
from desktop.ui.remember import Remember
from desktop.ui.work import Work
from tests.district import District
from tests.records.office_year import event, new_book, record, slip
from tests.ui.conftest import NOW
from tests.ui.hands import PATIENCE, Hands

FINE = 150
"""Pixels to an inch in which pages are compared."""


class Screen:
    """The page of reports of one book, and where its links lead."""

    def __init__(self, desk: Desk, hands: Hands) -> None:
        self.desk, self.hands, self.went, self.banner = desk, hands, list[str](), Banner()
        hands.qtbot.addWidget(self.banner)
        self.page = hands.show(ReportsPage(desk, self.banner, self.went.append))
        self.page.refresh()
        hands.settle()

    @property
    def data(self) -> SheetData:
        assert isinstance(self.page.preview.data, SheetData)
        return self.page.preview.data

    def take(self, name: str) -> None:
        self.page.open(name)
        self.hands.settle()


@pytest.fixture
def screen(desk: Desk, hands: Hands) -> Screen:
    record(desk.book, "outreach", [event(f"2024-04-{day:02}", 30 + day) for day in range(1, 29)])
    return Screen(desk, hands)


def test_what_is_seen_is_the_sheet_to_the_pixel(screen: Screen) -> None:
    page, leaves = screen.page, screen.page.preview.leaves
    data = sheet.compose(screen.desk.book, "summary", "2024-H1", NOW)
    assert screen.data == data
    assert [leaf.png for leaf in leaves.leaves] == sheet.pages(data, leaves.density)
    leaves.verticalScrollBar().setValue(0)
    first = QImage.fromData(leaves.leaves[0].png).convertToFormat(QImage.Format.Format_RGB32)
    seen = leaves.viewport().grab().toImage()
    left = (leaves.viewport().width() - first.width()) // 2
    shown = seen.copy(left, 8, first.width(), 400).convertToFormat(QImage.Format.Format_RGB32)
    assert shown == first.copy(0, 0, first.width(), 400)
    assert page.preview.page.text() == f"Trang 1/{len(leaves.leaves)}"


def test_pages_are_turned_and_enlarged_by_key(screen: Screen) -> None:
    leaves, hands = screen.page.preview.leaves, screen.hands
    count = len(leaves.leaves)
    assert count > 1
    turned = 0
    while leaves.current < count - 1 and turned < 4 * count:
        hands.press(screen.page.choosing.sheet, Qt.Key.Key_PageDown)
        turned += 1
    assert leaves.current == count - 1
    hands.press(leaves, Qt.Key.Key_Home)
    assert leaves.current == 0
    before = leaves.density
    hands.press(leaves, Qt.Key.Key_Plus)
    hands.until(lambda: leaves.leaves[0].width > before * 8.27 * 1.2)
    hands.settle()
    assert [leaf.png for leaf in leaves.leaves] == sheet.pages(screen.data, leaves.density)
    assert leaves.density == pytest.approx(1.25 * before, rel=0.01)


def test_every_choice_changes_the_sheet(district: District, jobs: Jobs, hands: Hands) -> None:
    with district.office.open() as book:
        screen = Screen(Desk(book, jobs, lambda: NOW), hands)
        choosing = screen.page.choosing
        for name, kind in sheet.SHEETS.items():
            screen.take(name)
            assert screen.data.name == name or kind.vi.startswith("Danh sách")
        screen.take("summary")
        choosing.period.typed.setText("quy 1 2024")
        choosing.period.typed.editingFinished.emit()
        choosing.unit.setCurrentIndex(2)
        choosing.unit.activated.emit(2)
        choosing.basis.setCurrentIndex(1)
        choosing.basis.activated.emit(1)
        hands.settle()
        asked = choosing.asked()
        assert asked.area is not None
        assert (asked.period, asked.basis) == ("2024-Q1", Basis.CALENDAR)
        assert screen.data == sheet.compose(
            book, "summary", "2024-Q1", screen.desk.now(), area=asked.area, basis=Basis.CALENDAR
        )
        jobs.wait()


def test_small_numbers_are_exact_only_for_internal_use(desk: Desk, hands: Hands) -> None:
    record(desk.book, "referrals", [slip("DA_SU_DUNG"), slip("DA_SU_DUNG")])
    screen = Screen(desk, hands)
    assert "dưới 5" in str(screen.data.tables)
    screen.page.choosing.internal.click()
    screen.hands.settle()
    assert "dưới 5" not in str(screen.data.tables)
    assert "LƯU HÀNH NỘI BỘ" in screen.data.mark
    assert file_name(screen.page.choosing.asked()) == "bao-cao-2024-H1-noi-bo"


def test_a_period_that_cannot_be_read_is_said_and_changes_nothing(screen: Screen) -> None:
    period, before = screen.page.choosing.period, screen.data
    screen.hands.qtbot.mouseClick(period.typed, Qt.MouseButton.LeftButton)
    assert len(period.typed.shown) > 1, "a click shows every period of that length"
    period.typed.completer().popup().hide()
    period.typed.setText("hồi nào đó")
    period.typed.editingFinished.emit()
    screen.hands.settle()
    assert "hồi nào đó" in period.note.text() and screen.data is before
    period.typed.setText("2023")
    period.typed.editingFinished.emit()
    screen.hands.settle()
    assert period.note.isHidden() and screen.page.choosing.asked().period == "2023"
    assert Length(period.length.currentData()) is Length.YEAR


def test_what_the_office_has_not_set_is_said_once(screen: Screen) -> None:
    choosing = screen.page.choosing
    assert choosing.missing.text() == "Chưa ghi số văn bản, họ tên người ký: sẽ để trống."
    choosing.way.click()
    assert screen.went == ["settings"]
    screen.desk.book.settings.put(signer_name="Hoàng Văn Tài", document_number="7")
    screen.page.refresh()
    screen.hands.settle()
    assert choosing.missing.isHidden() and choosing.way.isHidden()
    assert screen.data.letterhead and screen.data.letterhead.signer == "Hoàng Văn Tài"


def test_only_periods_that_have_begun_are_offered() -> None:
    names = [p.name for p in choosable(NOW.date())]
    assert {"2024-H1", "2024-05", "2024-9M", "2024", "2021-01"} <= set(names)
    assert not {"2024-06", "2024-H2", "2025"} & set(names)
    assert len(names) == len(set(names))
    turn = [p.name for p in choosable(date(2024, 12, 20), Length.HALF)]
    assert turn[:2] == ["2025-H1", "2024-H2"], "15 December belongs to the next year"


@pytest.mark.parametrize(
    ("name", "file"),
    [("summary", "bao-cao-2024-H1"), ("outreach", "danh-sach-hoat-dong-truyen-thong-2024-H1")],
)
def test_files_have_neutral_names(name: str, file: str) -> None:
    assert file_name(Asked(name, "2024-H1", None, Basis.DECREE, internal=False)) == file


def test_files_are_what_is_shown(screen: Screen, tmp_path: Path) -> None:
    out = screen.page.output
    for kind in (".pdf", ".docx", ".xlsx"):
        out.write(tmp_path / f"a{kind}")
        screen.hands.settle()
        assert f"a{kind}" in screen.banner.message.text()
    assert (tmp_path / "a.pdf").read_bytes() == sheet.pdf(screen.data)
    tables = load_workbook(BytesIO((tmp_path / "a.xlsx").read_bytes())).worksheets
    assert len(tables) == len(screen.data.tables)
    out.write(tmp_path / "none" / "a.pdf")
    screen.hands.settle()
    assert screen.banner.property("look") == "banner-bad" and not screen.banner.isHidden()


@pytest.fixture(scope="module")
def two_forms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SheetData]:
    """A district's summary, cut short: upright pages, and an annex across."""
    book = new_book(tmp_path_factory.mktemp("book"), "060")
    record(book, "outreach", [event("2024-04-01", 30)])
    data = sheet.compose(book, "summary", "2024-H1", NOW)
    yield replace(data, body=data.body[:9])
    book.close()


def to_file(file: Path, resolution: int = 600) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(resolution)
    return printer


def picture(page: pdfium.PdfPage) -> QImage:
    """A page of a PDF, drawn by another program than the one that made it."""
    made = page.render(scale=FINE / 72, grayscale=True)
    form = QImage.Format.Format_Grayscale8
    return QImage(bytes(made.buffer), made.width, made.height, made.stride, form).copy()


def darkness(image: QImage, cells: int = 40) -> list[int]:
    """How dark each part of a page is, 0 to 255, in a grid too coarse for edges of letters."""
    way = Qt.TransformationMode.SmoothTransformation
    small = image.scaled(cells, cells, Qt.AspectRatioMode.IgnoreAspectRatio, way)
    return [255 - small.pixelColor(x, y).value() for y in range(cells) for x in range(cells)]


@pytest.mark.parametrize("resolution", [300, 600])
def test_paper_gets_the_pages_of_the_pdf_at_their_size(
    two_forms: SheetData, tmp_path: Path, qapp: object, resolution: int
) -> None:
    data, file = two_forms, tmp_path / "paper.pdf"
    wanted = pdfium.PdfDocument(sheet.pdf(data))
    told: list[object] = []
    job = Job(None, lambda _job, value: told.append(value))
    every = tuple(range(len(wanted)))
    asked = every if resolution == 300 else every[-1:]  # of the finest, which is slow, one across
    assert printing.send(to_file(file, resolution), data, Order("", asked), job) == len(asked)
    made = pdfium.PdfDocument(file.read_bytes())
    sizes = [tuple(map(round, page.get_size())) for page in made]
    assert sizes == [tuple(map(round, wanted[number].get_size())) for number in asked]
    assert {*sizes} == ({(595, 842), (842, 595)} if asked == every else {(842, 595)})
    assert told[-1] == (len(asked), len(asked))
    for printed, number in zip(made, asked, strict=True):
        seen, exact = darkness(picture(printed)), darkness(picture(wanted[number]))
        assert max(exact) > 40, "there is something to compare"
        assert max(abs(a - b) for a, b in zip(seen, exact, strict=True)) < 16


def test_only_the_pages_that_were_asked_for_go_out_in_as_many_copies(
    two_forms: SheetData, tmp_path: Path, qapp: object
) -> None:
    last = len(sheet.pages(two_forms, 20)) - 1
    order = Order("", (0, last), copies=2)
    printing.send(to_file(tmp_path / "a.pdf", 100), two_forms, order, Job(None, lambda *_: None))
    made = pdfium.PdfDocument((tmp_path / "a.pdf").read_bytes())
    assert [round(page.get_width()) for page in made] == [595, 842, 595, 842]


def test_a_slip_is_a_small_sheet_of_two_parts(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    record(desk.book, "referrals", [slip("DA_SU_DUNG")])
    ((uid, code),) = desk.book.db.execute("SELECT uid, code FROM referrals").fetchall()
    window = hands.show(Banner())
    dialog = print_slip(desk, window, uid)
    hands.settle()
    assert dialog.preview.leaves.small and len(dialog.preview.leaves.leaves) == 1
    data, job = dialog.preview.data, Job(None, lambda *_: None)
    assert data is not None
    for on_a4, size in ((False, (105, 148)), (True, (210, 297))):
        printing.send(to_file(tmp_path / "a.pdf"), data, Order("", (0,), on_a4=on_a4), job)
        (page,) = pdfium.PdfDocument((tmp_path / "a.pdf").read_bytes())
        assert tuple(round(side / 72 * 25.4) for side in page.get_size()) == size
        ink = [place for place, dark in enumerate(darkness(picture(page), 100)) if dark > 20]
        right, bottom = max(place % 100 for place in ink), ink[-1] // 100
        assert 85 < right / 100 * size[0] < 105, "at its real size, in the corner"
        assert 120 < bottom / 100 * size[1] < 148
    text = pdfium.PdfDocument(sheet.pdf(data))[0].get_textpage().get_text_range()
    assert text.replace(" ", "").count(str(code)) == 2, "one for the person, one kept"
    dialog.close()


def test_printing_can_be_stopped(two_forms: SheetData, tmp_path: Path, qapp: object) -> None:
    def say(job: Job, value: object) -> None:
        if value is not None:
            job.cancel()

    file = tmp_path / "a.pdf"
    with pytest.raises(Cancelled):
        printing.send(to_file(file, 100), two_forms, Order("", (0, 1, 2)), Job(None, say))
    assert len(pdfium.PdfDocument(file.read_bytes())) == 1, "no page goes out after that"


def test_long_work_is_said_and_can_be_stopped(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, shown = threading.Event(), screen.page.preview
    real = sheet.pages
    monkeypatch.setattr(preview, "pages", lambda *given: (go.wait(PATIENCE), real(*given))[1])
    screen.page.open("targets")
    screen.hands.until(lambda: shown.working.stop.isVisible())
    assert not screen.page.to_paper.isEnabled()
    shown.working.stop.click()
    go.set()
    screen.hands.settle()
    assert shown.data is None and not shown.leaves.leaves
    assert "Đã dừng" in shown.message.text()
    shown.retry.click()
    screen.hands.settle()
    assert screen.data.name == "targets" and screen.page.to_paper.isEnabled()


def test_the_order_is_what_was_chosen(hands: Hands) -> None:
    orders: list[Order] = []
    window = hands.show(Banner())
    printers = [Ability("Canon", True, True, False), Ability("HP", False, False, True)]
    dialog = PrintDialog(window, printers, 8, orders.append, small=False)
    dialog.show()
    dialog.copies.setText("2")
    hands.type(dialog.pages, "7-9")
    dialog.go.click()
    assert not orders and "8 trang" in dialog.problem.text()
    dialog.pages.setText("2-3, 8")
    dialog.both_sides.click()
    dialog.go.click()
    assert orders == [Order("Canon", (1, 2, 7), 2, both_sides=True)]


@pytest.mark.parametrize("words", ["", "0", "3-2", "1-", "a", "1,,2", "-1"])
def test_page_numbers_that_are_none_are_refused(words: str) -> None:
    with pytest.raises(InputError):
        chosen(words, 9)


def test_the_words_are_printed_and_let_go(book: Book, jobs: Jobs, hands: Hands) -> None:
    words = tuple(f"từ{n}" for n in range(24))
    window = hands.show(Banner())
    dialog = print_words(jobs, window, book, NOW.date(), words)
    hands.settle()
    data = dialog.preview.data
    assert data is not None and dialog.pdf.isHidden()
    assert data == sheet.recovery_sheet(book, NOW.date(), words)
    kept = weakref.ref(data)
    del data
    shown, output = dialog.preview, dialog.output
    dialog.close()
    gc.collect()
    assert kept() is None and not shown.leaves.leaves
    assert isinstance(output, Output)


def test_lists_and_slips_are_one_button_away(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    record(desk.book, "referrals", [slip("DA_SU_DUNG")])
    work = hands.show(Work(desk, Remember(tmp_path / "a.ini"), lambda: None))
    work.go("referrals")
    hands.settle()
    register = work.pages["referrals"]
    assert isinstance(register, RegisterPage)
    register.open(str(register.rows.line(0).row["uid"]))  # type: ignore[union-attr]
    hands.settle()
    assert isinstance(register.record, Slip)
    register.record.slip.click()
    hands.settle()
    (dialog,) = cast(list[SheetDialog], work.findChildren(SheetDialog))
    assert dialog.preview.data is not None and dialog.preview.data.title == "PHIẾU GIỚI THIỆU"
    dialog.close()
    with hands.qtbot.waitActive(work):
        work.activateWindow()
    work.go("outreach")
    hands.press(work, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    page = work.stack.currentWidget()
    assert isinstance(page, ReportsPage) and page.choosing.asked().sheet == "outreach"
    assert isinstance(page.preview.data, SheetData)
    assert page.preview.data.annexes[0].title.startswith("HOẠT ĐỘNG TRUYỀN THÔNG")
