"""What a person is told about a refused packet: what happened, and the next step."""

from typing import Final

from desktop.records.language import t
from sync.errors import PacketRefused

_EVIDENCE: Final = 200


def refused(rule: str, evidence: str = "") -> PacketRefused:
    """The refusal for breaking `rule` ("B.names"), worded for the officer who got the file."""
    return PacketRefused(rule, reason(rule), evidence[:_EVIDENCE])


def reason(rule: str) -> str:
    """The sentences for `rule`: its own where it has one, else its letter's."""
    what = _what_happened()
    return _joined(what.get(rule, what[rule[0]]), _next_step(rule))


def of_sender(words: str) -> str:
    """What to say where the certificate is wrong in the way that ``words`` tell."""
    return _joined(words, _next_step("I.chain"))


def resaved() -> str:
    """What to say when the file shows that another program has written it."""
    return _joined(
        t("Tệp đã được lưu lại bằng chương trình khác; xin đơn vị gửi lại tệp gốc."),
        t("Chưa nhập gì vào sổ."),
    )


def _what_happened() -> dict[str, str]:
    return {
        "A": t("Tệp lớn hơn 10 MB nên không phải gói dữ liệu của Sổ Bản."),
        "B": t("Tệp bị hỏng hoặc đã bị thay đổi trên đường gửi."),
        "B.zip": t("Tệp này không phải gói dữ liệu của Sổ Bản."),
        "B.cut": t("Tệp bị thiếu một phần, có thể do chép chưa xong."),
        "B.locked": t("Tệp bị khóa bằng mật khẩu hoặc lưu theo kiểu Excel cũ, không đọc được."),
        "B.password": t("Mật khẩu không đúng với tệp này."),
        "B.altered": t("Tệp có mật khẩu đã bị thay đổi trên đường gửi."),
        "C": t("Trong tệp có phần viết sai quy cách, có thể đã bị sửa."),
        "D": t("Trong tệp có thành phần lạ mà gói dữ liệu không được có."),
        "E": t("Dấu ký gói dữ liệu không đúng quy cách của Sổ Bản."),
        "F": t("Dấu ký gói dữ liệu dùng cách tính không được chấp nhận."),
        "G": t("Có phần trong tệp không được dấu ký gói dữ liệu bảo vệ."),
        "H": t("Nội dung tệp đã bị sửa sau khi ký."),
        "I": t("Chứng thư kèm theo dấu ký gói dữ liệu không dùng được."),
    }


def _next_step(rule: str) -> str:
    if rule in ("A.size", "B.zip"):
        return t("Chưa nhập gì vào sổ; hãy chọn đúng tệp .xlsx mà đơn vị gửi đã xuất.")
    if rule in ("B.locked", "B.password"):
        return t("Chưa nhập gì vào sổ; hỏi đơn vị gửi mật khẩu của gói rồi mở lại.")
    if rule.startswith("I"):
        return t("Chưa nhập gì vào sổ; hãy gọi điện hỏi lại đơn vị gửi.")
    return t("Chưa nhập gì vào sổ; xin đơn vị gửi lại tệp gốc.")


def _joined(what: str, step: str) -> str:
    return f"{what} {step}"
