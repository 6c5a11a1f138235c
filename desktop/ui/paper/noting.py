"""What leaves the book on paper or as a file is entered in its journal."""

from functools import partial

from desktop.records import audit
from desktop.records.journal import ActionName
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.look.problems import Banner


def note(desk: Desk, banner: Banner, action: ActionName, register: str = "") -> None:
    """Enter a deed ("print", "file") after all that was asked for before; ``banner`` says where
    that cannot be done."""
    book, now = desk.book, desk.now()
    desk.use(banner, lambda _job: audit.note(book, action, now, register), partial(_noted, banner))


def _noted(banner: Banner, outcome: Outcome[None]) -> None:
    if isinstance(outcome, Err):
        banner.bad(outcome.error)
