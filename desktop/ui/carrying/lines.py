"""One packet of this office as a line: its state is only what can be proved."""

from pathlib import Path

from desktop.records import periods
from desktop.records.clock import VIETNAM, from_text
from desktop.records.language import t
from desktop.records.words import number_words
from desktop.ui.lists.listing import Column, Entry
from sync.outbox import Item, State

BADGES = {
    State.SIGNED: "none",
    State.WAITING: "none",
    State.SENDING: "none",
    State.COPIED: "none",
    State.SENT: "none",
    State.RECEIVED: "ok",
    State.REMARKED: "warn",
    State.RETURNED: "bad",
    State.ATTENTION: "warn",
}
"""How each state looks; only what a signed receipt proves is green."""


def columns() -> tuple[Column, ...]:
    """The columns of the list of packets."""
    return (
        Column(t("Gói"), 90),
        Column(t("Kỳ"), 190),
        Column(t("Tạo lúc"), 150, leaves=2, exact=True),
        Column(t("Số dòng"), 80, number=True, leaves=1),
        Column(t("Trạng thái"), 170),
        Column(t("Ghi chú"), 300, grows=True),
    )


def draft(rows: int) -> Entry:
    """What the next packet would bring: rows that are in none yet."""
    cells = (
        t("gói tới"),
        "",
        "",
        number_words(rows),
        "",
        t("Dòng mới hoặc đã sửa, chưa có trong gói."),
    )
    return Entry(cells, None, {4: ("none", t("Nháp"))})


def entry(item: Item, file: Path) -> Entry:
    """A packet that was signed."""
    sent = item.sent
    made = from_text(sent.created_at).astimezone(VIETNAM)
    gone = "" if file.is_file() else t("Tệp gói không còn trong thư mục.")
    cells = (
        t("số {n}", n=sent.sequence),
        periods.named(sent.period).label,
        made.strftime("%H:%M %d/%m/%Y"),
        number_words(sent.rows),
        "",
        " ".join(part for part in (item.note, gone) if part),
    )
    words = item.state.words
    return Entry(cells, item, {4: (BADGES[item.state], words[0].upper() + words[1:])})
