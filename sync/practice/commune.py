"""The year of a practice commune."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sync.practice import YEAR
from sync.practice.days import typed
from sync.tabular import Raw

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
        self._steady = temper.steady

    def record(self, save: Callable[[str, list[Raw]], list[str]]) -> int:
        """Give every register's rows to ``save`` (which answers with their uids); how many."""
        sites, events, providers = self.sites(), self.outreach(), self.providers()
        places = list(zip(save("sites", sites), sites, strict=True))
        talks = list(zip(save("outreach", events), events, strict=True))
        others = {
            "referrals": list(self.referrals(save("providers", providers))),
            "reach": self.reach(talks, places),
            "models": self.models(),
            "inspections": self.inspections(places),
            "tips": self.tips(),
            **self.office(),
        }
        saved = [len(save(name, rows)) for name, rows in others.items() if rows]
        return len(sites) + len(events) + len(providers) + sum(saved)

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
        months = [m for m in range(1, 13) if self._steady or m not in (7, 8, 9)]
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
                share = self._draw.uniform(0.4, 1.0) if self._steady else 0.35
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

    def providers(self) -> list[Raw]:
        """Who takes the commune's referrals."""
        return [
            {
                "name": "Trạm Y tế xã",
                "services": ["Y_TE", "HIV_BXH", "TAM_LY"],
                "kind": "Y_TE",
                "address": "Trung tâm xã",
                "phone": "0209 3870 123",
            },
            {
                "name": "Trung tâm Trợ giúp pháp lý",
                "services": ["PHAP_LY", "BL_GIOI"],
                "kind": "NHA_NUOC",
                "address": "Thành phố Bắc Kạn",
            },
        ]

    def inspections(self, sites: list[tuple[str, Raw]]) -> list[Raw]:
        """The commune's own visits, to the first of its establishments."""
        chosen = [uid for uid, row in sites if row["kind"] != "THPT"][: 2 if self._steady else 1]
        return [
            {
                "date": typed(date(YEAR, 6, 4) + timedelta(days=9 * number)),
                "site": uid,
                "team": "DOI_178_XA",
                "result": "KHONG_VP",
            }
            for number, uid in enumerate(chosen)
        ]

    def tips(self) -> list[Raw]:
        """Reports taken in; an unsteady commune handles one of them too late."""
        return [self._tip(number) for number in range(1, 4)]

    def office(self) -> dict[str, list[Raw]]:
        """Staff, training, funds, documents and tasks of the commune's office."""
        staff = self._draw.randint(8, 14)
        return {
            "figures": [{"year": YEAR, "figure": "staff_commune", "value": staff}],
            "trainings": [_training(staff - 3 if self._steady else 3)],
            "budget": [_FUNDS],
            "integration": [_DOCUMENT],
            "tasks": [_REVIEW],
        }

    def referrals(self, providers: list[str]) -> Iterator[Raw]:
        """A dozen slips through the year, to one of ``providers`` (uids)."""
        for _ in range(self._draw.randint(9, 14)):
            day = date(YEAR, 1, 8) + timedelta(days=self._draw.randint(0, 330))
            outcome = self._draw.choice(_OUTCOMES)
            yield {
                "date": typed(day),
                "need": "có",
                "eligible": "có" if self._draw.random() < 0.9 else "không",
                "service": self._draw.choice(_SERVICES),
                "provider": self._draw.choice(providers),
                "outcome": outcome,
                "outcome_date": typed(day + timedelta(days=9)),
                "due": typed(day + timedelta(days=30)),
                "consent_date": typed(day),
            }

    def _tip(self, number: int) -> Raw:
        day = date(YEAR, 2 + 3 * number, self._draw.randint(1, 28))
        late = 31 if number == 2 and not self._steady else 6
        return {
            "number": f"{number:02}/{YEAR}",
            "received": f"{typed(day)} 08:30",
            "kind": self._draw.choice(("TO_GIAC", "TIN_BAO")),
            "channel": self._draw.choice(("TRUC_TIEP", "DIEN_THOAI", "HOM_THU")),
            "verified": f"{typed(day + timedelta(days=3))} 10:00",
            "classified": f"{typed(day + timedelta(days=3))} 15:00",
            "transferred": f"{typed(day)} 16:45",
            "handled": f"{typed(day + timedelta(days=late))} 09:15",
            "outcome": "XU_LY",
        }

    def _event(self, month: int) -> Raw:
        day = date(YEAR, month, self._draw.randint(1, 28))
        form = self._draw.choice(_FORMS) if day.day > 9 else "LOA"
        heard = form in ("LOA", "TO_ROI")
        attendees = 0 if heard else self._draw.randint(18, 90)
        return {
            "date": typed(day),
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
        "date": typed(date(YEAR, 10, 16)),
        "form": "NGOAI_KHOA",
        "topics": ["KY_NANG_SONG", "TAC_HAI"],
        "audiences": "HS_THPT",
        "venue": "TRUONG_THPT",
        "place": "Trường THPT của xã",
        "organiser": "TRUONG",
        "attendees": 380,
        "women": 201,
    }


_FUNDS: Raw = {
    "year": YEAR,
    "source": "NSNN_XA",
    "planned": "12.000.000",
    "spent": "11.400.000",
    "purpose": "Tuyên truyền tại thôn, bản",
}
_DOCUMENT: Raw = {
    "year": YEAR,
    "programme": "KT_XH",
    "document_no": "07/KH-UBND",
    "document_date": typed(date(YEAR, 1, 19)),
}
_REVIEW: Raw = {
    "date": typed(date(YEAR, 2, 27)),
    "clause": "NV2.1",
    "document_no": "21/BC-UBND",
    "summary": "Rà soát nhu cầu học nghề, việc làm, vay vốn (chỉ số tổng)",
    "quantity": 18,
}


def _training(trained: int) -> Raw:
    return {
        "date": typed(date(YEAR, 4, 16)),
        "title": "Kỹ năng truyền thông, tư vấn tại cộng đồng",
        "contents": ["TU_VAN", "HOA_NHAP"],
        "group": "CB_XA",
        "tier": "C",
        "attendees": trained,
        "first_time": trained,
        "hours": 8,
    }
