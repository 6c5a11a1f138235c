"""The photographer's eye: what is wrong on a screen is found, what is right is let be."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.records.language import t
from desktop.ui.frame.navigation import shown_at
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.widgets import Choice, button, column, holder, label
from tests.ui.hands import Hands
from tests.ui.screenshots import commune
from tests.ui.screenshots.__main__ import PARTS
from tests.ui.screenshots.faults import Fault, faults


def seen(hands: Hands, *parts: QWidget, tongue: str = "vi") -> list[Fault]:
    page = QWidget()
    page.setLayout(column(*parts))
    return list(faults(hands.show(page), tongue))


def test_nothing_is_said_of_what_is_well(hands: Hands) -> None:
    line = QLineEdit()
    line.setAccessibleName("Địa danh")
    parts = (label("Việc cần làm"), button("Đóng", print), line)
    assert seen(hands, *parts) == []


def test_text_without_room_is_found(hands: Hands) -> None:
    short, low = label("Duy trì ít nhất một hình thức tuyên truyền"), label("Một\nhai\nba")
    short.setFixedWidth(60)
    low.setFixedHeight(20)
    assert [fault.what for fault in seen(hands, short, low)] == ["cut off", "cut off"]


@pytest.mark.parametrize(("wide", "found"), [(320, []), (120, ["cut off"])])
def test_a_choice_that_cannot_be_read_is_found(hands: Hands, wide: int, found: list[str]) -> None:
    choice = Choice()
    choice.setAccessibleName("Kỳ")
    choice.addItems(["Nghị định 09/2019 (đến ngày 14)"])
    choice.setFixedWidth(wide)
    assert [fault.what for fault in seen(hands, choice)] == found


def test_pieces_over_each_other_and_outside_are_found(hands: Hands) -> None:
    page = QWidget()
    grid = QGridLayout(page)
    grid.addWidget(QLabel("một"), 0, 0)
    grid.addWidget(QLabel("hai"), 0, 0)
    loose = QLabel("ba", page)
    loose.move(-30, 2)
    assert [f.what for f in faults(hands.show(page), "vi")] == [
        "outside its parent",
        "over each other",
    ]


@pytest.mark.parametrize(("tongue", "text"), [("vi", "Settings"), ("en", "Cài đặt")])
def test_the_other_language_is_found(hands: Hands, tongue: str, text: str) -> None:
    assert [f.text for f in seen(hands, label(text), tongue=tongue)] == [text]
    other = {"vi": "en", "en": "vi"}[tongue]
    assert seen(hands, label(text), tongue=other) == []


def test_a_filled_in_text_of_the_other_language_is_found(hands: Hands) -> None:
    filled = label(t("Gói số {n} đang chờ gửi. {why}", n=3, why="Máy chủ bận."))
    assert [f.what for f in seen(hands, filled, tongue="en")] == ["other language"]


def test_a_control_without_a_name_is_found(hands: Hands) -> None:
    assert [fault.what for fault in seen(hands, QLineEdit())] == ["no accessible name"]


def test_two_buttons_to_press_are_found(hands: Hands) -> None:
    one, other = button("Lưu", print, "primary"), button("Gửi", print, "primary")
    assert [fault.what for fault in seen(hands, one, other)] == ["two primary buttons"]
    assert seen(hands, button("Lưu", print, "primary"), button("Thôi", print)) == []


@pytest.mark.parametrize(("most", "found"), [(120, ["bars side by side"]), (900, [])])
def test_a_bar_beside_a_bar_is_found(hands: Hands, most: int, found: list[str]) -> None:
    lines = QPlainTextEdit("một\n" * 20)
    lines.setAccessibleName("Dòng")
    lines.setFixedHeight(most)
    below = QWidget()
    below.setFixedHeight(900)
    page = Scroll(holder(column(lines, below)))
    hands.show(page).resize(300, 400)
    hands.settle()
    assert [fault.what for fault in faults(page, "vi")] == found


def test_every_screen_of_every_office_has_a_picture() -> None:
    names = [name for _, shots in PARTS for name, _ in shots]
    assert len(names) == len(set(names))
    assert {register.name for register in shown_at("commune")} == set(commune.LISTS)
    pictured = {name.partition("-")[2] for name, _ in commune.SHOTS}
    assert {"overview", "targets", "tasks", "packets", "settings", "trust", "practice"} <= pictured
