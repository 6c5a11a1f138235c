"""Every screen there is: its name, its words, where it stands in the navigation, who makes it.

A screen is one line of ``SCREENS`` and its maker below. Makers import their page when the screen is
first gone to: each brings its own libraries, and some are slow to load. Pages know nothing of this
table; they are handed what they need, ``go`` among it.

``go`` takes ``name`` (bring it to the front), ``name+`` (and begin something new there: the page's
``new``), ``name:what`` (and show that one thing: the page's ``open``, for a register the uid of a
row, or ``@days=2024-04-15/2024-05-14&unit=01864`` to narrow its list) or ``name?words`` (and look
for them there: the page's ``look_for``).
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

import resources
from desktop.records.language import t
from desktop.records.registers import REGISTERS, Register
from desktop.records.units import Unit
from desktop.ui.desk import Desk
from desktop.ui.frame.navigation import FIRST, LAST, PLAN, Place, shown_at
from desktop.ui.look.problems import Banner
from desktop.ui.remember import Habits, Remember


class Frame(Protocol):
    """What a page may be handed: the window around it."""

    desk: Desk
    remember: Remember
    habits: Habits
    banner: Banner
    rebuild: Callable[[], None]
    switch: Callable[[Path | None], None]
    practise: Callable[[], None]

    def go(self, name: str) -> None:
        """Bring a screen to the front."""

    def has(self, name: str) -> bool:
        """Whether there is such a screen in this book."""

    def help(self, name: str = "") -> None:
        """Show the help of the screen in front, or another page of it."""

    def leave_practice(self) -> None:
        """Go back from a practice book to the real one."""

    def undo(self, action: str | None = None) -> None:
        """Take back an action (``Saved.action``), or the last one since the book was opened."""


@dataclass(frozen=True)
class Screen:
    """One screen. ``group`` is its group in the navigation, None for one that is reached only from
    other screens; ``above`` is true for one that only offices with units below them have; ``icon``
    stands for it where there is no room for its words."""

    name: str
    words: Callable[[], str]
    group: str | None
    make: Callable[[Frame], QWidget]
    above: bool = False
    icon: str = "file-input"


def _overview(frame: Frame) -> QWidget:
    from desktop.ui.pages.overview.page import Overview

    return Overview(frame.desk, frame.go, frame.banner, frame.has)


def _targets(frame: Frame) -> QWidget:
    from desktop.ui.pages.targets import TargetsPage

    return TargetsPage(frame.desk, frame.go, frame.has, frame.banner, frame.habits)


def _coverage(frame: Frame) -> QWidget:
    from desktop.ui.pages.tasks import TasksPage

    return TasksPage(frame.desk, frame.go, frame.has, frame.banner, frame.habits)


def _register(register: Register, frame: Frame) -> QWidget:
    from desktop.ui.pages.register import RegisterPage

    bring_in = partial(frame.go, f"intake:{register.name}") if frame.has("intake") else None
    on_paper = partial(frame.go, f"reports:{register.name}") if register.tiers else None
    if register.name == "referrals":
        from desktop.ui.pages.referrals.page import ReferralsPage

        bring_in = on_paper = None
        page: type[RegisterPage] = ReferralsPage
    else:
        page = RegisterPage
    return page(
        frame.desk,
        register,
        frame.banner,
        bring_in,
        frame.undo,
        on_paper,
        habits=frame.habits,
        guide=partial(frame.help, register.name),
        send=partial(frame.go, "packets+"),
    )


def _reports(frame: Frame) -> QWidget:
    from desktop.ui.pages.reports import ReportsPage

    return ReportsPage(frame.desk, frame.banner, frame.go)


def _packets(frame: Frame) -> QWidget:
    from desktop.ui.pages.packets import packets_page

    return packets_page(frame.desk, frame.banner, frame.go, frame.has)


def _trust(frame: Frame) -> QWidget:
    from desktop.ui.pages.trust.page import TrustPage

    return TrustPage(frame.desk, frame.banner, frame.go)


def _settings(frame: Frame) -> QWidget:
    from desktop.ui.pages.settings.page import SettingsPage
    from desktop.ui.pages.settings.section import Around

    ways = (frame.go, frame.switch, frame.practise)
    around = Around(frame.desk, frame.remember, frame.rebuild, frame.banner, *ways)
    return SettingsPage(around)


def _intake(frame: Frame) -> QWidget:
    from desktop.ui.pages.intake.page import IntakePage

    return IntakePage(frame.desk, frame.go, frame.undo, frame.banner)


def _practice(frame: Frame) -> QWidget:
    from desktop.ui.pages.practice import PracticePage

    return PracticePage(frame.desk, frame.go, frame.leave_practice)


SCREENS: tuple[Screen, ...] = (
    Screen("overview", lambda: t("Tổng quan"), FIRST, _overview, icon="layout-dashboard"),
    Screen("targets", lambda: t("Chỉ tiêu"), PLAN, _targets, icon="target"),
    Screen("coverage", lambda: t("Nhiệm vụ"), PLAN, _coverage, icon="list-checks"),
    Screen("reports", lambda: t("Báo cáo"), LAST, _reports, icon="printer"),
    Screen("intake", lambda: t("Nhập từ Excel"), None, _intake),
    Screen("packets", lambda: t("Gói dữ liệu"), LAST, _packets, icon="package"),
    Screen("trust", lambda: t("Máy và chứng thư"), LAST, _trust, icon="shield-check"),
    Screen("practice", lambda: t("Năm việc tập làm"), None, _practice, icon="graduation-cap"),
    Screen("settings", lambda: t("Cài đặt"), LAST, _settings, icon="settings"),
)


def screens(office: Unit) -> dict[str, Screen]:
    """The screens of an office by name: the registers it sees are screens too."""
    fixed = [screen for screen in SCREENS if not screen.above or office.tier != "commune"]
    drawn = tomllib.loads(resources.text("icons", "registers.toml"))
    registers = [
        Screen(
            r.name,
            partial(_label, r),
            r.heading,
            partial(_register, r),
            icon=drawn.get(r.name, "calendar"),
        )
        for r in shown_at(office.tier)
    ]
    return {screen.name: screen for screen in (*fixed, *registers)}


def places(found: dict[str, Screen]) -> list[Place]:
    """What of them stands in the navigation."""
    return [
        Place(s.name, _brief(s), s.group, s.icon) for s in found.values() if s.group is not None
    ]


def _brief(screen: Screen) -> str:
    return REGISTERS[screen.name].brief if screen.name in REGISTERS else screen.words()


def _label(register: Register) -> str:
    return register.label
