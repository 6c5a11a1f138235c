"""The trail of one packet: what was tried where, what came of it, the code for the telephone."""

from desktop.records import short_code
from desktop.records.cipher import Database
from desktop.records.clock import VIETNAM, from_text
from desktop.records.language import t
from desktop.records.mailbox import deliveries
from desktop.records.mailbox.deliveries import Delivery, Step
from sync import receipts
from sync.channels.problems import Problem, advice
from sync.outbox import Item

SHOWN = 4
"""Steps that are told, the latest ones."""


def words(db: Database, item: Item) -> str:
    """Everything there is to say of a packet, a line for each thing."""
    code = t("Mã đối chiếu qua điện thoại: {code}", code=receipts.code(item.sent.sha256))
    read_out = t(
        "Đọc qua điện thoại: {signs}.",
        signs=short_code.aloud(receipts.code(item.sent.sha256)),
    )
    state = item.state.words
    told = [code, read_out, t("Trạng thái: {state}. {note}", state=state, note=item.note).strip()]
    told.append(t("Tệp {file}.", file=item.sent.file))
    steps = [step for step in deliveries.of(db, item.sent.sha256) if step.step != Step.BEGUN]
    return "\n".join([*told, *map(_step, steps[-SHOWN:])])


def _step(step: Delivery) -> str:
    at = from_text(step.at).astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
    if step.step == Step.FAILED and step.problem in list(Problem):
        what = advice(Problem(step.problem))
        return t("{at}, tới {place}: chưa chuyển được. {why}", at=at, place=step.place, why=what)
    if step.step == Step.COPIED:
        return t("{at}: đã chép vào {place}, đã đọc lại đúng.", at=at, place=step.place)
    return t("{at}: đã gửi tới {place}, máy chủ giữ đủ.", at=at, place=step.place)
