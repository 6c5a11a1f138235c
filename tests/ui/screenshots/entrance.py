"""The way into a book."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from desktop.records import units
from desktop.records.book import Book
from desktop.records.errors import DiskError
from desktop.records.language import t
from desktop.records.recovery import to_words
from desktop.ui.first_run.asking import Asking
from desktop.ui.first_run.copying import Copying
from desktop.ui.first_run.entrance import Entrance
from desktop.ui.first_run.office import Office
from desktop.ui.first_run.passphrase import Passphrase
from desktop.ui.first_run.renewing import Renewing
from desktop.ui.first_run.restoring import Restoring
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.frame.curtain import Curtain
from sync import demo
from tests.ui.screenshots.books import COMMUNE
from tests.ui.screenshots.studio import Shot, Studio

S = TypeVar("S", bound=QWidget)


def _welcome(studio: Studio) -> None:
    studio.window.start(None)


def _steps(studio: Studio) -> Entrance:
    found = studio.window.centralWidget()
    assert isinstance(found, Entrance)
    return found


def _step(studio: Studio, kind: type[S]) -> S:
    found = _steps(studio).currentWidget()
    assert isinstance(found, kind)
    return found


def _office(studio: Studio) -> None:
    _steps(studio).ask_office()
    _step(studio, Office).words.setText("boc bo")


def _passphrase(studio: Studio) -> None:
    _step(studio, Office).go.click()
    step = _step(studio, Passphrase)
    step.first.setText("một câu dễ nhớ")
    step.second.setText("một câu dễ nhớ hơn")
    step.next()


def _recovery(studio: Studio) -> None:
    steps, words = _steps(studio), to_words(bytes(range(32)))
    steps.addWidget(page := Copying(words, lambda: None))
    steps.setCurrentWidget(page)


def _check(studio: Studio) -> None:
    _step(studio, Copying).ask_back()


def _unlock(studio: Studio) -> None:
    studio.window.start(studio.folder / COMMUNE)


def _wrong(studio: Studio) -> None:
    unlock = studio.window.centralWidget()
    assert isinstance(unlock, Unlock)
    unlock.passphrase.setText("một câu khác")
    unlock.unlock()


def _renewing(studio: Studio) -> None:
    """Somebody came in by the 24 words."""
    book = Book.open(studio.folder / COMMUNE, demo.PASSPHRASE)
    words = " ".join(to_words(bytes(range(32))))
    studio.window.setCentralWidget(page := Renewing(studio.jobs, book, words, lambda _book: None))
    page.destroyed.connect(lambda _page: book.close())


def _request(studio: Studio) -> None:
    """The last step of a commune: its request and the words to read out."""
    words = ("núi xanh", "đất vàng", "sông nhanh", "rừng sâu", "thuyền tím")
    file = studio.folder / COMMUNE / "outbox" / "01864_de-nghi.csr"
    studio.window.setCentralWidget(Asking(words, file, lambda: None))


def _restoring(studio: Studio) -> None:
    way = studio.window
    Restoring(way, studio.jobs, lambda: studio.now, lambda _folder: None).open()


def _locking(studio: Studio) -> None:
    curtain = _curtain(studio)
    curtain.now.setFocus()


def _not_closed(studio: Studio) -> None:
    """The disk is full while something is being typed."""
    _curtain(studio).look()


def _curtain(studio: Studio) -> Curtain:
    def full() -> None:
        raise DiskError(
            t(
                "Không ghi được vào ổ đĩa (đầy, chỉ đọc hoặc lỗi). Những gì đã báo “Đã lưu” vẫn "
                "còn nguyên. Giải phóng chỗ trống rồi lưu lại."
            )
        )

    ways = (full, lambda: None, lambda: None)
    made = Curtain(t("Đang khóa sổ…"), studio.jobs, *ways)
    made.hold()
    studio.window.setCentralWidget(made)
    return made


def _begin(studio: Studio) -> None:
    """A book that holds nothing yet."""
    place = studio.folder / f"new-{studio.mark}"
    office = units.find("2021", "01864")
    studio.window.work(Book.create(place, demo.PASSPHRASE, office, now=studio.now)[0])


SHOTS: tuple[Shot, ...] = (
    ("01-welcome", _welcome),
    ("02-office", _office),
    ("03-passphrase", _passphrase),
    ("04-recovery", _recovery),
    ("04-recovery-check", _check),
    ("04-request", _request),
    ("05-unlock", _unlock),
    ("05-unlock-wrong", _wrong),
    ("05-unlock-renewing", _renewing),
    ("06-practise", lambda studio: studio.window.practise()),
    ("07-restoring", _restoring),
    ("08-locking", _locking),
    ("08-not-closed", _not_closed),
    ("09-empty-book", _begin),
)
