"""What can go wrong between here and there, and what the officer is told to do about it."""

from enum import StrEnum
from typing import Final

from desktop.records.language import t
from sync.errors import SyncError


class Problem(StrEnum):
    """Why something was not carried. Kept in the book by its value."""

    OFFLINE = "offline"
    CUT = "cut"
    SLOW = "slow"
    SERVER = "server"
    PORTAL = "portal"
    DIFFERENT = "different"
    LOGIN = "login"
    FORBIDDEN = "forbidden"
    FULL = "full"
    CERTIFICATE = "certificate"
    CLOCK = "clock"
    HOST_KEY = "host_key"
    MISSING = "missing"
    NOT_THERE = "not_there"
    READ_ONLY = "read_only"
    UNPLUGGED = "unplugged"
    STOPPED = "stopped"

    @property
    def pauses(self) -> bool:
        """Whether trying again is of no use before a person has done something about it."""
        return self in _PAUSING


_PAUSING: Final = frozenset(
    {
        Problem.LOGIN,
        Problem.FORBIDDEN,
        Problem.FULL,
        Problem.CERTIFICATE,
        Problem.CLOCK,
        Problem.HOST_KEY,
        Problem.READ_ONLY,
    }
)


class ChannelError(SyncError):
    """Something was not carried; what had to be sent is still in the book.

    `detail` is for a technician, in English: a status, an error's name, a server's fingerprint,
    never a password, a user's name or a path with either.
    """

    def __init__(self, problem: Problem, detail: str = "") -> None:
        super().__init__(advice(problem))
        self.problem = problem
        self.detail = detail


class UnknownHostKey(ChannelError):
    """No key has been pinned yet; `host_key` is what the server showed, for a person to compare
    with what the server's administrator reads out."""

    def __init__(self, host_key: str) -> None:
        super().__init__(Problem.HOST_KEY, host_key)
        self.host_key = host_key


def advice(problem: Problem) -> str:
    """What happened, and what to do next."""
    return (_of_the_line() | _of_the_server() | _of_the_folder())[problem]


def _of_the_line() -> dict[Problem, str]:
    return {
        Problem.OFFLINE: t("Chưa có mạng hoặc máy chủ không trả lời. Không mất gì; sẽ tự thử lại."),
        Problem.CUT: t("Mạng đứt giữa chừng. Không mất gì; sẽ tự thử lại."),
        Problem.SLOW: t("Mạng quá chậm nên tạm dừng. Không mất gì; sẽ tự thử lại."),
        Problem.PORTAL: t(
            "Mạng này đòi đăng nhập trước, hoặc địa chỉ không phải là kho nhận gói. Mở trình duyệt "
            "đăng nhập mạng rồi gửi lại. Không mất gì."
        ),
        Problem.CERTIFICATE: t(
            "Không chắc đây là máy chủ thật: chứng thư không khớp. Chưa gửi gì. Báo cho cán bộ "
            "quản lý máy chủ; nếu đang ở mạng lạ, hãy đổi mạng rồi gửi lại."
        ),
        Problem.CLOCK: t(
            "Ngày giờ của máy này không khớp với chứng thư của máy chủ. Sửa ngày giờ rồi gửi lại; "
            "nếu ngày giờ đã đúng, báo cho cán bộ quản lý máy chủ."
        ),
        Problem.HOST_KEY: t(
            "Máy chủ có khóa khác với khóa đã ghim khi cài đặt. Chưa gửi gì. Gọi điện hỏi cán bộ "
            "quản lý máy chủ; nếu họ vừa đổi khóa, hãy cài lại kênh."
        ),
        Problem.STOPPED: t("Đã dừng theo yêu cầu. Không mất gì; lúc nào cũng gửi lại được."),
    }


def _of_the_server() -> dict[Problem, str]:
    return {
        Problem.SERVER: t("Nơi nhận đang trục trặc. Không mất gì; sẽ tự thử lại."),
        Problem.DIFFERENT: t("Tệp ở nơi nhận chưa trọn vẹn. Không mất gì; sẽ tự thử lại."),
        Problem.LOGIN: t(
            "Máy chủ không nhận tên hoặc mật khẩu. Kiểm tra lại trong Cài đặt rồi gửi lại. Không "
            "mất gì."
        ),
        Problem.FORBIDDEN: t(
            "Tài khoản này không được vào hoặc không được ghi vào kho. Nhờ cán bộ quản lý máy chủ "
            "cấp quyền rồi gửi lại. Không mất gì."
        ),
        Problem.NOT_THERE: t(
            "Máy chủ không có thư mục này. Kiểm tra địa chỉ trong Cài đặt, hoặc nhờ cán bộ quản lý "
            "máy chủ tạo thư mục. Không mất gì; sẽ tự thử lại."
        ),
        Problem.FULL: t(
            "Nơi nhận đã hết chỗ. Xóa bớt tệp ở đó hoặc nhờ cán bộ quản lý dọn chỗ rồi gửi lại. "
            "Không mất gì."
        ),
    }


def _of_the_folder() -> dict[Problem, str]:
    return {
        Problem.MISSING: t(
            "Không thấy thư mục hoặc USB. Cắm USB (hoặc nối lại thư mục chung) rồi thử lại. Không "
            "mất gì."
        ),
        Problem.READ_ONLY: t(
            "Thư mục hoặc USB không cho ghi. Gạt nấc khóa trên USB, hoặc dùng USB khác, rồi thử "
            "lại. Không mất gì."
        ),
        Problem.UNPLUGGED: t(
            "USB bị rút ra giữa chừng, hoặc bị lỗi, nên chưa chép xong. Cắm lại hoặc dùng USB khác "
            "rồi thử lại. Không mất gì."
        ),
    }
