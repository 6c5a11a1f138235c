"""Telling that a receipt gives rows back: no joy, and one click from the first of them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desktop.records.language import t
from desktop.records.mailbox import remarks
from desktop.records.mailbox.remarks import Remark
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.look.problems import Banner


def tell(owner: QObject, desk: Desk, banner: Banner, go: Callable[[str], None], words: str) -> None:
    """Say what a receipt brought, with the way to the first row that waits to be corrected."""

    def show(outcome: Outcome[list[Remark]]) -> None:
        waiting = outcome.value if isinstance(outcome, Ok) else []
        if waiting:
            place = f"{waiting[0].register}:{waiting[0].uid}"
            banner.warn(words, t("Mở dòng này"), partial(go, place))
        else:
            banner.ok(words)

    desk.read(owner, remarks.returned, show)
