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
from sync.xlsx import frame, wording
from sync.xlsx.cells import CellError, number_of
from sync.xlsx.wording import Wording

MAX_COLUMNS: Final = 100

_NAME = re.compile("[0-9A-Za-z-]{1,64}")
_DIGEST = re.compile("(?:[0-9a-f]{64})?")
_SHAPES: Final = {
    "device": _NAME,
    "epoch": _NAME,
    "created": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
    "previous": _DIGEST,
    "previous_content": _DIGEST,
    "journal_head": _DIGEST,
}
_NUMBERS: Final = ("format", "sequence", "reads", "clock_doubted")


def wording_of(held: Mapping[str, str], known_format: int) -> Wording:
    """The wording that a header sheet with these cells names.

    Raises PacketRefused: J.newer where a later program has written it, J.wording where it is one
    that was never published.
    """
    format, name = (held.get(place, "") for place in frame.NAMED)
    if format.isdecimal() and int(format) > known_format:
        raise refused("J.newer", "format")
    found = wording.named(name)
    if found is None or format != str(known_format):
        newer = wording.number_of(name) > wording.newest().number
        raise refused("J.newer" if newer else "J.wording", f"wording {name[:30]!r}")
    return found


def header_of(found: Mapping[str, str]) -> Header:
    """The header whose fields read as ``found``; raises PacketRefused (J.header)."""
    for name, shape in _SHAPES.items():
        if name in found and not shape.fullmatch(found[name]):
            raise refused("J.header", name)
    try:
        datetime.fromisoformat(found["created"])
        same_period = periods.named(found["period"]).name == found["period"]
        same_tier = units.find(found["edition"], found["unit"]).tier == found["tier"]
        numbers = {name: number_of(found[name]) for name in _NUMBERS if name in found}
    except (CellError, InputError, ValueError) as error:
        raise refused("J.header", str(type(error).__name__)) from error
    if not (same_period and same_tier and numbers["sequence"]):
        raise refused("J.header", "period, tier or sequence")
    if numbers.get("clock_doubted", 0) > 1:
        raise refused("J.header", "clock_doubted")
    return Header(**(dict(found) | numbers))  # type: ignore[arg-type]


def refused(rule: str, evidence: str) -> PacketRefused:
    """The refusal for breaking ``rule`` ("J.cells"); ``evidence`` quotes no content."""
    if rule == "J.newer":
        step = t(
            "Chưa nhập gì vào sổ. Hãy cập nhật Sổ Bản ở máy này rồi nhận lại gói; hoặc gửi giấy báo"
            " nhận về: gói sau của đơn vị sẽ tự theo mẫu mà máy này đọc được."
        )
    elif rule == "J.wording":
        step = t("Chưa nhập gì vào sổ; xin đơn vị cài Sổ Bản bản chính thức rồi gửi gói mới.")
    else:
        step = t("Chưa nhập gì vào sổ; xin đơn vị gửi lại tệp gốc.")
    return PacketRefused(rule, f"{reasons()[rule]} {step}", evidence)


def reasons() -> dict[str, str]:
    """What happened, for every rule of J and K and for the header against the certificate."""
    return {
        "J.cells": t("Chữ hiện trong bảng không khớp với số liệu sẽ được nhập."),
        "J.counts": t("Số dòng ghi ở trang “Thông tin gói” không khớp với các sổ."),
        "J.digests": t("Mã kiểm tra ở trang “Thông tin gói” không khớp với các sổ."),
        "J.frame": t("Mẫu bảng trong gói đã bị đổi: trang, cột, kiểu chữ hoặc cách hiện số."),
        "J.header": t("Trang “Thông tin gói” ghi sai quy cách."),
        "J.newer": t("Tệp do một phiên bản Sổ Bản mới hơn lập, máy này chưa đọc được."),
        "J.parts": t("Gói thừa hoặc thiếu trang so với mẫu."),
        "I.header": t("Gói ghi tên đơn vị khác với đơn vị đã ký."),
        "J.summary": t("Trang “Tổng hợp” không khớp với số liệu trong các sổ."),
        "J.uids": t("Trong gói có hai dòng cùng một mã."),
        "J.values": t("Trong gói có giá trị sai loại hoặc không có trong danh mục."),
        "J.wording": t("Tệp theo một mẫu bảng chưa từng được Sổ Bản ban hành."),
        "K.columns": t("Gói có nhiều hơn 100 cột."),
        "K.rows": t("Gói có nhiều hơn 50.000 dòng ở một sổ."),
        "K.stopped": t("Đọc gói tốn quá 20 giây hoặc quá nhiều bộ nhớ nên máy đã dừng lại."),
    }
