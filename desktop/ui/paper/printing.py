"""The one place that knows a printer: which there are, and how a sheet's pages get to one.

A page goes out as the picture that the preview shows, set anew in the printer's own resolution and
placed at its real size from the paper's corner, whatever margins the printer keeps.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop.records.errors import DiskError, InputError
from desktop.records.language import t
from desktop.records.sheet import Printable, pages
from desktop.ui.jobs import Cancelled, Job

FINEST = 600
"""Pixels to an inch beyond which no eye sees more; finer printers get these enlarged."""
INCH = 25.4
_SPAN = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?", re.ASCII)
A4 = QPageSize(QPageSize.PageSizeId.A4)


@dataclass(frozen=True)
class Order:
    """What to print where: pages counted from 0. ``on_a4`` puts smaller pages in the corner of an
    A4 sheet, for printers that take no other paper."""

    printer: str
    pages: tuple[int, ...]
    copies: int = 1
    both_sides: bool = False
    on_a4: bool = False


@dataclass(frozen=True)
class Ability:
    """What a printer can do."""

    name: str
    default: bool
    both_sides: bool
    takes_a6: bool


def printers() -> list[Ability]:
    """The printers of this machine, the usual one first; empty where there is none."""
    usual = QPrinterInfo.defaultPrinterName()
    found = (
        _ability(QPrinterInfo.printerInfo(name), usual)
        for name in QPrinterInfo.availablePrinterNames()
    )
    return sorted(found, key=lambda one: not one.default)


def chosen(words: str, count: int) -> tuple[int, ...]:
    """The pages that ``1-3, 5`` asks for, from 0, each once, of a sheet of ``count`` pages.

    Raises InputError for anything else and for pages that there are not.
    """
    found: set[int] = set()
    for part in words.replace(";", ",").split(","):
        span = _SPAN.fullmatch(part.strip())
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 1 <= first <= last:
            raise InputError(t("Không hiểu “{words}”. Ghi số trang như 1-3, 5.", words=words))
        if last > count:
            raise InputError(t("Tờ này chỉ có {n} trang. Sửa lại số trang.", n=count))
        found |= set(range(first - 1, last))
    return tuple(sorted(found))


def printer(order: Order, name: str) -> QPrinter:
    """The printer of an order, which will list the work as ``name``."""
    made = QPrinter(QPrinterInfo.printerInfo(order.printer), QPrinter.PrinterMode.HighResolution)
    made.setDocName(name)
    if order.both_sides:
        made.setDuplex(QPrinter.DuplexMode.DuplexAuto)
    return made


def send(printer: QPrinter, data: Printable, order: Order, job: Job) -> int:
    """Print; reports each page that goes out with how many there are, and returns that.

    Raises Cancelled when the work is stopped (what the printer has not drawn yet is withdrawn), and
    DiskError when the printer does not take the pages.
    """
    density = min(printer.resolution(), FINEST)
    job.report(None)
    pictures = pages(data, density)
    wanted = _in_order(printer, order)
    painter = QPainter()
    try:
        for number, place in enumerate(wanted, 1):
            job.report((number, len(wanted)))
            _draw(printer, painter, pictures[place], density, order)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(wanted)


def _in_order(printer: QPrinter, order: Order) -> Sequence[int]:
    """The pages as they go out; copies are repeated where the printer does not do so itself."""
    if order.copies > 1 and printer.supportsMultipleCopies():
        printer.setCopyCount(order.copies)
        printer.setCollateCopies(True)
        return order.pages
    return order.pages * order.copies


def _draw(printer: QPrinter, painter: QPainter, png: bytes, density: float, order: Order) -> None:
    """Put one page at its real size on the next sheet of paper of that size."""
    image = _image(png, density)
    millimetre = density / INCH
    width, height = image.width() / millimetre, image.height() / millimetre
    printer.setFullPage(True)
    printer.setPageLayout(_layout(width, height, on_a4=order.on_a4))
    ready = printer.newPage() if painter.isActive() else painter.begin(printer)
    if not ready:
        raise DiskError(
            t(
                "Máy in “{name}” không nhận trang in. Xem máy in đã bật, có giấy và còn nối với "
                "máy tính chưa, rồi in lại. Số liệu không bị ảnh hưởng.",
                name=printer.printerName(),
            )
        )
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    unit = printer.resolution() / INCH
    painter.drawImage(QRectF(0, 0, width * unit, height * unit), image)


def _layout(width: float, height: float, *, on_a4: bool) -> QPageLayout:
    """Paper of a page's size in millimetres, without margins."""
    form = QPageLayout.Orientation
    across = width > height
    size = QSizeF(min(width, height), max(width, height))
    paper = A4 if on_a4 else QPageSize(size, QPageSize.Unit.Millimeter)
    return QPageLayout(paper, form.Landscape if across else form.Portrait, QMarginsF())


def _image(png: bytes, density: float) -> QImage:
    """The picture without its colours where it has none; black and white alone at full density,
    which printers draw sharper than greys."""
    image = QImage.fromData(png)
    if image.allGray():
        form = QImage.Format
        finest = form.Format_Mono if density >= FINEST else form.Format_Grayscale8
        image = image.convertToFormat(finest, Qt.ImageConversionFlag.ThresholdDither)
    return image


def _ability(info: QPrinterInfo, usual: str) -> Ability:
    small = QPageSize.PageSizeId.A6
    return Ability(
        name=info.printerName(),
        default=info.printerName() == usual,
        both_sides=QPrinter.DuplexMode.DuplexLongSide in info.supportedDuplexModes(),
        takes_a6=any(size.id() == small for size in info.supportedPageSizes()),
    )
