"""The plan's screens: numbers are those of the record, and lead to the rows they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.records import targets, units
from desktop.records.book import Book
from desktop.records.periods import Basis
from desktop.records.targets import Result, Status
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.look.problems import Banner
from desktop.ui.pages.plan.goals import amount
from desktop.ui.pages.plan.reading import Asked, Group, behind
from desktop.ui.pages.plan.sections import bare
from desktop.ui.pages.targets import TargetsPage
from desktop.ui.pages.tasks import TasksPage
from desktop.ui.remember import Remember
from sync import receive
from tests import rows
from tests.district import NOW as JULY
from tests.district import District, record
from tests.ui.hands import Hands

TODAY = date(2024, 5, 7)


@pytest.fixture
def went() -> list[str]:
    """The screens that were gone to."""
    return []


@pytest.fixture
def district_desk(district: District, jobs: Jobs) -> Iterator[Desk]:
    """A district that holds one commune's packet."""
    commune = district.communes[0]
    commune.record("outreach", rows.outreach(), rows.outreach(date="10/05/2024"))
    commune.record("sites", rows.site())
    packet = commune.export()
    with district.office.open() as book:
        for planned in list(receive.plan(book, [packet], now=JULY)):
            receive.apply(book, planned, now=JULY)
        desk = Desk(book, jobs, lambda: JULY)
        yield desk
        jobs.wait()


def shown(page: TargetsPage) -> list[Result]:
    return list(page.goals.things.things)


def open_targets(desk: Desk, hands: Hands, went: list[str]) -> TargetsPage:
    page = hands.show(TargetsPage(desk, went.append, lambda _name: True, Banner()))
    page.refresh()
    hands.settle()
    return page


def test_a_commune_sees_its_own_targets_as_they_are_computed(
    desk: Desk, book: Book, hands: Hands, went: list[str]
) -> None:
    record(book, "outreach", rows.outreach())
    page = open_targets(desk, hands, went)
    asked = [r for r in targets.compute(book, book.office, TODAY) if r.asked]
    assert [amount(result) for result in shown(page)] == [amount(result) for result in asked]
    assert not {"CT1.2a", "CT2.1", "CT5.1"} & {result.target.id for result in shown(page)}
    assert (shown(page)[0].target.id, shown(page)[0].status) == ("CT1.1", Status.MET)


def test_a_number_leads_to_the_rows_it_is_made_of(
    desk: Desk, book: Book, hands: Hands, went: list[str]
) -> None:
    (uid,) = record(book, "outreach", rows.outreach())
    page = open_targets(desk, hands, went)
    (line,) = page.detail.lines.things.things
    assert (line.group, [row.uid for row in line.rows]) == (Group.COUNTED, [uid])
    page.detail.lines.opened.emit(line)
    assert went == [f"outreach:{uid}"]


def test_the_edge_beside_a_list_is_dragged_and_stays(
    desk: Desk, hands: Hands, went: list[str], tmp_path: Path
) -> None:
    habits = Remember(tmp_path / "r.ini").habits(tmp_path)

    def opened() -> TargetsPage:
        page = TargetsPage(desk, went.append, lambda _name: True, Banner(), habits)
        return hands.show(page)

    page = opened()
    before, _ = page.beside.sizes()
    page.beside.moveSplitter(before - 150, 1)
    wide, other = page.beside.sizes()
    assert wide == before - 150
    page.resize(page.width() - 100, page.height())
    assert abs(page.beside.sizes()[0] / sum(page.beside.sizes()) - wide / (wide + other)) < 0.01
    page.resize(600, page.height())
    assert not page.detail.isVisible(), "one at a time in a narrow window"
    page.beside.enter()
    assert page.detail.isVisible() and not page.goals.isVisible()
    page.close()
    again = opened()
    assert abs(again.beside.sizes()[0] - wide) < 8


def test_slips_are_never_listed(desk: Desk, book: Book, hands: Hands, went: list[str]) -> None:
    record(book, "referrals", rows.referral())
    page = open_targets(desk, hands, went)
    page.open("CT4.2")
    hands.settle()
    assert page.detail.result is not None
    assert amount(page.detail.result) == "1/1 phiếu"
    assert page.detail.rows.things.things == []
    assert "không liệt kê" in page.detail.closed.text()


def test_a_district_can_ask_of_one_commune_and_group_by_new_units(
    district_desk: Desk, hands: Hands, went: list[str]
) -> None:
    page = open_targets(district_desk, hands, went)
    assert page.detail.result is not None
    assert amount(page.detail.result) == "1/10 xã"
    missing = [p for p in page.detail.lines.things.things if p.group is Group.MISSING]
    assert len(missing) == 9
    page.question.merged.click()
    hands.settle()
    groups = page.detail._parts
    assert (sum(part.n for part in groups), sum(part.d for part in groups)) == (1, 10)
    assert all(part.words.endswith("(2025)") for part in groups)
    page.open("@01864")
    hands.settle()
    assert amount(page.detail.result) == "1/1 xã"


def test_a_part_of_a_new_unit_is_called_a_part(book: Book) -> None:
    area = units.find("2021", "063")
    target = next(r.target for r in targets.compute(book, area, TODAY) if r.target.id == "CT1.1")
    asked = Asked(area, TODAY, Basis.CALENDAR)
    found = behind(book.db, asked, target, merged=True).parts
    assert {part.words for part in found if part.caution} == {
        "Xã Phong Quang (2025)",
        "Xã Bạch Thông (2025)",
    }


def test_clauses_tell_what_is_recorded_and_what_is_not(
    desk: Desk, book: Book, hands: Hands, went: list[str]
) -> None:
    record(book, "outreach", rows.outreach(topics=["GIAM_KY_THI"]))
    page = hands.show(TasksPage(desk, went.append, lambda _name: True, Banner()))
    page.refresh()
    hands.settle()
    clauses = {clause.id: clause for section in page._found for clause in section.clauses}
    assert clauses["NV1.1"].rows == 1
    assert clauses["NV1.6"].rows == 0
    page.record(clauses["NV1.6"])
    assert went == ["tasks+"]
    draft = desk.drafts.get(("tasks", ""))
    assert draft is not None
    assert draft.raw == {"clause": "NV1.6"}
    left = {clause.id for section in bare(page._found) for clause in section.clauses}
    assert "NV1.6" in left
    assert "NV1.1" not in left
