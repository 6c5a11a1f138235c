"""Every section of the settings: its name, its words, who makes it.

A section is one line of ``SECTIONS`` and its maker. Makers import their section when it is first
gone to; sections know nothing of this table.
"""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.records.language import t
from desktop.ui.pages.settings.section import Around, Section


@dataclass(frozen=True)
class Place:
    """One section; ``go("settings:NAME")`` opens it."""

    name: str
    words: Callable[[], str]
    make: Callable[[Around], Section]


def _office(around: Around) -> Section:
    from desktop.ui.pages.settings.office import OfficeSection

    return OfficeSection(around)


def _letterhead(around: Around) -> Section:
    from desktop.ui.pages.settings.letterhead import LetterheadSection

    return LetterheadSection(around)


def _passphrase(around: Around) -> Section:
    from desktop.ui.pages.settings.passphrase import PassphraseSection

    return PassphraseSection(around)


def _looks(around: Around) -> Section:
    from desktop.ui.pages.settings.looks import LooksSection

    return LooksSection(around)


SECTIONS: tuple[Place, ...] = (
    Place("office", lambda: t("Đơn vị"), _office),
    Place("letterhead", lambda: t("Tờ báo cáo"), _letterhead),
    Place("passphrase", lambda: t("Mật khẩu"), _passphrase),
    Place("looks", lambda: t("Khóa và nền"), _looks),
)
