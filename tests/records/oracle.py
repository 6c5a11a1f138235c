"""The targets of Decision 2060 worked out a second time, in plain Python over plain rows.

Nothing here reads the plan's folder, its SQL or the code that runs it: fractions are Fractions,
dates are dates, and every rule is written out again from the Decision.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from math import floor

from desktop.records import units
from desktop.records.fields import Row
from desktop.records.units import Unit

Rows = Mapping[str, Sequence[Row]]

SERVICE_PLACES = {
    "KHACH_SAN", "NHA_NGHI", "NHA_TRO", "CAN_HO", "NHA_HANG", "KARAOKE", "VU_TRUONG", "QUAN_BAR",
    "XOA_BOP", "TAM_HOI", "CAT_TOC", "SPA", "CA_PHE", "DU_LICH", "KHAC",
}  # fmt: skip
EVERYWHERE = {"commune", "district", "province"}
TOO_EARLY = "too early"
QUARTER_ENDS = [(3, 31), (6, 30), (9, 30), (12, 31)]


@dataclass(frozen=True)
class Answer:
    """What one target should come to."""

    numerator: int
    denominator: int
    percent: float | None
    status: str
    asked: bool


@dataclass(frozen=True)
class Question:
    """The rows of a province, an area of it, a day, and whether years are the Decree's."""

    rows: Rows
    area: Unit
    as_of: date
    decree: bool

    @property
    def number(self) -> int:
        """The year the day lies in: by the Decree on cut-offs it begins on 15 December."""
        late = self.decree and self.as_of >= date(self.as_of.year, 12, 15)
        return self.as_of.year + late

    @property
    def first(self) -> date:
        """The first day of that year."""
        return date(self.number - 1, 12, 15) if self.decree else date(self.number, 1, 1)

    def live(self, register: str) -> list[Row]:
        """The rows that were not retired."""
        return [row for row in self.rows[register] if row["retired"] is None]

    def own(self, register: str) -> list[Row]:
        """Those of them that an office of the area recorded."""
        inside = _codes(self.area)
        return [row for row in self.live(register) if row["unit"] in inside]

    def this_year(self, day: object) -> bool:
        """Whether a day lies in the year, and not after the day that is asked about."""
        return self.first <= _day(day) <= self.as_of

    def communes(self) -> set[str]:
        """The communes of the area."""
        return {unit.code for unit in units.communes(self.area)}


Counted = tuple[int, int]
Rule = tuple[int, set[str], Callable[[Question], Counted | str]]


def answer(id: str, question: Question) -> Answer:
    """What the target comes to."""
    threshold, tiers, count = RULES[id]
    asked = question.area.tier in tiers
    found = count(question)
    if isinstance(found, str):
        return Answer(0, len(question.communes()) if id == "CT1.1" else 0, None, "not_due", asked)
    numerator, denominator = found
    if denominator == 0:
        return Answer(numerator, 0, None, "no_denominator", asked)
    share = Fraction(100 * numerator, denominator)
    met = share >= threshold
    nearest = Fraction(floor(share * 10 + Fraction(1, 2)), 10)
    shown = nearest if met or nearest < threshold else threshold - Fraction(1, 10)
    return Answer(numerator, denominator, float(shown), "met" if met else "short", asked)


def _kept_up(asked: Question) -> Counted | str:
    ends = [(3, 14), (6, 14), (9, 14), (12, 14)] if asked.decree else QUARTER_ENDS
    last_days = [date(asked.number, *end) for end in ends]
    over = {number for number, end in enumerate(last_days) if end <= asked.as_of}
    if not over:
        return TOO_EARLY
    communes = asked.communes()
    seen: dict[tuple[object, object], set[int]] = {}
    for event in asked.live("outreach"):
        if event["unit"] in communes and asked.this_year(event["date"]):
            quarter = sum(_day(event["date"]) > end for end in last_days)
            seen.setdefault((event["unit"], event["form"]), set()).add(quarter)
    return len({unit for (unit, _form), quarters in seen.items() if quarters >= over}), len(
        communes
    )


