"""What there is to do about the packets of this office: to send, to wait for, to correct."""

from collections.abc import Iterator
from datetime import date, datetime

from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.clock import from_text, local_day
from desktop.records.language import t
from desktop.records.mailbox import remarks
from desktop.records.mailbox.remarks import Remark
from desktop.records.units import Unit
from desktop.records.words import date_words, number_words
from desktop.ui import facts
from desktop.ui.pages.overview import reporting
from desktop.ui.pages.overview.matter import Todo, Urgency
from sync import outbox
from sync.carrying import queue
from sync.outbox import Item, State

MOST = 3
"""As many rows given back have a line each."""
SEND = "packets+"
"""Signs a packet of the record as it stands, and sends it where there is a channel."""


def of(book: Book, db: Database, now: datetime) -> Iterator[Todo]:
    """What there is to do at an enrolled office, in the order in which it is done."""
    office = book.office
    if office.parent:
        yield from _packet(db, now)
    yield from _certificates(book, now)
    if office.parent:
        yield from _report(db, office, local_day(now))


def given_back(db: Database, office: Unit) -> Iterator[Todo]:
    """The rows that the office above gave back: to be corrected, then to be sent again."""
    yield from _returned(db, office)
    yield from _corrected(db)


def _packet(db: Database, now: datetime) -> Iterator[Todo]:
    """The newest packet, while it is not on its way or has been given back."""
    for item in outbox.states(db)[:1]:
        words = _stuck(item, now)
        blocked = item.state in (State.ATTENTION, State.RETURNED)
        if words:
            urgency = Urgency.NOW if blocked else Urgency.SOON
            yield Todo(words, t("Xem gói"), "packets:up", urgency)


def _stuck(item: Item, now: datetime) -> str:
    n, why = item.sent.sequence, item.note
    if item.state is State.RETURNED:
        return t("Gói số {n} bị trả lại: {why}", n=n, why=why)
    if item.state is State.ATTENTION:
        return t("Gói số {n} dừng lại, cần người xử lý: {why}", n=n, why=why)
    if item.state is State.SIGNED:
        return t("Gói số {n} đã ký nhưng chưa chép hay gửi đi đâu.", n=n)
    if item.state is State.WAITING:
        return t("Gói số {n} đang chờ gửi. {why}", n=n, why=why).strip()
    waits = item.state in (State.SENT, State.COPIED, State.SENDING)
    if waits and queue.overdue(from_text(item.sent.created_at), now):
        return t("Gói số {n} đã đi hơn 7 ngày mà chưa có giấy báo nhận.", n=n)
    return ""


def _certificates(book: Book, now: datetime) -> Iterator[Todo]:
    from sync.enrolment import validity  # slow to load, and not needed before there is one

    today = local_day(now)
    for one in validity.expiring(book, now)[:1]:
        until = local_day(one.until)
        left, day = (until - today).days, date_words(until.isoformat())
        words = (
            t("Chứng thư của máy này hết hạn ngày {day}, còn {n} ngày.", day=day, n=left)
            if left >= 0
            else t("Chứng thư của máy này đã hết hạn ngày {day}, chưa ký được gói.", day=day)
        )
        urgency = Urgency.SOON if left > 14 else Urgency.NOW
        yield Todo(words, t("Gia hạn"), "trust", urgency)


def _report(db: Database, office: Unit, today: date) -> Iterator[Todo]:
    """The packet of the reporting month, while the office above has not been sent it."""
    due = reporting.due(db, today)
    if due is None:
        return
    above = {"commune": t("huyện")}.get(office.tier, t("tỉnh"))
    day = f"{due.last.day}/{due.last.month}"
    if due.late:
        words = t(
            "Gói dữ liệu {period} chưa gửi, quá hạn {day} đã {n} ngày. Gói tạo bây giờ gồm cả "
            "số liệu ấy.",
            period=due.label,
            day=day,
            n=-due.left,
        )
        yield Todo(words, t("Tạo và gửi gói"), SEND, Urgency.NOW)
        return
    left = t("còn {n} ngày", n=due.left) if due.left else t("là hôm nay")
    if due.sent:
        words = t(
            "{n} dòng ghi sau gói gần nhất chưa gửi. Hạn gửi về {above}: {day}, {left}.",
            n=number_words(due.rows),
            above=above,
            day=day,
            left=left,
        )
    else:
        words = t(
            "Gói dữ liệu {period} chưa gửi. Hạn gửi về {above}: {day}, {left}.",
            period=due.label,
            above=above,
            day=day,
            left=left,
        )
    urgency = Urgency.OPEN if due.sent else Urgency.NOW if due.left <= 7 else Urgency.SOON
    yield Todo(words, t("Tạo và gửi gói"), SEND, urgency)


def _returned(db: Database, office: Unit) -> Iterator[Todo]:
    found = remarks.returned(db)
    who = t("Huyện") if office.tier == "commune" else t("Tỉnh")
    for one in found[:MOST]:
        words = t(
            "{who} trả lại dòng “{caption}” để sửa: “{reason}”.",
            who=who,
            caption=one.caption,
            reason=one.reason,
        )
        yield Todo(words, t("Mở dòng này"), _row(one), Urgency.SOON)
    if rest := found[MOST:]:
        words = t("Còn {n} dòng khác bị trả lại để sửa.", n=len(rest))
        yield Todo(words, t("Mở dòng tiếp"), _row(rest[0]), Urgency.SOON)


def _corrected(db: Database) -> Iterator[Todo]:
    """What was corrected is of use above only once it has been sent."""
    touched = facts.touched(db)
    if number := sum(one.uid in touched for one in remarks.corrected(db)):
        words = t("Đã sửa {n} dòng cấp trên trả lại, nhưng chưa gửi lại.", n=number)
        yield Todo(words, t("Tạo và gửi gói"), SEND, Urgency.SOON)


def _row(one: Remark) -> str:
    return f"{one.register}:{one.uid}"
