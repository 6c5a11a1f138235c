"""Years of made-up work of a whole province, crowded on the days where counting goes wrong."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from desktop.records import columns, units
from desktop.records.cipher import Database
from desktop.records.fields import Row, Value
from desktop.records.registers import REGISTERS

EDGES = tuple(
    date(year, month, day)
    for year in (2023, 2024, 2025)
    for month, day in (
        (1, 1), (3, 31), (4, 1), (6, 30), (7, 1), (8, 31), (9, 1), (9, 30), (12, 14), (12, 15),
        (12, 31),
    )
)  # fmt: skip
FORMS = ("HOI_NGHI", "LOA", "TO_ROI")
KINDS = ("KARAOKE", "NHA_NGHI", "KHAC", "KCN_DN", "THPT", "GDNN")
STATUSES = ("DE_XUAT", "XAY_DUNG", "TRIEN_KHAI", "TAM_DUNG", "KET_THUC", "NHAN_RONG")
OUTCOMES = ("DA_CHUYEN", "DA_TIEP_CAN", "DA_SU_DUNG", "TU_CHOI")
OUTLETS = ("DAI_PTTH", "BAO_BK", "LOA_XA")
PROGRAMMES = ("KT_XH", "AN_SINH", "MA_TUY", "HIV", "VH_TT")
FIGURES = (
    "staff_commune", "staff_district", "staff_province", "migrants", *3 * ("crimes_handled",)
)  # fmt: skip
GROUPS = ("CB_TINH", "CB_HUYEN", "CB_XA", "BCV")
HOURS = (None, 1, 23, 24, 25, 47, 48, 49, 479, 480, 481, 700)


class ProvinceYear:
    """Rows of every register, by name, for all offices of an edition; one seed, one province."""

    def __init__(self, edition: str, seed: int) -> None:
        self._draw = random.Random(f"{edition}/{seed}")
        self.edition = edition
        self.province = units.find(edition, {"2021": "06", "2025": "19"}[edition])
        self.communes = units.communes(self.province)
        self.rows: dict[str, list[Row]] = {name: [] for name in REGISTERS}
        self._fill()

    def row(self, register: str, unit: str, **fields: Value) -> Row:
        """One more row; fields that are not given are empty."""
        made: Row = dict.fromkeys(field.name for field in REGISTERS[register].fields)
        number = sum(len(found) for found in self.rows.values())
        made |= {
            "uid": f"01890000-0000-7000-8000-{number:012x}",
            "unit": unit,
            "device": f"device-{unit}",
            "version": 1,
            "created_at": "2024-01-01T00:00:00Z",
            "updated_at": "2024-01-01T00:00:00Z",
            "retired": "ghi nhầm" if self._draw.random() < 0.05 else None,
        }
        self.rows[register].append(made | fields)
        return self.rows[register][-1]

    def _day(self) -> str:
        if self._draw.random() < 0.4:
            return self._draw.choice(EDGES).isoformat()
        return (date(2023, 1, 1) + timedelta(days=self._draw.randrange(1096))).isoformat()

    def _fill(self) -> None:
        offices = [self.province, *units.children(self.province), *self.communes]
        for commune in self.communes:
            self._communicate(commune.code, self._draw.choice((0, 2, 8, 20)))
            self._support(commune.code)
        for office in self._draw.sample(offices, 12):
            self._places(office.code)
        self._slips(self._draw.choice(self.communes).code)
        for office in self._draw.sample(offices, len(offices) // 2):
            self._report(office.code)
            self._train(office.code)
            self._count(office.code, self._draw.randrange(16))
        for district in units.children(self.province):
            self._join(district.code)
        for office in self._draw.sample(offices, 20):
            self._inspect(office.code)

    def _communicate(self, unit: str, events: int) -> None:
        for _ in range(events):
            self.row(
                "outreach", unit, date=self._day(), form=self._draw.choice(FORMS),
                topics=["TAC_HAI"], audiences=["NHAN_DAN"], attendees=self._draw.randrange(200),
            )  # fmt: skip

    def _places(self, unit: str) -> None:
        events = self.rows["outreach"]
        for _ in range(self._draw.randrange(1, 5)):
            site = self.row(
                "sites", unit, name="Nơi thử", kind=self._draw.choice(KINDS),
                headcount=self._draw.choice((0, 1, 3, 10, 40)), active_from=self._day(),
                active_to=self._draw.choice((None, None, self._day())),
            )  # fmt: skip
            for event in self._draw.choices(events, k=self._draw.randrange(6)):
                self.row(
                    "reach", unit, event=event["uid"], site=site["uid"],
                    attended=self._draw.choice((0, 1, 2, 9, 60)),
                )  # fmt: skip

    def _support(self, unit: str) -> None:
        for _ in range(self._draw.choice((0, 0, 0, 1, 2))):
            self.row(
                "models", unit, name="Mô hình thử", components=["PHONG_NGUA"],
                status=self._draw.choice(STATUSES),
                started=self._draw.choice((None, self._day())),
            )  # fmt: skip
        if self._draw.random() < 0.3:
            entitled = self._draw.randrange(9)
            self.row(
                "referral_years", unit, year=self._draw.choice((2023, 2024, 2025)),
                entitled=entitled, served=self._draw.randint(0, entitled),
            )  # fmt: skip

    def _slips(self, unit: str) -> None:
        self.rows["referral_years"] = [
            row for row in self.rows["referral_years"] if row["unit"] != unit
        ]
        codes = [f"C{number:06}K" for number in range(8)]
        for _ in range(25):
            self.row(
                "referrals", unit, code=self._draw.choice(codes), date=self._day(),
                need=self._draw.random() < 0.8, eligible=self._draw.random() < 0.8,
                service="Y_TE", outcome=self._draw.choice(OUTCOMES),
                outcome_date=self._draw.choice((None, self._day())), consent_date="2023-01-01",
            )  # fmt: skip

    def _report(self, unit: str) -> None:
        """Items of the media, and tips with steps on either side of their last moment."""
        for _ in range(self._draw.randrange(6)):
            self.row(
                "media", unit, date=self._day(), outlet=self._draw.choice(OUTLETS), title="Tin thử"
            )
        for number in range(self._draw.randrange(5)):
            received = datetime.fromisoformat(f"{self._day()}T{self._draw.randrange(24):02}:30")
            after = [self._draw.choice((0, *HOURS)) for _ in range(4)]
            steps = [
                hours if hours is None else (received + timedelta(hours=hours)).isoformat()[:16]
                for hours in after
            ]
            self.row(
                "tips", unit, number=f"{number}", received=received.isoformat()[:16],
                kind="TIN_BAO", verified=steps[0], classified=steps[1], handled=steps[2],
                transferred=steps[3] if self._draw.random() < 0.3 else None,
            )  # fmt: skip

    def _train(self, unit: str) -> None:
        """Classes for staff of whatever tier."""
        for _ in range(self._draw.randrange(4)):
            attendees = self._draw.randrange(30)
            self.row(
                "trainings", unit, date=self._day(), title="Lớp thử", contents=["CM_NV"],
                group=self._draw.choice(GROUPS), tier="D", attendees=attendees,
                first_time=self._draw.randint(0, attendees),
            )  # fmt: skip

    def _count(self, unit: str, figures: int) -> None:
        """Base figures of some years, now and then recorded twice."""
        for _ in range(figures):
            self.row(
                "figures", unit, year=self._draw.choice((2022, 2023, 2024, 2025)),
                figure=self._draw.choice(FIGURES), value=self._draw.choice((0, 4, 30, 33, 34, 90)),
            )  # fmt: skip

    def _join(self, unit: str) -> None:
        """Documents of a district, and of a commune that does not count for it."""
        commune = self._draw.choice(units.children(units.find(self.edition, unit)) or [None])
        for office in (unit, commune.code if commune else unit):
            for programme in self._draw.sample(PROGRAMMES, self._draw.choice((2, 4, 5, 5))):
                for year in self._draw.sample((2023, 2024, 2025), 2):
                    self.row(
                        "integration", office, year=year, programme=programme,
                        document_no="1/KH-UBND",
                        document_date=self._day().replace("2023", str(year)),
                    )  # fmt: skip

    def _inspect(self, unit: str) -> None:
        """Inspections of places of whatever office, some from before the plan."""
        for site in self._draw.choices(self.rows["sites"], k=self._draw.randrange(3)):
            day = self._draw.choice((self._day(), self._day(), "2021-11-01", "2021-10-31"))
            self.row(
                "inspections", unit, date=day, site=site["uid"], team="KHAC", result="KHONG_VP"
            )


def write(db: Database, rows: Mapping[str, Sequence[Row]]) -> None:
    """Put rows into the tables of a book as they stand, past the rules of entry."""
    for name, register in REGISTERS.items():
        names = columns.names(register)
        with db.atomic():
            db.conn.executemany(
                f"INSERT INTO {name}({columns.listed(register)}, search)"
                f" VALUES({', '.join('?' * len(names))}, '')",
                [
                    [(row | columns.to_cells(register, row))[column] for column in names]
                    for row in rows.get(name, ())
                ],
            )
