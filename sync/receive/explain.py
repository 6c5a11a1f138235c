"""What the receiving officer is told about a packet: one plain sentence or two for each state."""

from desktop.records.language import t
from sync.merge import Judgement, Status
from sync.packet import Header


def judgement(found: Judgement, header: Header) -> str:
    """The words for a verified packet's state."""
    if found.cause == "successor":
        return t("Toàn vẹn. Máy này thay máy cũ đã bị thu hồi của đơn vị.")
    if found.cause == "replaced":
        return replaced()
    if found.status is Status.ACCEPTED:
        return _accepted(found.missing)
    if found.status is Status.DUPLICATE:
        return t("Gói số {n} này đã nhận rồi. Không cần làm gì thêm.", n=header.sequence)
    if found.status is Status.SUPERSEDED:
        return t("Gói số {n} cũ hơn gói đang giữ nên không dùng đến.", n=header.sequence)
    return _fork(found.cause, header)


def decided(because: str = "") -> str:
    """A held packet that a person has accepted, and why."""
    if because:
        return t("Nhận theo quyết định của cán bộ: {why}", why=because)
    return t("Nhận theo quyết định của cán bộ.")


def kept_held(because: str) -> str:
    """A held packet that a person has decided against, and why."""
    return t("Cán bộ quyết định giữ số liệu đã có, không nhận gói này: {why}", why=because)


def replaced() -> str:
    """A late packet of a device that was revoked and has a successor."""
    return t(
        "Gói của máy cũ, ký trước khi máy đó bị thu hồi; đơn vị đã có máy khác thay nên không dùng "
        "đến."
    )


def own_packet() -> str:
    """The office was handed its own packet."""
    return t("Đây là gói do chính máy này tạo ra. Hãy gửi gói lên cấp trên.")


def a_receipt() -> str:
    """A receipt was given where packets are received."""
    return t(
        "Đây là giấy báo nhận của cấp trên, không phải gói dữ liệu. Hãy nạp tệp này ở mục gói gửi "
        "đi."
    )


def own_office() -> str:
    """Another laptop of this very office: its snapshot would drop what this one recorded."""
    return t(
        "Gói do một máy khác của chính cơ quan này tạo ra. Mỗi cơ quan chỉ ghi sổ trên một máy; "
        "chưa nhập gì vào sổ."
    )


def elsewhere(sender: str, office: str) -> str:
    """The sender is not below this office."""
    return t(
        "{sender} không thuộc {office} nên không nhận ở đây. Chưa nhập gì vào sổ.",
        sender=sender,
        office=office,
    )


def foreign_rows() -> str:
    """The packet claims rows that another office already has."""
    return t(
        "Gói chứa dòng đã có của một đơn vị khác. Chưa nhập gì vào sổ; xin gọi điện hỏi lại đơn "
        "vị gửi."
    )


def broken_rule(register: str, number: int, message: str) -> str:
    """A row of the packet breaks a rule of the record."""
    return t(
        "Sổ {register}, dòng {n}: {message} Chưa nhập gì vào sổ; xin đơn vị sửa rồi gửi gói mới.",
        register=register,
        n=number,
        message=message,
    )


def _accepted(missing: int) -> str:
    if missing:
        return t("Toàn vẹn, đúng đơn vị. Thiếu {n} gói trước, không ảnh hưởng.", n=missing)
    return t("Toàn vẹn, đúng đơn vị.")


def _fork(cause: str, header: Header) -> str:
    causes = {
        "device": t("Gói từ một máy khác của cùng đơn vị."),
        "epoch": t("Máy gửi vừa được khôi phục từ bản sao lưu."),
        "old_epoch": t("Máy đã được khôi phục từ bản sao lưu mà sổ cũ vẫn gửi tiếp."),
        "together": t(
            "Trong các gói cùng đến có một gói khác của đơn vị này mâu thuẫn với gói này."
        ),
        "content": t("Đã có gói số {n} với nội dung khác.", n=header.sequence),
        "chain": t("Gói không nối tiếp gói trước đó; có thể có hai máy cùng ghi."),
    }
    return causes[cause] + " " + t("Gói được giữ lại để cán bộ quyết định; chưa nhập gì vào sổ.")
