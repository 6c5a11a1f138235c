"""Both looks can be read, and the type has every Vietnamese letter."""

from __future__ import annotations

import unicodedata
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication

from desktop.ui.look import theme
from desktop.ui.look.theme import DARK, LIGHT, Colours

ENOUGH = 4.5
"""WCAG 2 AA for text of ordinary size."""
PAIRS = (
    ("text", "ground"),
    ("text", "panel"),
    ("text", "field"),
    ("muted", "ground"),
    ("muted", "panel"),
    ("muted", "track"),
    ("accent", "ground"),
    ("accent", "panel"),
    ("accent", "track"),
    ("text", "accent_soft"),
    ("text", "track"),
    ("bad", "field"),
    ("warn", "field"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("ok", "ok_soft"),
    ("warn", "warn_soft"),
    ("warn", "panel"),
    ("bad", "bad_soft"),
    ("bad", "panel"),
)


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") < ENOUGH


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("pair", PAIRS)
def test_text_can_be_read(look: Colours, pair: tuple[str, str]) -> None:
    ink, ground = (getattr(look, name) for name in pair)
    assert contrast(ink, ground) >= ENOUGH


def test_both_looks_have_the_same_names() -> None:
    assert all(getattr(DARK, f.name) != getattr(LIGHT, f.name) for f in fields(Colours))


def letters() -> set[str]:
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    vowels = "aăâeêioôơuưy"
    small = {unicodedata.normalize("NFC", v + tone) for v in vowels for tone in tones}
    return {
        sign for letter in small | set("bcdđghklmnpqrstvx") for sign in (letter, letter.upper())
    }


@pytest.mark.parametrize("strong", [False, True])
def test_the_type_has_every_vietnamese_letter(qapp: QApplication, strong: bool) -> None:
    raw = QRawFont.fromFont(theme.font(strong=strong))
    assert raw.familyName() == theme.FAMILY
    wanted = letters() | set("0123456789“”–…·%.,:;()/")
    assert len(wanted) > 150
    assert {sign for sign in wanted if raw.glyphIndexesForString(sign) == [0]} == set()
    assert raw.glyphIndexesForString("ก") == [0]


def test_figures_in_columns_are_of_one_width(qapp: QApplication) -> None:
    columns, running = (QFontMetricsF(theme.font(tabular=on)) for on in (True, False))
    assert len({columns.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1
    assert len({running.horizontalAdvance(digit * 10) for digit in "0123456789"}) > 1
