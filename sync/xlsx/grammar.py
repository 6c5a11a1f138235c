"""What a header may say, and rules J and K in words for the officer who got the packet."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from desktop.records import periods, units
from desktop.records.errors import InputError
from desktop.records.language import t
from sync.errors import PacketRefused
from sync.packet import Header
from sync.xlsx.cells import CellError, number_of

MAX_COLUMNS: Final = 100

_NAME = re.compile("[0-9A-Za-z-]{1,64}")
_DIGEST = re.compile("(?:[0-9a-f]{64})?")
_SHAPES: Final = {
    "device": _NAME,
    "epoch": _NAME,
    "created": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
    "previous": _DIGEST,
    "journal_head": _DIGEST,
}


def header_of(found: Mapping[str, str]) -> Header:
    """The header whose fields read as ``found``; raises PacketRefused (J.header)."""
    for name, shape in _SHAPES.items():
        if not shape.fullmatch(found[name]):
            raise refused("J.header", name)
    try:
        datetime.fromisoformat(found["created"])
        same_period = periods.named(found["period"]).name == found["period"]
        same_tier = units.find(found["edition"], found["unit"]).tier == found["tier"]
        format, sequence = number_of(found["format"]), number_of(found["sequence"])
    except (CellError, InputError, ValueError) as error:
        raise refused("J.header", str(type(error).__name__)) from error
    if not (same_period and same_tier and sequence):
        raise refused("J.header", "period, tier or sequence")
    others = {name: found[name] for name in found if name not in ("format", "sequence")}
    return Header(format=format, sequence=sequence, **others)


def refused(rule: str, evidence: str) -> PacketRefused:
    """The refusal for breaking ``rule`` ("J.cells"); ``evidence`` quotes no content."""
    if rule == "J.edition":
        step = t("Chưa nhập gì vào sổ; hãy cập nhật Sổ Bản ở cả hai nơi rồi xin gói mới.")
    else:
        step = t("Chưa nhập gì vào sổ; xin đơn vị gửi lại tệp gốc.")
    return PacketRefused(rule, f"{reasons()[rule]} {step}", evidence)


def reasons() -> dict[str, str]:
    """What happened, for every rule of J and K and for the header against the certificate."""
    return {
        "J.cells": t("Chữ hiện trong bảng không khớp với số liệu sẽ được nhập."),
        "J.counts": t("Số dòng ghi ở trang “Thông tin gói” không khớp với các sổ."),
        "J.digests": t("Mã kiểm tra ở trang “Thông tin gói” không khớp với các sổ."),
        "J.edition": t("Gói do một phiên bản khác của Sổ Bản lập, mẫu bảng không giống máy này."),
        "J.frame": t("Mẫu bảng trong gói đã bị đổi: trang, cột, kiểu chữ hoặc cách hiện số."),
        "J.header": t("Trang “Thông tin gói” ghi sai quy cách."),
        "J.parts": t("Gói thừa hoặc thiếu trang so với mẫu."),
        "I.header": t("Gói ghi tên đơn vị khác với đơn vị đã ký."),
        "J.summary": t("Trang “Tổng hợp” không khớp với số liệu trong các sổ."),
        "J.uids": t("Trong gói có hai dòng cùng một mã."),
        "J.values": t("Trong gói có giá trị sai loại hoặc không có trong danh mục."),
        "K.columns": t("Gói có nhiều hơn 100 cột."),
        "K.rows": t("Gói có nhiều hơn 50.000 dòng ở một sổ."),
        "K.stopped": t("Đọc gói tốn quá 20 giây hoặc quá nhiều bộ nhớ nên máy đã dừng lại."),
    }
