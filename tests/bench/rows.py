"""Plausible rows of a whole year, drawn by a fixed seed; nothing in them is about anyone."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from desktop.records import columns, lists
from desktop.records.change import Changes
from desktop.records.cipher import Database, translated
from desktop.records.clock import utc_text
from desktop.records.fields import Row, Value
from desktop.records.identifiers import new_uid
from desktop.records.registers import REGISTERS, TRAVELLING
from desktop.records.snapshot import put

ENTERED = datetime(2024, 6, 28, 3, 0, tzinfo=UTC)
GROWING = ("reach", "inspections", "media", "trainings", "tips")
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
        """``count`` rows as an office has them: of 20, 13 events, 4 of reach, and one of another
        register; those that targets are measured against come on top."""
        few = max(1, count // 20)
        events = self.outreach(max(1, count - 5 * few))
        sites = [self._site(number) for number in range(-(-few // 4))]
        reach = [
            self._row(
                event=self._draw.choice(events)["uid"],
                site=self._draw.choice(sites)["uid"],
                attended=self._draw.randrange(1, 9),
            )
            for _ in range(4 * few)
        ]
        others: dict[str, list[Row]] = {"models": [], "media": [], "trainings": [], "tips": []}
        others["inspections"] = [self._inspection(site) for site in sites]
        for number in range(few - len(sites)):
            name = ("models", "media", "trainings", "tips")[number % 4]
            others[name].append(getattr(self, f"_{name}")(number))
        return {"outreach": events, "sites": sites, "reach": reach} | others | self._yearly()

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

    def _inspection(self, site: Row) -> Row:
        return self._row(
            date=self._day(),
            site=site["uid"],
            team=self._code("inspection_team"),
            result=self._code("inspection_result"),
            fine=self._draw.choice((None, None, 2_000_000)),
        )

    def _models(self, _number: int) -> Row:
        return self._row(
            name=f"Nhóm tự lực {self._village()}",
            components=self._codes("model_component"),
            status="TRIEN_KHAI",
            started="2023-03-15",
            host="Hội Liên hiệp Phụ nữ xã",
            members=self._draw.randrange(6, 20),
            budget=35_000_000,
        )

    def _media(self, number: int) -> Row:
        return self._row(
            date=self._day(),
            outlet=self._code("media_outlet"),
            title=f"Bài số {number + 1} về {self._village()}",
            kind=self._code("media_item_kind"),
        )

    def _trainings(self, number: int) -> Row:
        attendees = self._draw.randrange(15, 40)
        return self._row(
            date=self._day(),
            title=f"Lớp số {number + 1}",
            contents=self._codes("training_content"),
            group=self._code("training_group"),
            tier=self._code("tier"),
            attendees=attendees,
            first_time=attendees // 3,
        )

    def _tips(self, number: int) -> Row:
        day = self._day()
        return self._row(
            number=f"{number + 1:04d}",
            received=f"{day}T08:30",
            kind=self._code("tip_kind"),
            verified=f"{day}T16:00",
            classified=f"{day}T16:30",
            handled=self._draw.choice((None, f"{day}T17:00")),
        )

    def _yearly(self) -> dict[str, list[Row]]:
        """What an office says once a year."""
        documents = [
            self._row(
                year=2024,
                programme=entry.code,
                document_no=f"{number + 1}/KH-UBND",
                document_date=self._day(),
            )
            for number, entry in enumerate(lists.code_list("integration_programme"))
        ]
        figures = [
            self._row(year=year, figure=entry.code, value=self._draw.randrange(5, 40))
            for year in (2023, 2024)
            for entry in lists.code_list("base_figure")
        ]
        slips = [self._row(year=2024, entitled=12, served=7)]
        return {"integration": documents, "figures": figures, "referral_years": slips}

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


def multiply(db: Database, times: int) -> None:
    """Put every row of a book beside itself ``times - 1`` times more, with uids of their own.

    A copy refers to the copies of what its pattern refers to. What an office says once a year, and
    the models it runs, are not copied.
    """
    first = int(new_uid(ENTERED)[:8], 16)
    for register in (REGISTERS[name] for name in ("outreach", "sites", *GROWING)):
        names = (*columns.names(register), "search")
        referring = {"uid", *(field.name for field in register.fields if field.target)}
        taken = [
            f":moment || substr({q}, 9)" if name in referring else q
            for name in names
            for q in [columns.quoted(name)]
        ]
        into = ", ".join(map(columns.quoted, names))
        (last,) = db.execute(f"SELECT max(rowid) FROM {register.name}").fetchone()
        for copy in range(1, times):
            with translated(), db.atomic():
                db.execute(
                    f"INSERT INTO {register.name}({into}) SELECT {', '.join(taken)}"
                    f" FROM {register.name} WHERE rowid <= :last",
                    {"moment": f"{first + copy:08x}", "last": last},
                )
