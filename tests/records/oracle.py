"""The targets of Decision 2060 worked out a second time, in plain Python over plain rows.

Nothing here reads the plan's folder, its SQL or the code that runs it: fractions are Fractions,
dates are dates, and every rule is written out again from the Decision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from desktop.records import units
from desktop.records.fields import Row
from desktop.records.units import Unit

Rows = Mapping[str, Sequence[Row]]

SERVICE_PLACES = {
    "KHACH_SAN", "NHA_NGHI", "NHA_TRO", "CAN_HO", "NHA_HANG", "KARAOKE", "VU_TRUONG", "QUAN_BAR",
    "XOA_BOP", "TAM_HOI", "CAT_TOC", "SPA", "CA_PHE", "DU_LICH", "KHAC",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What one target should come to."""

    numerator: int
    denominator: int
    percent: float | None
    status: str


def answers(rows: Rows, area: Unit, as_of: date) -> dict[str, Answer]:
    """Every target of the area on that day, the year being the calendar year."""
    first = date(as_of.year, 1, 1)
    autumn = date(as_of.year if as_of.month >= 9 else as_of.year - 1, 9, 1)
    return {
        "CT1.1": _kept_up(rows, area, as_of),
        "CT1.3a": _rate(70, _reached(rows, area, as_of, first, SERVICE_PLACES)),
        "CT1.3b": _rate(60, _reached(rows, area, as_of, first, {"KCN_DN"})),
        "CT1.3c": _rate(70, _reached(rows, area, as_of, autumn, {"THPT", "GDNN"})),
        "CT4.1": _rate(10, _with_model(rows, area, as_of)),
        "CT4.2": _rate(60, _served(rows, area, as_of)),
    }


def _kept_up(rows: Rows, area: Unit, as_of: date) -> Answer:
    ends = [(3, 31), (6, 30), (9, 30), (12, 31)]
    over = [number for number, end in enumerate(ends) if date(as_of.year, *end) <= as_of]
    communes = {unit.code for unit in units.communes(area)}
    if not over:
        return Answer(0, len(communes), None, "not_due")
    seen: dict[tuple[object, object], set[int]] = {}
    for event in _live(rows, "outreach"):
        day = _day(event["date"])
        if event["unit"] in communes and day.year == as_of.year:
            seen.setdefault((event["unit"], event["form"]), set()).add((day.month - 1) // 3)
    kept = {unit for (unit, _form), quarters in seen.items() if quarters >= set(over)}
    return _rate(70, (len(kept), len(communes)))


def _reached(rows: Rows, area: Unit, as_of: date, first: date, kinds: set[str]) -> tuple[int, int]:
    inside = _codes(area)
    days = {event["uid"]: _day(event["date"]) for event in _live(rows, "outreach")}
    crowds: dict[object, list[int]] = {}
    for visit in _live(rows, "reach"):
        if visit["event"] in days and first <= days[visit["event"]] <= as_of:
            crowds.setdefault(visit["site"], []).append(_whole(visit["attended"]))
    numerator = denominator = 0
    for site in _live(rows, "sites"):
        opened, closed = _day(site["active_from"]), site["active_to"]
        open_now = opened <= as_of and (closed is None or as_of <= _day(closed))
        if site["unit"] not in inside or site["kind"] not in kinds or not open_now:
            continue
        headcount = _whole(site["headcount"])
        numerator += min(headcount, max(crowds.get(site["uid"], [0])))
        denominator += headcount
    return numerator, denominator


def _with_model(rows: Rows, area: Unit, as_of: date) -> tuple[int, int]:
    communes = {unit.code for unit in units.communes(area)}
    having = {
        model["unit"]
        for model in _live(rows, "models")
        if model["status"] in ("TRIEN_KHAI", "NHAN_RONG", "KET_THUC")
        and (model["started"] is None or _day(model["started"]) <= as_of)
    }
    return len(having & communes), len(communes)


def _served(rows: Rows, area: Unit, as_of: date) -> tuple[int, int]:
    inside = _codes(area)
    entitled: set[object] = set()
    served: set[object] = set()
    for slip in _live(rows, "referrals"):
        day = _day(slip["date"])
        counts = slip["need"] and slip["eligible"] and day.year == as_of.year and day <= as_of
        if slip["unit"] not in inside or not counts:
            continue
        entitled.add(slip["code"])
        known = slip["outcome_date"] is None or _day(slip["outcome_date"]) <= as_of
        if slip["outcome"] == "DA_SU_DUNG" and known:
            served.add(slip["code"])
    sent = [
        total
        for total in _live(rows, "referral_years")
        if total["unit"] in inside and total["year"] == as_of.year
    ]
    return (
        len(served) + sum(_whole(total["served"]) for total in sent),
        len(entitled) + sum(_whole(total["entitled"]) for total in sent),
    )


def _rate(threshold: int, fraction: tuple[int, int]) -> Answer:
    numerator, denominator = fraction
    if denominator == 0:
        return Answer(numerator, 0, None, "no_denominator")
    share = Fraction(numerator, denominator)
    tenths = (Decimal(numerator) * 100 / Decimal(denominator)).quantize(Decimal("0.1"), ROUND_FLOOR)
    met = share >= Fraction(threshold, 100)
    return Answer(numerator, denominator, float(tenths), "met" if met else "short")


def _live(rows: Rows, register: str) -> list[Row]:
    return [row for row in rows[register] if row["retired"] is None]


def _codes(area: Unit) -> set[str]:
    return {area.code} | {code for child in units.children(area) for code in _codes(child)}


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value
