"""Everything the window can be told to do, declared once: command search, keys and help read it.

A command is one line of ``COMMANDS``; the screens of the book and "add to this register" follow
from the registers by themselves. Keys that belong to what is on a screen (a list, a form) are
pressed there; ``KEYS`` names them, so that one page can show every key there is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from desktop.records.language import current, t
from desktop.records.registers import REGISTERS
from desktop.ui.pages.settings.sections import SECTIONS
from desktop.ui.screens import Frame, Screen


class Shell(Frame, Protocol):
    """The window that carries a command out."""

    screens: dict[str, Screen]
    here: str

    def key_of(self, name: str) -> str:
        """The key that goes to a screen, "" for none."""

    def redo(self) -> None:
        """Put back what was taken back last."""

    def lock(self) -> None:
        """Close the book and ask for the passphrase."""

    def leave(self) -> None:
        """End the program."""

    def look_for(self) -> None:
        """Open the command search."""

    def walk(self) -> None:
        """Put the cursor into the navigation."""


@dataclass(frozen=True)
class Command:
    """One thing to do: its words in the language in use, its key, its drawing.

    ``key`` may name two, comma between; ``also`` are further words it is found by; ``fits`` tells
    whether it can be done in this book.
    """

    words: Callable[[], str]
    do: Callable[[Shell], object]
    key: str = ""
    icon: str = ""
    also: str = ""
    fits: Callable[[Shell], bool] = lambda _shell: True


@dataclass(frozen=True)
class Key:
    """A key of what is on a screen, and what it does there."""

    key: str
    words: Callable[[], str]


def _go(place: str) -> Callable[[Shell], None]:
    return lambda shell: shell.go(place)


def _speak(tongue: str) -> Callable[[Shell], None]:
    def do(shell: Shell) -> None:
        shell.remember.language = tongue
        shell.rebuild()

    return do


def _dress(look: str) -> Callable[[Shell], None]:
    def do(shell: Shell) -> None:
        shell.remember.theme = look
        shell.rebuild()

    return do


def _wears(look: str, shell: Shell) -> bool:
    return shell.remember.theme != look


COMMANDS: tuple[Command, ...] = (
    Command(lambda: t("Tìm hoặc làm một việc…"), lambda s: s.look_for(), "Ctrl+K", "search"),
    Command(
        lambda: t("Tạo gói dữ liệu"),
        _go("packets+"),
        icon="send",
        also="gửi ký xuất packet make send export",
        fits=lambda shell: shell.desk.book.office.parent != "",
    ),
    Command(
        lambda: t("In báo cáo tổng hợp"),
        _go("reports:summary"),
        icon="printer",
        also="tờ in print summary report",
    ),
    Command(lambda: t("Hoàn tác việc vừa làm"), lambda s: s.undo(), "Ctrl+Z", "undo-2", "undo"),
    Command(
        lambda: t("Làm lại việc vừa hoàn tác"),
        lambda s: s.redo(),
        "Ctrl+Y, Ctrl+Shift+Z",
        "redo-2",
        "redo",
    ),
    Command(lambda: t("Khóa sổ"), lambda s: s.lock(), "Ctrl+L", "lock", "lock đóng"),
    Command(
        lambda: t("Trợ giúp cho màn hình này"),
        lambda shell: shell.help(),
        "F1",
        "circle-question-mark",
        "hướng dẫn help",
    ),
    Command(
        lambda: "Tiếng Việt · Vietnamese",
        _speak("vi"),
        icon="languages",
        also="ngôn ngữ language",
        fits=lambda _shell: current() != "vi",
    ),
    Command(
        lambda: "English · Tiếng Anh",
        _speak("en"),
        icon="languages",
        also="ngôn ngữ language",
        fits=lambda _shell: current() != "en",
    ),
    Command(
        lambda: t("Dùng nền sáng"),
        _dress("light"),
        icon="sun",
        also="giao diện theme light",
        fits=partial(_wears, "light"),
    ),
    Command(
        lambda: t("Dùng nền tối"),
        _dress("dark"),
        icon="moon",
        also="giao diện theme dark",
        fits=partial(_wears, "dark"),
    ),
    Command(
        lambda: t("Dùng nền theo máy"),
        _dress("system"),
        icon="sun-moon",
        also="giao diện theme system",
        fits=partial(_wears, "system"),
    ),
    Command(lambda: t("Sang cột màn hình"), lambda s: s.walk(), "F6", "menu", "navigation"),
    Command(lambda: t("Đóng chương trình"), lambda s: s.leave(), "Ctrl+Q", "log-out", "thoát quit"),
)
"""What the window does wherever one is; the first with a key is the command search itself."""

KEYS: dict[str, tuple[Callable[[], str], tuple[Key, ...]]] = {
    "list": (
        lambda: t("Trong danh sách"),
        (
            Key("Ctrl+N", lambda: t("Thêm một dòng")),
            Key("Ctrl+F", lambda: t("Tìm trong danh sách")),
            Key("Enter", lambda: t("Mở dòng đang chọn")),
            Key("Ctrl+D", lambda: t("Chép dòng đang mở, hoặc dòng mới nhất, thành dòng mới")),
            Key("Ctrl+C", lambda: t("Chép các dòng đã chọn để dán vào Excel")),
            Key("Ctrl+P", lambda: t("Xem danh sách trên giấy và in")),
        ),
    ),
    "form": (
        lambda: t("Trong biểu mẫu"),
        (
            Key("Ctrl+S", lambda: t("Lưu")),
            Key("Ctrl+Shift+S", lambda: t("Lưu và thêm tiếp")),
            Key("Ctrl+H", lambda: t("Xem lịch sử của dòng")),
            Key("Esc", lambda: t("Đóng, giữ lại những gì đang gõ")),
        ),
    ),
    "reports": (
        lambda: t("Trong báo cáo"),
        (
            Key("Ctrl+P", lambda: t("In")),
            Key("PgUp", lambda: t("Trang trước")),
            Key("PgDown", lambda: t("Trang sau")),
        ),
    ),
    "packets": (
        lambda: t("Trong gói dữ liệu và nhập từ Excel"),
        (
            Key("Ctrl+O", lambda: t("Chọn tệp")),
            Key(
                "Ctrl+1",
                lambda: t("Sang phần thứ nhất của màn hình; Ctrl+2, Ctrl+3… sang các phần sau"),
            ),
        ),
    ),
}
"""The keys of what is on a screen, by where they are pressed."""


def commands(shell: Shell) -> list[Command]:
    """All that can be done in this book now: the table, the screens, and adding to a register."""
    fixed = [command for command in COMMANDS if command.fits(shell)]
    return [*fixed, *_adding(shell), *_screens(shell), *_settings()]


def keys(shell: Shell) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every key of this window by where it is pressed: the key and what it does."""
    anywhere = [(c.key, c.words()) for c in COMMANDS if c.key and c.fits(shell)]
    ways = [(shell.key_of(name), screen.words()) for name, screen in shell.screens.items()]
    lines = [(t("Ở mọi màn hình"), anywhere), (t("Đến màn hình"), [w for w in ways if w[0]])]
    lines += [(where(), [(k.key, k.words()) for k in some]) for where, some in KEYS.values()]
    return lines


