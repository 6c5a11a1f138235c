"""Who did what and when, read from the journal: no code and no content stands there.

The domain asks for the opening, changing, sending, printing and deleting to be on record; this is
the page a person reads. A change of many rows at one go is one line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desktop.records import journal
from desktop.records.book import Book
from desktop.records.cipher import Database, translated
from desktop.records.journal import ActionName
from desktop.records.language import t
from desktop.records.registers import REGISTERS

KINDS: dict[str, tuple[ActionName, ...]] = {
    "rows": ("save", "retire", "undo", "erase"),
    "packets": ("export", "receive", "receipt", "told", "remark", "withdraw"),
    "trust": ("certify", "revoke"),
    "safety": ("create", "open", "backup", "restore", "rolled_back", "takeover"),
    "paper": ("print", "file"),
}
"""What one may look for, and the journal's actions that belong to it."""


@dataclass(frozen=True)
class Deed:
    """One thing that was done: when (UTC), on which device, how, in which register ("" for none),
    and to how many rows (0 where it changed none); ``doubted`` where the clock was in doubt."""

    at: str
    device: str
    action: str
    register: str
    rows: int
    doubted: bool

    @property
    def words(self) -> str:
        """What was done, in the language in use."""
        return action_words(self.action)

    @property
    def where(self) -> str:
        """The register by its label, "" for none."""
        known = REGISTERS.get(self.register)
        return known.label if known else ""


@dataclass(frozen=True)
class Log:
    """The newest deeds that were asked for, and how many there are in all."""

    deeds: tuple[Deed, ...]
    total: int


def read(db: Database, *, kind: str = "", first: str = "", last: str = "", limit: int = 500) -> Log:
    """The newest deeds of a kind (``KINDS``, "" for all) between two moments (UTC, "" for open);
    the newest ``limit`` of them."""
    actions = KINDS[kind] if kind else tuple(a for group in KINDS.values() for a in group)
    chosen = f"action IN ({', '.join('?' * len(actions))}) AND at >= ? AND at < ?"
    values = [*actions, first, last or "9"]
    group = "at, device, action, register, doubted"
    shown = "at, device, action, register, sum(uid <> ''), doubted"
    with translated():
        lines = db.execute(
            f"SELECT {shown} FROM journal WHERE {chosen} GROUP BY {group}"
            " ORDER BY max(number) DESC LIMIT ?",
            [*values, limit],
        ).fetchall()
        (total,) = db.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM journal WHERE {chosen} GROUP BY {group})", values
        ).fetchone()
    deeds = tuple(
        Deed(at, device, action, register, rows, bool(doubted))
        for at, device, action, register, rows, doubted in lines
    )
    return Log(deeds, int(total))


def note(book: Book, action: ActionName, now: datetime, register: str = "") -> None:
    """Enter that the book was opened, or something of it printed or saved as a file that is not
    encrypted (``open``, ``print``, ``file``); ``register`` where it was the rows of one."""
    with translated(), book.db.atomic():
        book.enter(journal.Entry(action, register), now)


def action_words(action: str) -> str:
    """What an action of the journal is called, in the language in use."""
    words: dict[str, Callable[[], str]] = {
        "create": lambda: t("Lập sổ"),
        "open": lambda: t("Mở sổ"),
        "save": lambda: t("Ghi hoặc sửa dòng"),
        "retire": lambda: t("Bỏ dòng khỏi sổ"),
        "undo": lambda: t("Hoàn tác"),
        "erase": lambda: t("Xóa hẳn phiếu hết hạn giữ"),
        "export": lambda: t("Tạo và ký gói dữ liệu"),
        "receive": lambda: t("Nhận gói dữ liệu"),
        "receipt": lambda: t("Ký giấy báo nhận"),
        "told": lambda: t("Đọc giấy báo nhận"),
        "remark": lambda: t("Trả lại dòng để sửa"),
        "withdraw": lambda: t("Rút lại yêu cầu sửa"),
        "certify": lambda: t("Cấp chứng thư"),
        "revoke": lambda: t("Thu hồi chứng thư"),
        "backup": lambda: t("Sao lưu"),
        "restore": lambda: t("Khôi phục từ bản sao lưu"),
        "rolled_back": lambda: t("Bắt đầu đợt số mới"),
        "takeover": lambda: t("Nạp lại số liệu của máy cũ"),
        "print": lambda: t("In ra giấy"),
        "file": lambda: t("Lưu ra tệp"),
    }
    return words[action]() if action in words else action


def kind_words(kind: str) -> str:
    """What a kind of deed is called, "" for all of them."""
    return {
        "": t("Mọi việc"),
        "rows": t("Dòng trong sổ"),
        "packets": t("Gói và giấy báo nhận"),
        "trust": t("Cấp, thu hồi chứng thư"),
        "safety": t("Mở, sao lưu, khôi phục"),
        "paper": t("In, lưu ra tệp"),
    }[kind]
