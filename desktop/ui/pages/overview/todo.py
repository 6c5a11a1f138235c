"""What there is to do in an office now, the most urgent first; nothing here knows a window."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from desktop.records import clock, plan, safekeeping
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.clock import VIETNAM, from_text, local_day
from desktop.records.drafts import Draft
from desktop.records.fields import Kind
from desktop.records.language import t
from desktop.records.mailbox import remarks
from desktop.records.mailbox.received import undecided
from desktop.records.mailbox.remarks import Remark
from desktop.records.registers import REGISTERS, Travels
from desktop.records.targets import Result
from desktop.records.units import Unit
from desktop.records.words import date_words, number_words
from desktop.ui import facts
from desktop.ui.pages.overview import reporting
from desktop.ui.pages.overview.reporting import Reports
from sync import outbox
from sync.carrying import queue
from sync.enrolment.founding import enrolled
from sync.outbox import Item, State

MOST = 3
"""As many drafts, or rows given back, have a line each."""
REMIND = "remind:"
"""A place of the page itself: the list of offices to remind, for a month."""


class Urgency(IntEnum):
    """In which order things are done."""

    NOW = 0
    SOON = 1
    OPEN = 2


@dataclass(frozen=True)
class Todo:
    """One thing to do: what there is, the one step that follows, and where that leads."""

    words: str
    action: str
    place: str
    urgency: Urgency


@dataclass(frozen=True)
class Reading:
    """A book as one piece of background work sees it."""

    db: Database


def of(
    book: Book,
    db: Database,
    drafts: Sequence[Draft],
    now: datetime,
    reads: datetime,
    results: Iterable[Result],
    reports: Reports | None,
) -> list[Todo]:
    """Everything there is to do, the most urgent first; ``reads`` is what the clock reads."""
    office, today = book.office, local_day(now)
    ready = enrolled(book)
    found = [
        *_clock(db, reads),
        *([] if ready else [_not_enrolled()]),
        *(_packet(db, now) if office.parent and ready else []),
        *(_certificates(book, now) if ready else []),
        *(_report(db, office, today) if office.parent and ready else []),
        *_returned(db, office),
        *(_followed_up(db, today) if office.tier == "commune" else []),
        *_tips(db, today),
        *(_from_below(db, reports, today) if reports else []),
        *_backup(book, db, now),
        *_drafts(drafts),
        *_uninspected(results),
    ]
    return sorted(found, key=lambda one: one.urgency)


def _clock(db: Database, now: datetime) -> Iterator[Todo]:
    seen, floor = now.astimezone(VIETNAM), clock.floor(Reading(db)).astimezone(VIETNAM)
    shown, known = (moment.strftime("%H:%M %d/%m/%Y") for moment in (seen, floor))
    if clock.believed(Reading(db), now)[1]:
        words = t(
            "Đồng hồ của máy chỉ {shown}, sớm hơn {known} mà sổ đã biết. Dòng vẫn lưu được, "
            "nhưng hãy chỉnh lại ngày giờ của máy.",
            shown=shown,
            known=known,
        )
        yield Todo(words, t("Xem cài đặt"), "settings", Urgency.NOW)
    elif clock.far_ahead(Reading(db), now):
        words = t(
            "Đồng hồ của máy chỉ {shown}, cách lần cuối sổ được dùng ({known}) hơn nửa năm. Xem "
            "lại ngày giờ trước khi ký gói.",
            shown=shown,
            known=known,
        )
        yield Todo(words, t("Xem cài đặt"), "settings", Urgency.NOW)


def _not_enrolled() -> Todo:
    words = t("Máy này chưa đăng ký với cấp trên nên chưa ký được gói dữ liệu.")
    return Todo(words, t("Đăng ký"), "trust", Urgency.NOW)


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
        yield Todo(words, t("Tạo và gửi gói"), "packets:up", Urgency.NOW)
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
    yield Todo(words, t("Tạo và gửi gói"), "packets:up", urgency)


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


def _row(one: Remark) -> str:
    return f"{one.register}:{one.uid}"


def _followed_up(db: Database, today: date) -> Iterator[Todo]:
    if number := facts.overdue(db, today.isoformat()):
        words = t("{n} phiếu chuyển gửi đã quá ngày hẹn theo dõi.", n=number)
        yield Todo(words, t("Xem"), "referrals:@overdue=yes", Urgency.SOON)


def _tips(db: Database, today: date) -> Iterator[Todo]:
    for target in plan.default().targets:
        days, register = target.values.get("limit_days"), target.item.removeprefix("register:")
        if days and (number := facts.unhandled(db, register, today, int(days))):
            words = t("{n} tố giác, tin báo đã quá hạn mà chưa xử lý xong.", n=number)
            yield Todo(words, t("Xem"), f"targets:{target.id}", Urgency.SOON)


def _from_below(db: Database, reports: Reports, today: date) -> Iterator[Todo]:
    if number := len(undecided(db)):
        words = t("{n} gói nhận về cần người quyết định.", n=number)
        yield Todo(words, t("Xem gói"), "packets:held", Urgency.NOW)
    for month in reports.asked(today):
        silent = reports.silent(month)
        if not silent:
            continue
        due = reports.set_so.due(month)
        words = t(
            "{n} trên {all} đơn vị chưa gửi gói cho {month} (hạn {day}).",
            n=len(silent),
            all=len(reports.lines),
            month=month.label,
            day=f"{due.day}/{due.month}",
        )
        urgency = Urgency.SOON if reports.late(month) else Urgency.OPEN
        yield Todo(words, t("Danh sách để nhắc"), f"{REMIND}{month.name}", urgency)


def _backup(book: Book, db: Database, now: datetime) -> Iterator[Todo]:
    kept = safekeeping.standing(db, book.folder, now)
    if not kept.late:
        return
    words = (
        t("Bản sao lưu ở nơi khác đã cũ {n} ngày.", n=kept.waited)
        if kept.outside
        else t(
            "Chưa có bản sao lưu nào ở ngoài máy này: mất máy là mất {n} thay đổi.", n=kept.entered
        )
    )
    yield Todo(words, t("Sao lưu"), "settings:backup", Urgency.SOON)


def _drafts(drafts: Sequence[Draft]) -> Iterator[Todo]:
    known = [draft for draft in drafts if draft.register in REGISTERS]
    for draft in known[:MOST]:
        typed = from_text(draft.at).astimezone(VIETNAM)
        words = t(
            "Bản nháp từ {day}: {what}.", day=f"{typed:%d}/{typed.month}", what=draft_words(draft)
        )
        place = f"{draft.register}:{draft.uid}" if draft.uid else f"{draft.register}+"
        yield Todo(words, t("Viết tiếp"), place, Urgency.OPEN)
    if rest := known[MOST:]:
        words = t("Còn {n} bản nháp khác.", n=len(rest))
        place = f"{rest[0].register}:{rest[0].uid}" if rest[0].uid else f"{rest[0].register}+"
        yield Todo(words, t("Viết tiếp"), place, Urgency.OPEN)


def draft_words(draft: Draft) -> str:
    """What a draft is about: its register, and the first words typed in it. Of a register about
    people nothing that was typed is said."""
    register = REGISTERS[draft.register]
    typed = (
        str(draft.raw.get(field.name) or "")
        for field in register.fields
        if field.kind is Kind.TEXT and register.travels is Travels.ROWS
    )
    words = next((text for text in typed if text.strip()), "")
    return f"{register.label}, “{words[:60]}”" if words else register.label


def _uninspected(results: Iterable[Result]) -> Iterator[Todo]:
    for id, number in facts.uninspected(results).items():
        n = number_words(number)
        words = {
            "CT3.3": t("{n} cơ sở chưa được kiểm tra trong năm nay.", n=n),
            "CT3.4": t("{n} cơ sở chưa được kiểm tra lần nào từ khi có Kế hoạch.", n=n),
        }
        yield Todo(words[id], t("Xem danh sách"), f"targets:{id}", Urgency.OPEN)
