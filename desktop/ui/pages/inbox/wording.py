"""How the packets that come in are called and marked, in one place."""

from collections import Counter
from collections.abc import Sequence

from desktop.records import periods, short_code
from desktop.records.clock import VIETNAM, from_text
from desktop.records.language import t
from desktop.records.words import number_words
from desktop.ui.lists.listing import Entry
from desktop.ui.pages.inbox.work import same_place
from sync.compare import Side, What
from sync.merge import Status
from sync.receive import Planned

BADGES = {
    Status.ACCEPTED: "ok",
    Status.DUPLICATE: "none",
    Status.SUPERSEDED: "none",
    Status.FORK: "warn",
    Status.REFUSED: "bad",
    Status.UNKNOWN_SENDER: "bad",
}
PART = 11
"""Signs of the begin and of the end of a long file name."""
UNKNOWN = "–"
"""What stands for a fact that is not known."""
LOCKED = ("B.locked", "B.password")
"""The rules a packet breaks that a password opens."""
WHAT_BADGES = {What.ADDED: "ok", What.CHANGED: "warn", What.REMOVED: "bad"}


def status_words(status: Status) -> str:
    """A state in a word or two."""
    return {
        Status.ACCEPTED: t("Hợp lệ"),
        Status.DUPLICATE: t("Đã có"),
        Status.SUPERSEDED: t("Gói cũ"),
        Status.FORK: t("Cần người quyết định"),
        Status.REFUSED: t("Không nhận"),
        Status.UNKNOWN_SENDER: t("Chưa rõ nơi gửi"),
    }[status]


def what_words(what: What) -> str:
    """What becomes of a row, in a word."""
    return {
        What.ADDED: t("Thêm mới"),
        What.CHANGED: t("Sửa đổi"),
        What.REMOVED: t("Bỏ ra"),
    }[what]


def apart_words(what: What) -> str:
    """Which of two packets that came in together has a row."""
    return {
        What.ADDED: t("Chỉ gói này có"),
        What.CHANGED: t("Hai gói ghi khác"),
        What.REMOVED: t("Chỉ gói kia có"),
    }[what]


def locked(planned: Planned) -> bool:
    """Whether it is the password that is missing, and nothing else is known of the packet yet."""
    return planned.rule in LOCKED


def way_words(planned: Planned) -> str:
    """What opening a packet shows."""
    if locked(planned):
        return t("Gõ mật khẩu")
    if planned.status is Status.FORK:
        return t("So sánh hai bên")
    return t("Xem thay đổi") if planned.changes else t("Chi tiết")


def said(planned: Planned) -> str:
    """The result of the check, with the note on a clock that cannot be right."""
    if planned.clock_doubt:
        return planned.reason + " " + t("Đồng hồ máy gửi có thể sai.")
    return planned.reason


def wholly(planned: Planned) -> str:
    """The result of the check and what taking the packet would change."""
    if not planned.changes:
        return said(planned)
    counts = t(
        "Thêm {added}, sửa {changed}, bỏ {removed} dòng.",
        added=number_words(planned.added),
        changed=number_words(planned.changed),
        removed=number_words(planned.removed),
    )
    return f"{said(planned)} {counts}"


def accepting(planned: Planned) -> str:
    """What accepting a held packet does, also to the other one that claims its place."""
    words = t(
        "Nhận gói này (thêm {added}, sửa {changed}, bỏ {removed})",
        added=number_words(planned.added),
        changed=number_words(planned.changed),
        removed=number_words(planned.removed),
    )
    return t("{accept}, không nhận gói kia", accept=words) if same_place(planned) else words


def note(planned: Planned) -> str:
    """What stands behind the badge: of a good packet only what is not as usual."""
    usual = planned.status is Status.ACCEPTED and not planned.cause
    if not usual or planned.header is None:
        return said(planned)
    words = []
    if planned.missing == 1:
        n = planned.header.sequence - 1
        words.append(t("thiếu gói số {n}, không ảnh hưởng", n=n))
    elif planned.missing:
        words.append(t("thiếu {n} gói trước, không ảnh hưởng", n=planned.missing))
    if planned.clock_doubt:
        words.append(t("đồng hồ máy gửi có thể sai"))
    return "; ".join(words)


