"""The overview: what there is to do and where it leads, how targets moved, who has reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from desktop.records import clock, mailbox, store, targets, trend, units
from desktop.records.book import Book
from desktop.records.clock import utc_text
from desktop.records.mailbox import Received, remarks
from desktop.records.mailbox.remarks import Remark
from desktop.records.periods import Basis
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs, Ok, Outcome
from desktop.ui.look.problems import Banner
from desktop.ui.pages.overview import reporting
from desktop.ui.pages.overview.page import Overview
from desktop.ui.pages.overview.remind import Remind
from desktop.ui.pages.register import RegisterPage
from desktop.ui.pages.targets import TargetsPage
from sync import send
from tests import rows
from tests.district import NOW as JULY
from tests.district import PASSPHRASE, District, record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands


@pytest.fixture(autouse=True)
def believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The practised year lies before this program was built."""
    monkeypatch.setattr(clock, "BUILT", datetime(2021, 1, 1, tzinfo=UTC))


@pytest.fixture
def went() -> list[str]:
    """The places that were gone to."""
    return []


def opened(desk: Desk, hands: Hands, went: list[str]) -> Overview:
    page = hands.show(Overview(desk, went.append, Banner()))
    page.refresh()
    hands.settle()
    return page


def words(page: Overview) -> list[str]:
    return [todo.words for todo in page.tasks.todos or []]


def take(page: Overview, part: str) -> None:
    (place,) = [one.place for one in page.tasks.todos or [] if part in one.words]
    page.take(place)


@pytest.fixture
def commune(district: District, jobs: Jobs) -> Iterator[Desk]:
    """A commune that may sign, in July."""
    with district.communes[0].open() as book:
        record(book, "outreach", rows.outreach(), now=JULY)
        yield Desk(book, jobs, lambda: JULY)
        jobs.wait()


def test_the_packet_of_the_month_is_asked_for_until_it_is_on_its_way(
    commune: Desk, hands: Hands, went: list[str]
) -> None:
    page = opened(commune, hands, went)
    assert words(page) == [
        "Gói dữ liệu tháng 7 năm 2024 chưa gửi. Hạn gửi về huyện: 14/7, còn 13 ngày."
    ]
    take(page, "Gói dữ liệu")
    assert went == ["packets+"], "the button does what it says"
    send.export(commune.book, now=JULY)
    page.refresh()
    hands.settle()
    assert words(page) == ["Gói số 1 đã ký nhưng chưa chép hay gửi đi đâu."]
    commune.clock = lambda: JULY + timedelta(days=20)
    page.refresh()
    hands.settle()
    assert not [said for said in words(page) if "quá hạn" in said], "a packet tells all before it"


def test_an_empty_book_says_where_to_begin(
    desk: Desk, book: Book, hands: Hands, went: list[str]
) -> None:
    page = opened(desk, hands, went)
    assert words(page)[0].startswith("Sổ chưa có dòng nào.")
    take(page, "Sổ chưa có dòng nào")
    assert went == ["outreach+"]
    record(book, "sites", rows.site(), now=NOW)
    page.refresh()
    hands.settle()
    assert not [said for said in words(page) if "chưa có dòng nào" in said]


def test_a_month_that_was_missed_is_said_to_be_late(
    commune: Desk, hands: Hands, went: list[str]
) -> None:
    commune.clock = lambda: JULY + timedelta(days=20)
    page = opened(commune, hands, went)
    assert words(page)[0].startswith("Gói dữ liệu tháng 7 năm 2024 chưa gửi, quá hạn 14/7 đã 7")


def test_slips_past_their_day_open_alone(
    desk: Desk, book: Book, hands: Hands, went: list[str]
) -> None:
    record(book, "referrals", rows.referral(due="01/05/2024", outcome_date=""), now=NOW)
    record(book, "referrals", rows.referral(due="20/05/2024", outcome_date=""), now=NOW)
    page = opened(desk, hands, went)
    take(page, "1 phiếu chuyển gửi đã quá ngày hẹn")
    _, _, what = went[0].partition(":")
    register = hands.show(RegisterPage(desk, REGISTERS["referrals"], Banner()))
    register.refresh()
    register.open(what)
    hands.settle()
    assert register.rows.rowCount() == 1
    assert register.page.chips.late.isChecked()
    register.page.chips.late.click()
    hands.settle()
    assert register.rows.rowCount() == 2


def test_slips_that_have_been_kept_long_enough_are_named(
    desk: Desk, book: Book, hands: Hands, went: list[str]
) -> None:
    record(book, "referrals", rows.referral(), now=NOW)
    page = opened(desk, hands, went)
    assert not [said for said in words(page) if "xóa hẳn" in said]
    desk.clock = lambda: NOW + timedelta(days=366)
    page.refresh()
    hands.settle()
    take(page, "1 phiếu chuyển gửi có kết quả đã 12 tháng: đến lúc xóa hẳn")
    assert went == ["referrals"]