def _every_month(outlet: str) -> Callable[[Question], Counted | str]:
    def count(asked: Question) -> Counted | str:
        if asked.area.tier != "province":
            return 0, 0
        tomorrow = asked.as_of + timedelta(days=1)
        over = 12 if tomorrow.year > asked.as_of.year else tomorrow.month - 1
        if not over:
            return TOO_EARLY
        days = {_day(item["date"]) for item in asked.own("media") if item["outlet"] == outlet}
        with_one = {day.month for day in days if day.year == asked.as_of.year and day.month <= over}
        return len(with_one), over

    return count


def _reached(kinds: set[str], school: bool = False) -> Callable[[Question], Counted]:
    def count(asked: Question) -> Counted:
        autumn = date(asked.as_of.year - (asked.as_of.month < 9), 9, 1)
        first = autumn if school else asked.first
        days = {event["uid"]: _day(event["date"]) for event in asked.live("outreach")}
        crowds: dict[object, list[int]] = {}
        for visit in asked.live("reach"):
            if visit["event"] in days and first <= days[visit["event"]] <= asked.as_of:
                crowds.setdefault(visit["site"], []).append(_whole(visit["attended"]))
        places = [
            (min(_whole(site["headcount"]), max(crowds.get(site["uid"], [0]))), site)
            for site in asked.own("sites")
            if site["kind"] in kinds and _open(site, asked.as_of, asked.as_of)
        ]
        return sum(n for n, _ in places), sum(_whole(site["headcount"]) for _, site in places)

    return count


def _joined(asked: Question) -> Counted:
    districts = {unit.code for unit in _all(asked.area) if unit.tier == "district"}
    done: dict[str, set[object]] = {code: set() for code in districts}
    for document in asked.live("integration"):
        in_time = _day(document["document_date"]) <= asked.as_of
        if document["unit"] in districts and document["year"] == asked.number and in_time:
            done[str(document["unit"])].add(document["programme"])
    wanted = {"KT_XH", "AN_SINH", "MA_TUY", "HIV"}
    return sum(wanted <= programmes for programmes in done.values()), len(districts)


def _handled(asked: Question) -> Counted:
    numerator = denominator = 0
    for tip in asked.own("tips"):
        received = datetime.fromisoformat(str(tip["received"]))
        last_day = received.date() + timedelta(days=20)
        if not asked.this_year(str(received.date())) or last_day > asked.as_of:
            continue
        denominator += 1
        steps = [tip[step] for step in ("verified", "classified", "handled")]
        in_time = all(
            step and datetime.fromisoformat(str(step)).date() <= last_day for step in steps
        )
        moved = tip["transferred"]
        hours = moved and (datetime.fromisoformat(str(moved)) - received) / timedelta(hours=1)
        numerator += bool(in_time and (not hours or hours <= 24))
    return numerator, denominator


def _more_crimes(asked: Question) -> Counted:
    def pairs(unit: Unit) -> list[tuple[int, int]]:
        own = [
            _newest(asked, unit, {year}, "crimes_handled")
            for year in (asked.number, asked.number - 1)
        ]
        if None not in own:
            return [(own[0] or 0, own[1] or 0)]
        return [pair for child in units.children(unit) for pair in pairs(child)]

    found = pairs(asked.area)
    return sum(now - before for now, before in found), sum(before for _, before in found)


def _inspected(asked: Question) -> Counted:
    places = {site["uid"] for site in asked.own("sites") if _serves(site, asked.first, asked.as_of)}
    visited = {i["site"] for i in asked.live("inspections") if asked.this_year(i["date"])}
    return len(places & visited), len(places)


def _ever_inspected(asked: Question) -> Counted:
    counted = min(asked.as_of, date(2025, 12, 31))
    places = {site["uid"] for site in asked.own("sites") if _serves(site, counted, counted)}
    visited = {
        i["site"]
        for i in asked.live("inspections")
        if date(2021, 11, 1) <= _day(i["date"]) <= asked.as_of
    }
    return len(places & visited), len(places)


