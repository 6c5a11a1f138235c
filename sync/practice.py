"""A year of plausible work for practice, drawn by a fixed seed; nothing in it is about anyone.

Rows are raw, as an officer's file would hold them, so that they take the same way into the book.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sync.tabular import Raw

YEAR = 2024

_VILLAGES = ("Khuổi Bốc", "Nà Phầy", "Khâu Đấng", "Nà Coóc", "Khuổi Bẻ", "Pác Liển", "Nà Nghè")
_PLACES = (
    ("Nhà nghỉ Sông Năng", "NHA_NGHI", 6),
    ("Quán ăn Bản Mới", "NHA_HANG", 9),
    ("Karaoke Núi Xanh", "KARAOKE", 8),
    ("Cà phê Đầu Bản", "CA_PHE", 4),
    ("Gội đầu thư giãn Hoa Ban", "CAT_TOC", 3),
    ("Nhà trọ Chợ Phiên", "NHA_TRO", 5),
)
_FORMS = ("LOA", "HOI_NGHI", "LONG_GHEP", "TO_ROI", "TU_VAN")
_TOPICS = ("TAC_HAI", "PHAP_LUAT", "GIAM_KY_THI", "HIV_BXH", "BL_GIOI", "DICH_VU", "MUA_BAN_NGUOI")
_SERVICES = ("Y_TE", "HIV_BXH", "TAM_LY", "PHAP_LY", "GDNN", "VAY_VON", "AN_SINH")
_OUTCOMES = ("DA_SU_DUNG", "DA_SU_DUNG", "DA_SU_DUNG", "DA_TIEP_CAN", "DA_CHUYEN", "MAT_LIEN_LAC")


@dataclass(frozen=True)
class Temper:
    """How one practice commune works: how steadily, with a school, with a pilot model."""

    steady: bool
    school: bool
    model: bool


class PracticeYear:
    """The rows of one commune; ``seed`` makes them the same every time."""

    def __init__(self, seed: int, temper: Temper) -> None:
        self._draw = random.Random(seed)
        self._temper = temper

    def sites(self) -> list[Raw]:
        """Establishments, and the upper-secondary school where there is one."""
        count = self._draw.randint(3, 5)
        rows: list[Raw] = [
            {
                "name": name,
                "kind": kind,
                "headcount": headcount,
                "active_from": "01/01/2022",
                "place": f"Thôn {self._draw.choice(_VILLAGES)}",
            }
            for name, kind, headcount in self._draw.sample(_PLACES, count)
        ]
        if self._temper.school:
            rows.append(
                {
                    "name": "Trường THPT của xã",
                    "kind": "THPT",
                    "headcount": 420,
                    "active_from": "05/09/2021",
                }
            )
        return rows

    def outreach(self) -> list[Raw]:
        """Two to four events a month; an unsteady commune leaves out the third quarter."""
        months = [m for m in range(1, 13) if self._temper.steady or m not in (7, 8, 9)]
        events = [self._event(month) for month in months for _ in range(self._draw.randint(2, 4))]
        return [*events, _school_day()] if self._temper.school else events

    def reach(self, events: list[tuple[str, Raw]], sites: list[tuple[str, Raw]]) -> list[Raw]:
        """Which places the talks reached; ``events`` and ``sites`` are (uid, row)."""
        talks = [uid for uid, row in events if row["form"] in ("HOI_NGHI", "TU_VAN")]
        lessons = [uid for uid, row in events if row["form"] == "NGOAI_KHOA"]
        rows: list[Raw] = []
        for uid, site in sites:
            headcount = int(str(site["headcount"]))
            events_here = lessons if site["kind"] == "THPT" else talks
            for talk in self._draw.sample(events_here, min(2, len(events_here))):
                share = self._draw.uniform(0.4, 1.0) if self._temper.steady else 0.35
                rows.append({"event": talk, "site": uid, "attended": int(headcount * share)})
        return rows

    def models(self) -> list[Raw]:
        """One running pilot model, where there is one."""
        if not self._temper.model:
            return []
        return [
            {
                "name": "Nhóm tự lực và địa chỉ tin cậy tại cộng đồng",
                "components": ["PHONG_NGUA", "BL_GIOI", "HOA_NHAP"],
                "status": "TRIEN_KHAI",
                "started": "15/03/2023",
                "host": "Hội Liên hiệp Phụ nữ xã",
                "members": 10,
                "beneficiaries": 46,
                "budget": "35.000.000",
                "source": "NSNN_TINH",
            }
        ]

    def referrals(self) -> Iterator[Raw]:
        """A dozen slips through the year."""
        for _ in range(self._draw.randint(9, 14)):
            day = date(YEAR, 1, 8) + timedelta(days=self._draw.randint(0, 330))
            outcome = self._draw.choice(_OUTCOMES)
            yield {
                "date": _typed(day),
                "need": "có",
                "eligible": "có" if self._draw.random() < 0.9 else "không",
                "service": self._draw.choice(_SERVICES),
                "outcome": outcome,
                "outcome_date": _typed(day + timedelta(days=9)),
                "due": _typed(day + timedelta(days=30)),
                "consent_date": _typed(day),
            }

    def _event(self, month: int) -> Raw:
        day = date(YEAR, month, self._draw.randint(1, 28))
        form = self._draw.choice(_FORMS) if day.day > 9 else "LOA"
        heard = form in ("LOA", "TO_ROI")
        attendees = 0 if heard else self._draw.randint(18, 90)
        return {
            "date": _typed(day),
            "form": form,
            "topics": self._draw.sample(_TOPICS, self._draw.randint(1, 3)),
            "audiences": "NHAN_DAN"
            if heard
            else self._draw.choice(("NHAN_DAN", "NLD_CSKDDV", "TTN")),
            "venue": "NHA_VH",
            "place": f"Thôn {self._draw.choice(_VILLAGES)}",
            "organiser": self._draw.choice(("UBND", "PHU_NU", "DOAN_TN", "Y_TE")),
            "attendees": attendees,
            "women": attendees * self._draw.randint(40, 65) // 100,
            "materials": self._draw.randint(20, 120) if form == "TO_ROI" else 0,
            "cost": self._draw.choice((0, 0, 300_000, 500_000, "1.200.000")),
        }


def _school_day() -> Raw:
    return {
        "date": _typed(date(YEAR, 10, 16)),
        "form": "NGOAI_KHOA",
        "topics": ["KY_NANG_SONG", "TAC_HAI"],
        "audiences": "HS_THPT",
        "venue": "TRUONG_THPT",
        "place": "Trường THPT của xã",
        "organiser": "TRUONG",
        "attendees": 380,
        "women": 201,
    }


def _typed(day: date) -> str:
    return day.strftime("%d/%m/%Y")
