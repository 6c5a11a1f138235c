"""A commune's screens."""

from __future__ import annotations

import time
from datetime import timedelta

from openpyxl import Workbook
from openpyxl.styles import Font

from desktop.records import sheet
from desktop.records.retention import Due
from desktop.ui.editors.choices import Code
from desktop.ui.lists import spans
from desktop.ui.pages.intake.page import IntakePage
from desktop.ui.pages.referrals.page import ReferralsPage
from desktop.ui.pages.register import RegisterPage
from desktop.ui.pages.settings.channel import ChannelSection
from desktop.ui.pages.settings.page import SettingsPage
from desktop.ui.pages.settings.passphrase import PassphraseSection
from desktop.ui.pages.settings.sections import SECTIONS
from desktop.ui.pages.targets import TargetsPage
from desktop.ui.pages.trust.page import TrustPage
from sync.practice import YEAR
from tests.ui.screenshots.books import COMMUNE
from tests.ui.screenshots.studio import Put, Shot, Studio, go

LISTS = (
    "outreach", "reach", "media", "integration", "sites", "inspections", "tips", "models",
    "providers", "referrals", "trainings", "figures", "budget", "tasks",
)  # fmt: skip
"""The registers that a commune keeps."""


def _detail(studio: Studio) -> None:
    studio.page("targets:CT3.3", TargetsPage).beside.enter()


def row(studio: Studio) -> None:
    """A row open beside its list."""
    page = studio.page("outreach", RegisterPage)
    page.table.activated.emit(page.rows.index(2, 0))


def _choosing(studio: Studio) -> None:
    """A list narrowed by what is typed, with what Enter takes of it."""
    page = studio.page("outreach+", RegisterPage)
    assert page.record
    editor = page.record.form.boxes["form"].editor
    assert isinstance(editor, Code)
    editor.input.setFocus()
    editor.input.setText("hoi")
    editor.input.textEdited.emit("hoi")


def _problem(studio: Studio) -> None:
    row(studio)
    studio.settle()
    studio.form().form.boxes["women"].editor.restore("450")
    studio.form().save()


def _warning(studio: Studio) -> None:
    row(studio)
    studio.settle()
    studio.form().form.boxes["place"].editor.restore("Nhà văn hóa thôn Nà Phầy, 0209 387 6543")
    studio.form().save()


def _history(studio: Studio) -> None:
    row(studio)
    studio.settle()
    studio.form().look_back()


def _slip(studio: Studio) -> None:
    page = studio.page("referrals:@", ReferralsPage)
    page.table.activated.emit(page.rows.index(1, 0))


def _second_service(studio: Studio) -> None:
    studio.page("referrals", ReferralsPage).add_service()


def _withdraw(studio: Studio) -> None:
    _slip(studio)
    studio.settle()
    studio.page("referrals", ReferralsPage).ask_withdraw()


def _erase(studio: Studio) -> None:
    studio.page("referrals", ReferralsPage).ask_erase(Due(3, 4))


def _printed_slip(studio: Studio) -> None:
    _slip(studio)
    studio.settle()
    slip = studio.page("referrals", ReferralsPage).record
    assert slip
    slip.print_slip()


def _printed_reading(studio: Studio) -> None:
    studio.work.go("referrals+")
    studio.settle()
    slip = studio.page("referrals", ReferralsPage).record
    assert slip
    slip.print_reading()


def _search(studio: Studio) -> None:
    page = studio.page("outreach:@", RegisterPage)
    page.search.setText("khuoi boc")
    time.sleep(0.2)


def _narrowed(studio: Studio) -> None:
    page = studio.page("outreach", RegisterPage)
    page.search.clear()
    page.page.chips.year.take(spans.year_option(YEAR))
    time.sleep(0.2)
    studio.settle()
    page.page.choose_all()
    time.sleep(0.2)


def _nothing_found(studio: Studio) -> None:
    studio.page("outreach", RegisterPage).search.setText("khong co o dau")
    time.sleep(0.2)


def _columns(studio: Studio) -> None:
    page = studio.page("outreach", RegisterPage).page
    page.narrow("")
    button = page.shape.button
    page.shape.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))


def _intake(studio: Studio) -> None:
    file = studio.folder / "so-cu.xlsx"
    book = Workbook()
    page = book.worksheets[0]
    page.append(
        ["Ngày tháng", "Hình thức", "Nội dung tuyên truyền", "Đối tượng", "Địa điểm", "Số người dự"]
    )
    topic, people = "Giảm kỳ thị, phân biệt đối xử", "Nhân dân, cộng đồng dân cư"
    page.append(["5/3/2024", "Loa truyền thanh cơ sở", topic, people, "Nhµ v¨n ho¸ Khuæi Bèc", 40])
    page.append(["12-3-2024", "Nói chuyện", topic, people, "Th«n Nµ PhÇy", "1.042"])
    for line in (2, 3):
        page.cell(line, 5).font = Font(name=".VnTime")
    book.save(file)
    studio.page("intake:outreach", IntakePage).load(file)


