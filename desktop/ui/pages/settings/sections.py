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


def _reporting(around: Around) -> Section:
    from desktop.ui.pages.settings.reporting import ReportingSection

    return ReportingSection(around)


def _channel(around: Around) -> Section:
    from desktop.ui.pages.settings.channel import ChannelSection

    return ChannelSection(around)


def _backups(around: Around) -> Section:
    from desktop.ui.pages.settings.backups import BackupsSection

    return BackupsSection(around)


def _certificate(around: Around) -> Section:
    from desktop.ui.pages.settings.certificate import CertificateSection

    return CertificateSection(around)


def _journal(around: Around) -> Section:
    from desktop.ui.pages.settings.journal import JournalSection

    return JournalSection(around)


def _practice(around: Around) -> Section:
    from desktop.ui.pages.settings.practice import PracticeSection

    return PracticeSection(around)


def _about(around: Around) -> Section:
    from desktop.ui.pages.settings.about import AboutSection

    return AboutSection(around)


def _passphrase(around: Around) -> Section:
    from desktop.ui.pages.settings.passphrase import PassphraseSection

    return PassphraseSection(around)


def _looks(around: Around) -> Section:
    from desktop.ui.pages.settings.looks import LooksSection

    return LooksSection(around)


SECTIONS: tuple[Place, ...] = (
    Place("office", lambda: t("Đơn vị"), _office),
    Place("letterhead", lambda: t("Tờ báo cáo"), _letterhead),
    Place("reporting", lambda: t("Kỳ báo cáo"), _reporting),
    Place("channel", lambda: t("Kênh gửi gói"), _channel),
    Place("backup", lambda: t("Sao lưu"), _backups),
    Place("passphrase", lambda: t("Mật khẩu"), _passphrase),
    Place("looks", lambda: t("Khóa, ngôn ngữ, nền"), _looks),
    Place("certificate", lambda: t("Chứng thư"), _certificate),
    Place("journal", lambda: t("Nhật ký"), _journal),
    Place("practice", lambda: t("Sổ thực hành"), _practice),
    Place("about", lambda: t("Giới thiệu"), _about),
)