def test_a_row_given_back_opens_with_its_reason(
    desk: Desk, book: Book, hands: Hands, went: list[str]
) -> None:
    (uid,) = record(book, "outreach", rows.outreach(), now=NOW)
    given = Remark("outreach", uid, 1, "05/03/2024, Hội nghị", "số nữ lớn hơn", utc_text(NOW))
    with book.db.atomic():
        remarks.put_returned(book.db, "district", [given])
    page = opened(desk, hands, went)
    assert "Huyện trả lại dòng “05/03/2024, Hội nghị” để sửa: “số nữ lớn hơn”." in words(page)
    take(page, "trả lại dòng")
    assert went == [f"outreach:{uid}"]
    store.retire(book, REGISTERS["outreach"], uid, "ghi nhầm", now=NOW)
    page.refresh()
    hands.settle()
    take(page, "Đã sửa 1 dòng cấp trên trả lại, nhưng chưa gửi lại.")
    assert went[1:] == ["packets+"]


def test_what_is_being_typed_is_named_but_nothing_of_a_person(
    desk: Desk, hands: Hands, went: list[str]
) -> None:
    desk.drafts.put(("outreach", ""), {"place": "Thôn Khâu Đấng"})
    desk.drafts.put(("referrals", ""), {"code": "ABC123"})
    page = opened(desk, hands, went)
    drafts = [said for said in words(page) if said.startswith("Bản nháp")]
    assert "Bản nháp từ 07/5: Hoạt động truyền thông, “Thôn Khâu Đấng”." in drafts
    assert not any("ABC123" in said for said in drafts)
    take(page, "Khâu Đấng")
    assert went == ["outreach+"]


def test_a_clock_that_cannot_be_right_comes_first(
    desk: Desk, book: Book, hands: Hands, went: list[str]
) -> None:
    record(book, "outreach", rows.outreach(), now=NOW + timedelta(days=2))
    page = opened(desk, hands, went)
    assert words(page)[0].startswith("Đồng hồ của máy chỉ 09:05 07/05/2024, sớm hơn")


def test_a_clock_far_ahead_is_asked_about_and_believed_once_a_person_has_looked(
    desk: Desk, book: Book, hands: Hands, went: list[str]
) -> None:
    record(book, "outreach", rows.outreach(), now=NOW)
    desk.clock = lambda: NOW + timedelta(days=400)
    page = opened(desk, hands, went)
    assert words(page)[0].startswith("Đồng hồ của máy chỉ 09:05 11/06/2025, cách lần cuối")
    assert book.clock_doubted
    take(page, "Đồng hồ của máy")
    hands.settle()
    assert "tin ngày giờ của máy" in page.banner.message.text()
    assert not words(page)[0].startswith("Đồng hồ")
    assert desk.now() == desk.clock() and not book.clock_doubted


def test_only_the_most_urgent_step_is_the_primary_one(
    desk: Desk, hands: Hands, went: list[str]
) -> None:
    desk.drafts.put(("outreach", ""), {"place": "Thôn Khâu Đấng"})
    page = opened(desk, hands, went)
    buttons = cast(list[QPushButton], page.findChildren(QPushButton))
    primary = [one for one in buttons if one.property("look") == "primary"]
    assert [one.text() for one in primary] == ["Đăng ký"]


def test_numbers_of_the_period_lead_to_their_rows(
    desk: Desk, book: Book, hands: Hands, went: list[str]
) -> None:
    for day in ("20/04/2024", "03/05/2024", "03/04/2024"):
        record(book, "outreach", rows.outreach(date=day), now=NOW)
    page = opened(desk, hands, went)
    assert page.counts.now[0].text() == "2"
    assert "15/4–14/5, theo Nghị định 09/2019" in page.counts.days.text()
    page.counts.choices[Basis.CALENDAR].click()
    hands.settle()
    assert (page.counts.now[0].text(), page.counts.before[0].text()) == ("1", "kỳ trước 2")
    page.counts.now[0].click()
    assert went == ["outreach:@days=2024-05-01/2024-05-31"]


def test_nothing_moves_when_the_year_arrives(
    desk: Desk, book: Book, hands: Hands, went: list[str]
) -> None:
    record(book, "outreach", rows.outreach(), now=NOW)
    page = opened(desk, hands, went)
    spark = page.goals.goals["CT1.1"].spark
    assert spark.trend and "Tháng 5: 1/1" in spark.accessibleName()
    places = [goal.said.geometry() for goal in page.goals.goals.values()]
    page.goals.show_trends({})
    hands.settle()
    assert [goal.said.geometry() for goal in page.goals.goals.values()] == places


def test_what_was_computed_is_kept_until_a_row_changes(desk: Desk, book: Book) -> None:
    made: list[int] = []

    def count() -> int:
        made.append(1)
        return len(made)

    assert [desk.kept.get(book.db, "x", count) for _ in range(3)] == [1, 1, 1]
    record(book, "outreach", rows.outreach(), now=NOW)
    assert desk.kept.get(book.db, "x", count) == 2


