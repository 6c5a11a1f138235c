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


def inspection(site: str, **changes: Any) -> Raw:
    return {
        "date": "07/03/2024",
        "site": site,
        "team": "DOI_178_HUYEN",
        "result": "NHAC_NHO",
        "note": "Thiếu nội quy",
    } | changes


def provider(**changes: Any) -> Raw:
    return {
        "name": "Trạm y tế xã Bộc Bố",
        "services": ["Y_TE", "HIV_BXH"],
        "kind": "Y_TE",
        "address": "Trung tâm xã",
        "phone": "0209 3870 123",
    } | changes


def tip(**changes: Any) -> Raw:
    return {
        "number": "12/2024",
        "received": "08:30 05/03/2024",
        "kind": "TO_GIAC",
        "channel": "DIEN_THOAI",
        "transferred": "16h ngày 05/03/2024",
        "outcome": "CHUYEN",
    } | changes


def training(**changes: Any) -> Raw:
    return {
        "date": "12/03/2024",
        "title": "Kỹ năng tuyên truyền",
        "contents": ["TU_VAN"],
        "group": "CB_XA",
        "tier": "C",
        "attendees": 30,
        "first_time": 12,
        "hours": 8,
    } | changes


def item(**changes: Any) -> Raw:
    return {
        "date": "20/03/2024",
        "outlet": "LOA_XA",
        "title": "Phòng, chống mại dâm",
        "kind": "TIN",
        "minutes": 5,
    } | changes


def integration(**changes: Any) -> Raw:
    return {
        "year": 2024,
        "programme": "KHAC",
        "document_no": "12/KH-UBND",
        "document_date": "15/01/2024",
    } | changes


def figure(**changes: Any) -> Raw:
    return {"year": 2024, "figure": "staff_commune", "value": 46} | changes


def funds(**changes: Any) -> Raw:
    return {"year": 2024, "source": "NSNN_XA", "planned": "5.000.000", "spent": 4_000_000} | changes


def task(**changes: Any) -> Raw:
    return {
        "date": "10/04/2024",
        "clause": "GP2.4",
        "document_no": "45/BC-UBND",
        "summary": "Sơ kết công tác quý I",
        "quantity": 1,
    } | changes