def _with_model(asked: Question) -> Counted:
    having = {
        model["unit"]
        for model in asked.live("models")
        if model["status"] in ("TRIEN_KHAI", "NHAN_RONG", "KET_THUC")
        and (model["started"] is None or _day(model["started"]) <= asked.as_of)
    }
    return len(having & asked.communes()), len(asked.communes())


def _served(asked: Question) -> Counted:
    entitled: set[object] = set()
    served: set[object] = set()
    for slip in asked.own("referrals"):
        if not (slip["need"] and slip["eligible"] and asked.this_year(slip["date"])):
            continue
        entitled.add(slip["code"])
        known = slip["outcome_date"] is None or _day(slip["outcome_date"]) <= asked.as_of
        if slip["outcome"] == "DA_SU_DUNG" and known:
            served.add(slip["code"])
    sent = [total for total in asked.own("referral_years") if total["year"] == asked.number]
    return (
        len(served) + sum(_whole(total["served"]) for total in sent),
        len(entitled) + sum(_whole(total["entitled"]) for total in sent),
    )


def _trained(groups: set[str], figures: Sequence[str]) -> Callable[[Question], Counted]:
    def count(asked: Question) -> Counted:
        there = sum(_staff(asked, asked.area, figure) for figure in figures)
        trained = sum(
            _whole(held["first_time"])
            for held in asked.own("trainings")
            if held["group"] in groups and _day(held["date"]) <= asked.as_of
        )
        return min(trained, there), there

    return count


def _staff(asked: Question, unit: Unit, figure: str) -> int:
    own = _newest(asked, unit, range(2021, asked.number + 1), figure)
    if own is not None:
        return own
    return sum(_staff(asked, child, figure) for child in units.children(unit))


def _newest(asked: Question, unit: Unit, years: Collection[int], figure: str) -> int | None:
    """The value of the figure that the office recorded last, for the latest of the years."""
    found = [
        row
        for row in asked.live("figures")
        if row["unit"] == unit.code and row["figure"] == figure and row["year"] in years
    ]
    newest = max(found, key=lambda row: (_whole(row["year"]), str(row["uid"])), default=None)
    return None if newest is None else _whole(newest["value"])


RULES: dict[str, Rule] = {
    "CT1.1": (70, EVERYWHERE, _kept_up),
    "CT1.2a": (100, {"province"}, _every_month("DAI_PTTH")),
    "CT1.2b": (100, {"province"}, _every_month("BAO_BK")),
    "CT1.3a": (70, EVERYWHERE, _reached(SERVICE_PLACES)),
    "CT1.3b": (60, EVERYWHERE, _reached({"KCN_DN"})),
    "CT1.3c": (70, EVERYWHERE, _reached({"THPT", "GDNN"}, school=True)),
    "CT2.1": (100, {"district", "province"}, _joined),
    "CT3.1": (100, EVERYWHERE, _handled),
    "CT3.2": (3, {"province"}, _more_crimes),
    "CT3.3": (20, EVERYWHERE, _inspected),
    "CT3.4": (100, EVERYWHERE, _ever_inspected),
    "CT4.1": (10, EVERYWHERE, _with_model),
    "CT4.2": (60, EVERYWHERE, _served),
    "CT5.1": (70, {"province"}, _trained({"CB_TINH"}, ["staff_province"])),
    "CT5.2": (50, EVERYWHERE, _trained({"CB_HUYEN", "CB_XA"}, ["staff_district", "staff_commune"])),
}


def _serves(site: Row, first: date, last: date) -> bool:
    return site["kind"] in SERVICE_PLACES and _open(site, first, last)


def _open(site: Row, first: date, last: date) -> bool:
    """Whether the place was active on some day from ``first`` to ``last``."""
    closed = site["active_to"]
    return _day(site["active_from"]) <= last and (closed is None or first <= _day(closed))


@cache
def _all(area: Unit) -> list[Unit]:
    return [area] + [unit for child in units.children(area) for unit in _all(child)]


@cache
def _codes(area: Unit) -> set[str]:
    return {unit.code for unit in _all(area)}


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value