def test_a_study_that_is_not_wanted_any_more_says_nothing(
    desk: Desk, hands: Hands, qapp: QObject
) -> None:
    said: list[Outcome[object]] = []
    area, day = desk.book.office, NOW.date()
    job = desk.study(qapp, lambda db, going: trend.of(db, area, day, going=going), said.append)
    job.cancel()
    hands.settle()
    desk.study(qapp, lambda db, going: trend.of(db, area, day, going=going), said.append)
    hands.settle()
    assert len(said) == 1 and isinstance(said[0], Ok)


def came(unit: str, period: str) -> Received:
    empty = Received(unit + period, "a.xlsx", "accepted", "", "2024-04-20T01:00:00Z")
    return replace(empty, unit=unit, device=unit, sequence=1, period=period)


@pytest.fixture
def province(tmp_path_factory: pytest.TempPathFactory, jobs: Jobs) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("province") / "book"
    Book.create(folder, PASSPHRASE, units.find("2021", "06"), now=NOW)[0].close()
    with Book.open(folder, PASSPHRASE) as book:
        with book.db.atomic():
            mailbox.add_received(book.db, came("01864", "2024-04"))
        yield Desk(book, jobs, lambda: NOW)
        jobs.wait()


def test_a_province_sees_every_commune_under_its_district(
    province: Desk, hands: Hands, went: list[str]
) -> None:
    page = opened(province, hands, went)
    assert page.matrix
    model, grid = page.matrix.model, page.matrix.grid
    assert (model.rowCount(), model.columnCount()) == (116, 12)
    names = [model.headerData(row, Qt.Orientation.Vertical) for row in range(116)]
    place = names.index("    Xã Bộc Bố")
    assert names[:place].count("Huyện Pác Nặm") == 1
    cell = model.index(place, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert cell == "Xã Bộc Bố, tháng 4 năm 2024: đã nhận ngày 20/04/2024"
    grid.setCurrentIndex(model.index(place, 3))
    asked: list[int] = []
    grid.asked.connect(lambda index: asked.append(index.row()))
    hands.press(grid, Qt.Key.Key_Right)
    hands.press(grid, Qt.Key.Key_Return)
    assert asked == [place]
    ways = [one.key for one in page.matrix.ways(*model.at(model.index(place, 4)))]
    assert ways[0] == "targets:@01864"
    assert "outreach:@days=2024-04-15/2024-05-14&unit=01864" in ways


def test_in_january_december_is_still_asked_for(province: Desk) -> None:
    day = date(2025, 1, 6)
    found = reporting.reports(province.book.db, province.book.office, day)
    assert [month.name for month in found.asked(day)] == ["2024-12", "2025-01"]
    assert reporting.standing(found).startswith("Tháng 12 năm 2024: 0 trên 116 đơn vị")


def test_silent_offices_can_be_copied_to_be_reminded(
    province: Desk, hands: Hands, went: list[str]
) -> None:
    page = opened(province, hands, went)
    take(page, "115 trên 116 đơn vị chưa gửi gói cho tháng 4 năm 2024 (hạn\u00a014/4)")
    (dialog,) = cast(list[Remind], page.findChildren(Remind))
    dialog.copied.click()
    text = QGuiApplication.clipboard().text()
    assert "- Xã An Thắng (Huyện Pác Nặm)" in text
    assert "Xã Bộc Bố" not in text
    dialog.close()


def test_a_province_ranks_its_districts_and_keeps_the_numbers_beside_the_chart(
    province: Desk, hands: Hands, went: list[str]
) -> None:
    page = hands.show(TargetsPage(province, went.append, lambda _name: True, Banner()))
    page.refresh()
    hands.settle()
    page.detail.by_unit.click()
    assert len(page.detail.ranks.things.things) == 8
    chart, numbers = page.detail.trend.chart, page.detail.trend.numbers
    assert [entry.cells[0] for entry in numbers.entries] == ["1", "2", "3", "4", "5"]
    page.detail.moved.click()
    hands.press(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription().startswith("Tháng 1:")
    page.detail.trend.turn.click()
    assert page.detail.trend.table.isVisible()
    pac_nam = next(
        n for n, one in enumerate(page.detail.ranks.things.things) if one.unit.code == "060"
    )
    page.detail.ranks.opened.emit(page.detail.ranks.things.things[pac_nam])
    hands.settle()
    asked = targets.compute(province.book, units.find("2021", "060"), NOW.date())
    assert page.detail.result == asked[0]


def test_the_list_behind_a_target_is_taken_along(
    province: Desk, hands: Hands, went: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    from openpyxl import load_workbook

    page = hands.show(TargetsPage(province, went.append, lambda _name: True, Banner()))
    page.refresh()
    hands.settle()
    page.taking.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 109
    file = tmp_path_factory.mktemp("out") / "a.xlsx"
    page.taking.save(file)
    hands.settle()
    sheet = load_workbook(file).worksheets[0]
    assert sheet.max_row == 109
    assert "Xã An Thắng" in [cell.value for cell in sheet["A"]]
