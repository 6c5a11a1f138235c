"""Plausible rows of a whole year, drawn by a fixed seed; nothing in them is about anyone."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from desktop.records import lists
from desktop.records.change import Changes
from desktop.records.cipher import Database, translated
from desktop.records.clock import utc_text
from desktop.records.fields import Row, Value
from desktop.records.identifiers import new_uid
from desktop.records.registers import TRAVELLING
from desktop.records.snapshot import put

ENTERED = datetime(2024, 6, 28, 3, 0, tzinfo=UTC)
FIRST, DAYS = date(2024, 1, 2), 178

_FIRST = ("Khuổi", "Nà", "Pác", "Bản", "Khâu", "Cốc", "Phiêng", "Lủng", "Tát", "Slam")
_SECOND = (
    *("Bốc", "Phầy", "Đấng", "Coóc", "Bẻ", "Liển", "Nghè", "Vài", "Mạ", "Cáp", "Sla", "Lịa"),
    *("Tậu", "Mòn", "Quân", "Chang", "Luông", "Nọi", "Đeng", "Khoang", "Pjàn", "Ngoà", "Hin"),
)
_NOTES = (None, None, None, "Có phát tờ rơi", "Phối hợp với trạm y tế xã", "Họp thôn cuối quý")


class Year:
    """The rows of one office after another, each by register name, ready to be filled in."""

    def __init__(self, seed: int = 1) -> None:
        self._draw = random.Random(seed)

    def mixed(self, count: int) -> dict[str, list[Row]]:
        """``count`` rows as an office has them: of 20, 13 events, 5 of reach, a place, a model."""
        few = max(1, count // 20)
        events = self.outreach(max(1, count - 7 * few))
        sites = [self._site(number) for number in range(few)]
        reach = [
            self._row(
                event=self._draw.choice(events)["uid"],
                site=self._draw.choice(sites)["uid"],
                attended=self._draw.randrange(1, 9),
            )
            for _ in range(5 * few)
        ]
        models = [self._model() for _ in range(few)]
        return {"outreach": events, "sites": sites, "reach": reach, "models": models}

    def outreach(self, count: int) -> list[Row]:
        """That many events."""
        return [self._event() for _ in range(count)]

    def _event(self) -> Row:
        draw, attendees = self._draw, self._draw.randrange(12, 95)
        return self._row(
            date=self._day(),
            form=self._code("outreach_form"),
            topics=self._codes("topic"),
            audiences=self._codes("audience"),
            venue=self._code("venue"),
            place=self._village(),
            organiser=self._code("organiser"),
            attendees=attendees,
            women=attendees * draw.randrange(40, 65) // 100,
            youth=attendees // 5,
            materials=draw.choice((0, 20, 40, 100)),
            cost=draw.choice((0, 300_000, 500_000, 1_200_000)),
            note=draw.choice(_NOTES),
        )

    def _site(self, number: int) -> Row:
        return self._row(
            name=f"Nhà nghỉ {self._village()} {number + 1}",
            kind=self._code("establishment_kind"),
            headcount=self._draw.randrange(9, 40),
            active_from="2022-01-01",
            place=self._village(),
        )

    def _model(self) -> Row:
        return self._row(
            name=f"Nhóm tự lực {self._village()}",
            components=self._codes("model_component"),
            status="TRIEN_KHAI",
            started="2023-03-15",
            host="Hội Liên hiệp Phụ nữ xã",
            members=self._draw.randrange(6, 20),
            budget=35_000_000,
        )

    def _row(self, **fields: Value) -> Row:
        moment = utc_text(ENTERED)
        stamp: Row = {"version": 1, "created_at": moment, "updated_at": moment}
        return fields | {"uid": new_uid(ENTERED)} | stamp

    def _day(self) -> str:
        return (FIRST + timedelta(days=self._draw.randrange(DAYS))).isoformat()

    def _village(self) -> str:
        return f"Thôn {self._draw.choice(_FIRST)} {self._draw.choice(_SECOND)}"

    def _code(self, name: str) -> str:
        return self._draw.choice(lists.code_list(name)).code

    def _codes(self, name: str) -> Value:
        entries = self._draw.sample(lists.code_list(name), self._draw.randrange(1, 4))
        return [entry.code for entry in entries]


def fill(db: Database, unit: str, device: str, rows: dict[str, list[Row]]) -> None:
    """Put rows into a book the way those of a packet come in."""
    complete = {register.name: rows.get(register.name, []) for register in TRAVELLING}
    changes = {name: Changes(added=found) for name, found in complete.items()}
    with translated(), db.atomic():
        put(db, unit, device, complete, changes)
