"""Five tasks to try in a practice book; whether each is done is read from the book itself."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.records.cipher import Database, translated
from desktop.records.language import t
from sync.practice import course


@dataclass(frozen=True)
class Task:
    """``words`` name it, ``how`` says it in a sentence, ``place`` is the screen where it is done;
    ``done`` tells whether the person has done it."""

    words: str
    how: str
    place: str
    done: bool


@dataclass(frozen=True)
class _Kind:
    words: Callable[[], str]
    how: Callable[[], str]
    place: str
    trace: str


_COMMUNE = (
    _Kind(
        lambda: t("Ghi một buổi truyền thông"),
        lambda: t("Thêm một dòng, điền các ô có dấu *, rồi lưu."),
        "outreach+",
        "action = 'save' AND register = 'outreach' AND version = 1",
    ),
    _Kind(
        lambda: t("Sửa một dòng đã ghi"),
        lambda: t("Mở một dòng trong danh sách, đổi số người dự, rồi lưu."),
        "outreach",
        "action = 'save' AND version > 1",
    ),
    _Kind(
        lambda: t("Lấy lại việc vừa làm"),
        lambda: t("Nhấn Ctrl+Z: dòng trở lại như trước."),
        "outreach",
        "action = 'undo'",
    ),
    _Kind(
        lambda: t("Gửi gói"),
        lambda: t("Tạo một gói dữ liệu; trong sổ thực hành gói chỉ nằm trên máy này."),
        "packets",
        "action = 'export'",
    ),
    _Kind(
        lambda: t("Sao lưu sổ"),
        lambda: t("Sao lưu vào một thư mục hay USB, như sẽ làm với sổ thật."),
        "settings:backup",
        "action = 'backup'",
    ),
)
_DISTRICT = (
    _Kind(
        lambda: t("Nhận một gói của xã"),
        lambda: t("Thêm tệp mới nhất trong thư mục usb của sổ thực hành, xem thay đổi, rồi nhận."),
        "packets",
        "action = 'receive' AND uid = 'accepted'",
    ),
    _Kind(
        lambda: t("Trả giấy báo nhận"),
        lambda: t("Ghi giấy báo nhận để xã biết gói đã đến."),
        "packets",
        "action = 'receipt'",
    ),
    _Kind(
        lambda: t("Ghi một lần kiểm tra"),
        lambda: t("Thêm một dòng ở mục Kiểm tra cơ sở, rồi lưu."),
        "inspections+",
        "action = 'save' AND register = 'inspections' AND version = 1",
    ),
    _COMMUNE[2],
    _COMMUNE[4],
)


def tasks(db: Database, tier: str) -> list[Task]:
    """The tasks of an office of that tier, in the order they are best done."""
    since = course.begun(db)
    return [
        Task(kind.words(), kind.how(), kind.place, _done(db, kind.trace, since))
        for kind in (_COMMUNE if tier == "commune" else _DISTRICT)
    ]


def _done(db: Database, trace: str, since: int) -> bool:
    with translated():
        found = db.execute(f"SELECT 1 FROM journal WHERE number > ? AND {trace} LIMIT 1", [since])
        return found.fetchone() is not None
