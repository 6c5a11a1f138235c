"""Rows as an officer would have typed them: one good one for each register."""

from typing import Any

from sync.tabular import Raw


def outreach(**changes: Any) -> Raw:
    return {
        "date": "05/03/2024",
        "form": "HOI_NGHI",
        "topics": ["PHAP_LUAT", "DICH_VU"],
        "audiences": ["NHAN_DAN"],
        "venue": "NHA_VH",
        "place": "Thôn Khuổi Bốc",
        "organiser": "UBND",
        "attendees": 42,
        "women": 20,
        "youth": 7,
        "materials": 30,
        "cost": "1.500.000",
        "note": "Có phát tờ rơi & áp phích",
    } | changes


def site(**changes: Any) -> Raw:
    return {
        "name": "Nhà nghỉ Sông Năng",
        "kind": "NHA_NGHI",
        "headcount": 12,
        "active_from": "01/01/2022",
        "place": "Thôn Nà Phầy",
    } | changes


def model(**changes: Any) -> Raw:
    return {
        "name": "Nhóm tự lực",
        "components": ["PHONG_NGUA", "HOA_NHAP"],
        "status": "TRIEN_KHAI",
        "started": "15/03/2023",
        "host": "Hội Phụ nữ xã",
        "members": 10,
        "beneficiaries": 46,
        "budget": 35_000_000,
        "source": "NSNN_TINH",
        "results": "Sinh hoạt đều hằng tháng",
    } | changes


def referral(**changes: Any) -> Raw:
    return {
        "date": "12/02/2024",
        "need": True,
        "eligible": True,
        "service": "Y_TE",
        "outcome": "DA_SU_DUNG",
        "outcome_date": "20/02/2024",
        "due": "12/03/2024",
        "consent_date": "12/02/2024",
    } | changes


def reach(event: str, site: str, **changes: Any) -> Raw:
    return {"event": event, "site": site, "attended": 9} | changes
