"""What there is to do in an office now, the most urgent first; nothing here knows a window."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop.records import clock, plan, retention, safekeeping
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.clock import VIETNAM, from_text, local_day
from desktop.records.drafts import Draft
from desktop.records.fields import Kind
from desktop.records.language import t
from desktop.records.mailbox.received import undecided
from desktop.records.registers import REGISTERS, Travels
from desktop.records.targets import Result
from desktop.records.words import number_words
from desktop.ui import facts
from desktop.ui.pages.overview import sending
from desktop.ui.pages.overview.matter import Todo, Urgency
from desktop.ui.pages.overview.reporting import Reports
from sync.enrolment.founding import enrolled

MOST = 3
"""As many drafts have a line each."""
REMIND = "remind:"
"""A place of the page itself: the list of offices to remind, for a month."""
RIGHT = "clock:right"
"""A step of the page itself: to say that the machine's clock is right."""


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
        *(_first_row(db) if office.tier == "commune" and not drafts else []),
        *(sending.of(book, db, now) if ready else [_not_enrolled()]),
        *sending.given_back(db, office),
        *(_slips(db, book.device, today) if office.tier == "commune" else []),
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
            "Đồng hồ của máy chỉ {shown}, sớm hơn {known} mà sổ đã biết. Dòng vẫn lưu được và được "
            "ghi là giờ không chắc; hãy xem lịch và chỉnh lại ngày giờ của máy.",
            shown=shown,
            known=known,
        )
        possible = now >= clock.BUILT
        way = (t("Ngày giờ này đúng"), RIGHT) if possible else (t("Xem cài đặt"), "settings")
        yield Todo(words, *way, Urgency.NOW)
    elif clock.far_ahead(Reading(db), now):
        words = t(
            "Đồng hồ của máy chỉ {shown}, cách lần cuối sổ được dùng ({known}) hơn nửa năm. Xem "
            "lịch: ngày này có đúng không? Sai thì chỉnh lại; trong lúc đó dòng được ghi là giờ "
            "không chắc.",
            shown=shown,
            known=known,
        )
        yield Todo(words, t("Ngày giờ này đúng"), RIGHT, Urgency.NOW)


def _first_row(db: Database) -> Iterator[Todo]:
    """Where a new book begins."""
    if facts.last_saved(db) is None:
        words = t(
            "Sổ chưa có dòng nào. Bắt đầu bằng một hoạt động truyền thông vừa làm; lưu nhầm thì "
            "hoàn tác được."
        )
        yield Todo(words, t("Ghi dòng đầu tiên"), "outreach+", Urgency.NOW)


def _not_enrolled() -> Todo:
    words = t(
        "Máy này chưa đăng ký với cấp trên nên chưa ký được gói dữ liệu; ghi sổ thì vẫn được."
    )
    return Todo(words, t("Đăng ký"), "trust", Urgency.NOW)


def _slips(db: Database, device: str, today: date) -> Iterator[Todo]:
    if number := facts.overdue(db, today.isoformat()):
        words = t("{n} phiếu chuyển gửi đã quá ngày hẹn theo dõi.", n=number)
        yield Todo(words, t("Xem"), "referrals:@overdue=yes", Urgency.SOON)
    if number := retention.due(db, device, today).slips:
        words = t(
            "{n} phiếu chuyển gửi có kết quả đã 12 tháng: đến lúc xóa hẳn, các số tổng vẫn giữ.",
            n=number,
        )
        yield Todo(words, t("Xem"), "referrals", Urgency.SOON)


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
            "{n} trên {all} đơn vị chưa gửi gói cho {month} (hạn\u00a0{day}).",
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
