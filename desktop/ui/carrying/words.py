"""What is said of the channel, in whole sentences: where it is, when it goes again, what came."""

from datetime import datetime, timedelta
from urllib.parse import unquote

from desktop.records.clock import VIETNAM, from_text
from desktop.records.language import t
from desktop.ui.carrying.journey import Journey, told
from sync.carrying.events import Kind
from sync.carrying.standing import Standing
from sync.channels.account import Account
from sync.channels.address import FOLDER
from sync.channels.problems import advice
from sync.outbox import State

MANY = 1024


def place_words(channel: Account) -> str:
    """Which kind of channel, and where it lies."""
    kind = {
        FOLDER: t("Thư mục hoặc USB"),
        "webdav": t("WebDAV, không mã hóa"),
        "webdavs": t("WebDAV"),
        "sftp": t("SFTP"),
    }[channel.address.scheme]
    return f"{kind}: {unquote(channel.url)}"


def standing_words(found: Standing, clock: datetime) -> str:
    """What happens next with the newest packet, or what has to be done first."""
    if found.channel is None or found.turn is None:
        return t(
            "Chưa có kênh: gói đã ký nằm trong máy này. Cài kênh để máy tự gửi, hoặc chép ra USB."
        )
    if found.turn.problem and found.turn.wait is None:
        return t("Tạm dừng gửi. {advice}", advice=advice(found.turn.problem))
    if found.awaited is None:
        return t("Không có gói nào đang chờ gửi.")
    problem = f"{advice(found.turn.problem)} " if found.turn.problem else ""
    carried = found.awaited.state in (State.SENT, State.COPIED)
    number = found.awaited.sent.sequence
    next_time = when(found.turn.wait or 0, clock)
    if carried:
        words = t(
            "Gói số {n} đã tới nơi, chờ giấy báo nhận. Tự hỏi lại {when}.", n=number, when=next_time
        )
    else:
        words = t("Gói số {n} chờ gửi. Tự gửi lại {when}.", n=number, when=next_time)
    return problem + words


def when(wait: int, clock: datetime) -> str:
    """The moment ``wait`` seconds from now, as a person says it."""
    if wait < 60:
        return t("trong một phút nữa")
    now = clock.astimezone(VIETNAM)
    then = now + timedelta(seconds=wait)
    if then.date() == now.date():
        return t("lúc {time}", time=then.strftime("%H:%M"))
    return t("lúc {time} ngày {day}", time=then.strftime("%H:%M"), day=then.strftime("%d/%m"))


def journey_words(journey: Journey) -> str:
    """What a trip under way is doing."""
    if journey.stop.asked():
        return t("Đang dừng…")
    progress = journey.progress
    if progress is None:
        return t("Đang nối tới nơi nhận…") if not journey.events else t("Đang trao đổi…")
    done, total = (-(-number // MANY) for number in (progress.done, progress.total))
    if progress.name.startswith("in/") and progress.done <= progress.total:
        return t("Đang chuyển gói: {done}/{total} KB", done=done, total=total)
    return t("Đang chuyển giấy báo nhận…")


def overdue_words(found: Standing, now: datetime) -> str:
    """The packet that has waited too long for its receipt."""
    if not found.overdue or found.awaited is None:
        return ""
    days = (now - from_text(found.awaited.sent.created_at)).days
    return t(
        "Gói số {n} ký đã {days} ngày mà chưa có giấy báo nhận. Hãy chép đúng gói này ra USB rồi "
        "mang lên cấp trên; chuyển hai đường cũng không bị trùng.",
        n=found.awaited.sent.sequence,
        days=days,
    )


def result_words(journey: Journey) -> str:
    """What came of a trip that a person asked for and that went through."""
    fetched = sum(event.state == "fetched" for event in journey.events)
    if fetched > 1:
        return t("Đã lấy {n} gói về, chờ kiểm tra.", n=fetched)
    news = told(journey.events)
    if news:
        return " ".join(dict.fromkeys(news))
    packets = [event.reason for event in journey.events if event.kind is not Kind.TRIP]
    return packets[-1] if packets else t("Không có gì mới để gửi hoặc nhận.")