def name_of(planned: Planned) -> str:
    """Unit and number, or the file where nothing better is known."""
    sender = planned.sender.name if planned.sender else ""
    if planned.header:
        return t("{name} · gói số {n}", name=sender, n=planned.header.sequence)
    return f"{sender} · {planned.file.name}".removeprefix(" · ")


def short(name: str) -> str:
    """The name of a file as a list has room for it: its begin and its end."""
    return name if len(name) <= 2 * PART else f"{name[:PART]}…{name[-PART:]}"


def entry(planned: Planned, *, done: bool = False) -> Entry:
    """One packet of the plan as a line; ``done`` when it has been carried out."""
    header = planned.header
    packet = short(planned.file.name)
    if header:
        made = from_text(header.created).astimezone(VIETNAM)
        packet = t("số {n} · {day}", n=header.sequence, day=made.strftime("%d/%m"))
    changes = bool(planned.changes)
    numbers = (planned.added, planned.changed, planned.removed)
    cells = (
        planned.sender.name if planned.sender else "–",
        packet,
        note(planned),
        *(number_words(n) if changes else "–" for n in numbers),
        way_words(planned),
    )
    return Entry(cells, planned, {2: badge(planned, done=done)})


def badge(planned: Planned, *, done: bool = False) -> tuple[str, str]:
    """How a packet stands: look and words."""
    if locked(planned):
        return "warn", t("Cần mật khẩu")
    words = status_words(planned.status)
    if planned.status is Status.ACCEPTED:
        words = t("Đã nhận vào sổ") if done else t("Toàn vẹn, đúng đơn vị")
    return BADGES[planned.status], words


def compared(held: Side | None, came: Side) -> tuple[list[Entry], str]:
    """What differs between both sides of a fork, one fact a line, and in words what does not."""
    ours, theirs = _facts(held) if held else {}, _facts(came)
    differing = [name for name, value in theirs.items() if ours.get(name) != value]
    alike = (pair for pair in theirs.items() if pair[0] not in differing and pair[1] != UNKNOWN)
    same = (f"{name.lower()} {value}" for name, value in alike)
    lines = [Entry((name, ours.get(name, UNKNOWN), theirs[name]), name) for name in differing]
    return lines, " · ".join(same)


def looked_over(planned: Sequence[Planned]) -> str:
    """What has been looked at and how it stands, and that nothing has changed by it."""
    numbers = Counter(status_words(one.status).lower() for one in planned)
    found = ", ".join(f"{number_words(n)} {words}" for words, n in numbers.items())
    return t(
        "Đã kiểm tra {n} gói: {found}. Chưa có gì thay đổi trong sổ.", n=len(planned), found=found
    )


def summary(done: Sequence[Planned]) -> str:
    """What became of all that was carried out, in one sentence."""
    taken = [one for one in done if one.status is Status.ACCEPTED]
    words = t(
        "Đã nhận {n} gói vào sổ: thêm {added}, sửa {changed}, bỏ {removed} dòng.",
        n=len(taken),
        added=number_words(sum(one.added for one in taken)),
        changed=number_words(sum(one.changed for one in taken)),
        removed=number_words(sum(one.removed for one in taken)),
    )
    forks = sum(one.status is Status.FORK for one in done)
    bad = sum(one.status in (Status.REFUSED, Status.UNKNOWN_SENDER) for one in done)
    if forks:
        words += " " + t("{n} gói chờ người quyết định.", n=forks)
    if bad:
        words += " " + t("{n} gói không nhận, giữ riêng để xem lại.", n=bad)
    return words


def read_out(code: str) -> str:
    """How the code of a packet is read over the telephone."""
    return t("Đọc qua điện thoại: {signs}.", signs=short_code.aloud(code))


def moment(text: str) -> str:
    """A time (UTC) as it was in Vietnam; "–" for none."""
    return from_text(text).astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if text else UNKNOWN


def _facts(side: Side) -> dict[str, str]:
    return {
        t("Gói số"): str(side.sequence),
        t("Đợt số"): side.epoch,
        t("Máy"): side.device,
        t("Kỳ"): periods.named(side.period).label if side.period else UNKNOWN,
        t("Máy gửi ghi lập lúc"): moment(side.created),
        t("Nhận lúc"): moment(side.received),
        t("Số dòng"): number_words(side.rows),
        t("Mã đối chiếu"): short_code.of(side.sha256),
    }
