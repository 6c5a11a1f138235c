"""Colours, type and spacing by name: one table for light, one for dark, nothing else decides."""

from dataclasses import dataclass, fields
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

import resources
from desktop.ui.look.style import STYLE

STEP = 8
"""The grid: every distance is a multiple or half of it, in pixels."""
ROW = 34
"""Height of a line in a list, in pixels."""
MARGIN = 26
"""From the edge of a page to its content, in pixels."""
NAVIGATION = 260
"""Width of the navigation, in pixels."""
RAIL = 56
"""Width of the navigation while it shows drawings only, in pixels."""
SMALL_WINDOW = 900
"""In a window below this width the navigation shows drawings only, in pixels."""
GUTTER = 28
"""Width of the margin in the navigation in which a group's clause stands, in pixels."""
LOW = 480
"""A page of less height leaves its room to the content, in pixels."""
LOW_WINDOW = LOW + 80
"""A window of less height has no band across its top, in pixels."""
NARROW = 800
"""A page below this width shows one thing at a time, in pixels."""
UNBOUNDED = 16_777_215
"""As wide or high as a piece may be in Qt, in pixels."""
FORM = 400
"""Width of the form beside a list, in pixels, until somebody makes it wider."""
LEAST_FORM, MOST_FORM = 360, 640
"""How wide it can be made, in pixels."""

FAMILY = "Be Vietnam Pro"
BODY, TITLE, SMALL = 10, 16, 9
"""Sizes of type, in points."""


@dataclass(frozen=True)
class Colours:
    """One theme. Every text stands at 4.5:1 or more on the grounds it is used on (WCAG AA)."""

    ground: str
    panel: str
    field: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    accent_hover: str
    on_accent: str
    track: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str


LIGHT = Colours(
    ground="#F5F6F8",
    panel="#FFFFFF",
    field="#FFFFFF",
    line="#E3E7EC",
    edge="#BCC4CE",
    text="#1A2330",
    muted="#566273",
    accent="#274C77",
    accent_soft="#E6EDF5",
    accent_hover="#1E3C5F",
    on_accent="#FFFFFF",
    track="#E8EBEF",
    ok="#25683F",
    ok_soft="#E4F2E9",
    warn="#875000",
    warn_soft="#FCF0DC",
    bad="#B3261E",
    bad_soft="#FBE7E6",
)

DARK = Colours(
    ground="#14181E",
    panel="#1C222B",
    field="#222A35",
    line="#2E3743",
    edge="#4A5666",
    text="#E7EBF1",
    muted="#A6B1BF",
    accent="#9CC0EA",
    accent_soft="#263B54",
    accent_hover="#B7D2F2",
    on_accent="#0F1B2A",
    track="#2E3743",
    ok="#8FD3A8",
    ok_soft="#1D3A2A",
    warn="#F0BE6F",
    warn_soft="#41300F",
    bad="#F5A9A3",
    bad_soft="#4A2320",
)

THEMES = {"light": LIGHT, "dark": DARK}
LOOKS = ("system", "light", "dark")
"""What a person may choose; ``system`` is the theme that the rest of the screen has."""

_current = LIGHT


def colours() -> Colours:
    """The theme in use."""
    return _current


def colour(name: str) -> QColor:
    """One colour of the theme in use; raises AttributeError for a name it has not."""
    return QColor(getattr(_current, name))


def font(size: int = BODY, *, strong: bool = False, tabular: bool = False) -> QFont:
    """The interface's type; ``tabular`` gives every figure the same width."""
    chosen = QFont(FAMILY, size)
    if strong:
        chosen.setWeight(QFont.Weight.DemiBold)
    if tabular:
        chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


def apply(app: QApplication, name: str) -> None:
    """Load the fonts and dress the application in one of ``LOOKS``, unless it wears it already."""
    global _current  # noqa: PLW0603 - the look is a property of the process
    _current = THEMES.get(name) or _around(app)
    sheet = _sheet(_current)
    if app.styleSheet() == sheet:
        return
    _load_fonts()
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(font())
    app.setPalette(_palette(_current))
    app.setStyleSheet(sheet)


def _sheet(colours: Colours) -> str:
    names = {f.name: getattr(colours, f.name) for f in fields(colours)}
    sizes = {"body": BODY, "small": SMALL, "title": TITLE}
    clause = {"clause": GUTTER + 9, "clause_focus": GUTTER + 8}
    return STYLE.substitute(names, **sizes, **clause)


@cache
def _load_fonts() -> None:
    for file in sorted(resources.path("fonts").glob(f"{FAMILY.replace(' ', '')}-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def _around(app: QApplication) -> Colours:
    dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def _palette(theme: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, value in {
        role.Window: theme.ground,
        role.WindowText: theme.text,
        role.Base: theme.field,
        role.AlternateBase: theme.ground,
        role.Text: theme.text,
        role.Button: theme.panel,
        role.ButtonText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.ToolTipBase: theme.panel,
        role.ToolTipText: theme.text,
        role.Link: theme.accent,
    }.items():
        palette.setColor(which, QColor(value))
    return palette