def _adding(shell: Shell) -> Iterator[Command]:
    tier = shell.desk.book.office.tier
    for name in shell.screens:
        register = REGISTERS.get(name)
        if register and not register.derived_from and tier in register.tiers:
            words = partial(_add_words, name)
            also = f"add new ghi {register.vi} {register.en}"
            yield Command(words, _go(f"{name}+"), icon="plus", also=also)


def _screens(shell: Shell) -> Iterator[Command]:
    for screen in shell.screens.values():
        register = REGISTERS.get(screen.name)
        also = f"{register.vi} {register.en}" if register else ""
        key, do = shell.key_of(screen.name), _go(screen.name)
        if screen.name == "intake":
            do = _bring_in
        yield Command(screen.words, do, key, screen.icon, also)


def _bring_in(shell: Shell) -> None:
    """Into the register that is in front, if there is one."""
    shell.go(f"intake:{shell.here}")


def _settings() -> Iterator[Command]:
    for place in SECTIONS:
        words = partial(_section_words, place.words)
        yield Command(words, _go(f"settings:{place.name}"), icon="settings", also="settings")


def _section_words(words: Callable[[], str]) -> str:
    return t("Cài đặt: {section}", section=words())


def _add_words(name: str) -> str:
    return t("Thêm vào “{register}”", register=REGISTERS[name].label)
