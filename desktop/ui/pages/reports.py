"""Báo cáo."""

from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.problems import Banner
from desktop.ui.widgets import Page


class ReportsPage(Page):
    """Sheets."""

    def __init__(self, desk: Desk, banner: Banner) -> None:
        super().__init__(t("Báo cáo"))