def _help(place: str) -> Put:
    def put(studio: Studio) -> None:
        studio.work.go(place)
        studio.settle()
        studio.work.help()

    return put


def _channel(kind: int, place: str, *, tries: bool = False) -> Put:
    """The form of one kind of channel; or what a trial of it has said."""

    def put(studio: Studio) -> None:
        section = studio.page("settings:channel", SettingsPage).section
        assert isinstance(section, ChannelSection)
        section.form.kind.setCurrentIndex(kind)
        section.form.place.setText(place)
        if tries:
            section.try_out()

    return put


def _wrong_passphrase(studio: Studio) -> None:
    section = studio.page("settings:passphrase", SettingsPage).section
    assert isinstance(section, PassphraseSection)
    for typed, words in (
        (section.old, "một câu khác"),
        (section.new, "câu mới dài hơn"),
        (section.again, "câu mới dài hơn"),
    ):
        typed.setText(words)
    section.go.click()


def _requested(studio: Studio) -> None:
    studio.page("trust", TrustPage).asking.save_request(studio.folder / "de-nghi.csr")


def _reminded(studio: Studio) -> None:
    """The book is opened again after a form was left unsaved."""
    studio.work.go("outreach+")
    studio.settle()
    studio.form().form.boxes["place"].editor.restore("Thôn Khâu Đấng")
    studio.form()._edited("place")
    studio.close()
    studio.open(COMMUNE)


def _clock_ahead(studio: Studio) -> None:
    """What is read while the clock is far ahead stays in sight when it is right again."""
    right, studio.now = studio.now, studio.now + timedelta(days=400)
    studio.work.go("packets")
    studio.settle()
    studio.work.go("overview")
    studio.settle()
    studio.now = right


def _lists() -> tuple[Shot, ...]:
    return tuple((f"11-list-{name}", go(name)) for name in LISTS)


def _forms() -> tuple[Shot, ...]:
    return tuple((f"12-form-{name}", go(f"{name}+")) for name in LISTS)


def reports(number: int) -> tuple[Shot, ...]:
    """Every sheet that is no list of a register, and one that is."""
    names = [name for name in sheet.SHEETS if name not in LISTS or name == "tasks"]
    return tuple((f"{number}-sheet-{name}", go(f"reports:{name}")) for name in [*names, "outreach"])


SHOTS: tuple[Shot, ...] = (
    ("10-overview", go("overview")),
    ("10-overview-clock-ahead", _clock_ahead),
    *_lists(),
    *_forms(),
    ("13-choosing", _choosing),
    ("13-row", row),
    ("14-problem", _problem),
    ("15-warning", _warning),
    ("16-history", _history),
    ("16-slip", _slip),
    ("16-slip-second-service", _second_service),
    ("17-search", _search),
    ("17-search-nothing", _nothing_found),
    ("17-narrowed", _narrowed),
    ("17-columns", _columns),
    ("18-intake-empty", go("intake:outreach")),
    ("19-intake", _intake),
    ("20-targets", go("targets")),
    ("21-target", _detail),
    ("22-tasks", go("coverage")),
    *reports(23),
    ("24-packets", go("packets")),
    ("25-settings", go("settings")),
    ("26-reminder", _reminded),
    *((f"30-settings-{place.name}", go(f"settings:{place.name}")) for place in SECTIONS),
    ("31-practice", go("practice")),
    ("32-channel-webdav", _channel(1, "")),
    ("32-channel-sftp", _channel(2, "")),
    ("32-channel-tried", _channel(0, "/media/khong-co/so-ban", tries=True)),
    ("32-passphrase-wrong", _wrong_passphrase),
    ("33-trust", go("trust")),
    ("33-trust-asked", _requested),
    ("34-packet-new", go("packets+")),
    ("35-overdue", go("referrals:@overdue=yes")),
    ("36-slip", go("referrals+")),
    ("37-withdraw", _withdraw),
    ("37-erase", _erase),
    ("37-slip-on-paper", _printed_slip),
    ("37-reading-on-paper", _printed_reading),
    ("38-help", _help("overview")),
    ("38-help-packets", _help("packets")),
    ("38-help-referrals", _help("referrals")),
    ("39-finder", lambda studio: studio.work.look_for()),
)
