"""The year of a practice district: what its own office does beside what the communes send."""

from collections.abc import Sequence
from datetime import date, timedelta

from sync.practice import YEAR
from sync.practice.days import typed
from sync.tabular import Raw

PROGRAMMES = ("KT_XH", "AN_SINH", "MA_TUY", "HIV")


def rows(sites: Sequence[str]) -> dict[str, list[Raw]]:
    """By register, the rows of the district's office; ``sites`` are uids of communes' places."""
    programmes = enumerate(PROGRAMMES, start=14)
    visited = [(number, site) for number, site in enumerate(sites) if number % 3 == 0]
    return {
        "integration": [_document(number, programme) for number, programme in programmes],
        "inspections": [_inspection(number, site) for number, site in visited],
        "trainings": [_training(4, "CB_HUYEN", 24, 18), _training(9, "CB_XA", 36, 21)],
        "figures": [_figure("staff_district", YEAR, 40), *(_crimes(*pair) for pair in _CRIMES)],
        "media": [_item(month) for month in range(1, 13)],
        "budget": [_funds()],
        "tasks": [
            _task(date(YEAR, 1, 22), "TC10", "14/KH-UBND", "Ban hành kế hoạch, bố trí nguồn lực"),
            _task(date(YEAR, 3, 8), "NV3.1", "512/QĐ-UBND", "Kiện toàn Đội kiểm tra 178 của huyện"),
        ],
    }


_CRIMES = ((YEAR - 1, 2), (YEAR, 3))


def _document(number: int, programme: str) -> Raw:
    return {
        "year": YEAR,
        "programme": programme,
        "document_no": f"{number}/KH-UBND",
        "document_date": typed(date(YEAR, 1, 8) + timedelta(days=number)),
        "summary": "Đưa nhiệm vụ phòng, chống mại dâm vào kế hoạch năm của chương trình",
    }


def _inspection(number: int, site: str) -> Raw:
    return {
        "date": typed(date(YEAR, 5, 6) + timedelta(days=4 * number)),
        "site": site,
        "team": "DOI_178_HUYEN",
        "result": "NHAC_NHO" if number % 2 else "KHONG_VP",
    }


def _training(month: int, group: str, attendees: int, first_time: int) -> Raw:
    return {
        "date": typed(date(YEAR, month, 12)),
        "title": "Nghiệp vụ phòng, chống mại dâm và can thiệp giảm hại",
        "contents": ["CM_NV", "GIAM_HAI", "TU_VAN"],
        "group": group,
        "tier": "D",
        "attendees": attendees,
        "first_time": first_time,
        "hours": 16,
    }


def _figure(name: str, year: int, value: int) -> Raw:
    return {"year": year, "figure": name, "value": value, "source": "Phòng Nội vụ huyện"}


def _crimes(year: int, cases: int) -> Raw:
    return {"year": year, "figure": "crimes_handled", "value": cases, "source": "Công an huyện"}


def _funds() -> Raw:
    return {
        "year": YEAR,
        "source": "NSNN_HUYEN",
        "planned": "60.000.000",
        "spent": "54.500.000",
        "purpose": "Truyền thông và tập huấn",
    }


def _task(day: date, clause: str, document_no: str, summary: str) -> Raw:
    return {"date": typed(day), "clause": clause, "document_no": document_no, "summary": summary}


def _item(month: int) -> Raw:
    return {
        "date": typed(date(YEAR, month, 18)),
        "outlet": "TT_HUYEN",
        "title": f"Chuyên mục Vì cộng đồng, số tháng {month}",
        "kind": "CHUYEN_MUC",
        "minutes": 15,
    }
