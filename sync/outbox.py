"""What has become of every packet that was signed: only what this book can prove.

Three kinds of proof count: the packet in the book, what a channel has reported of its delivery, and
a receipt signed by the office above. Nothing is guessed, and no clock decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.records import mailbox
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.mailbox import Sent, deliveries, receipts, remarks
from desktop.records.mailbox.deliveries import Delivery, Step
from desktop.records.mailbox.receipts import Told
from desktop.records.retelling import retold
from desktop.records.settings import Settings
from sync.channels import account
from sync.channels.problems import Problem, advice
from sync.merge import Status
from sync.receipt import STATES


class State(StrEnum):
    """From signed to received; the last four are final or ask for a person."""

    SIGNED = "signed"
    WAITING = "waiting"
    SENDING = "sending"
    COPIED = "copied"
    SENT = "sent"
    RECEIVED = "received"
    REMARKED = "remarked"
    RETURNED = "returned"
    ATTENTION = "attention"

    @property
    def words(self) -> str:
        """How the state is called on the screen."""
        return _words()[self]


HELD = (State.RECEIVED, State.REMARKED)
"""The states of a packet that the office above has signed for."""
_STEPS = {Step.SENT: State.SENT, Step.COPIED: State.COPIED, Step.BEGUN: State.SENDING}
_CARRIED = (State.SENT, State.COPIED, State.SENDING, State.ATTENTION, State.WAITING)


@dataclass(frozen=True)
class Item:
    """A packet, its state, since when (UTC) it has been in it, and what more there is to say.

    ``answered`` when a receipt speaks of it: a channel has then nothing more to do for it.
    """

    sent: Sent
    state: State
    since: str
    note: str = ""
    answered: bool = False


def states(source: Book | Database, *, sending: bool = False) -> list[Item]:
    """Every packet this office has signed, the newest first, with its state.

    Only the process that has the book open can be on a trip: it says so by `sending`. Without one,
    an attempt that has begun and not ended was cut off.
    """
    db = source.db if isinstance(source, Book) else source
    sent = mailbox.all_sent(db)
    told = _best(receipts.told(db))
    covered = _covered(db, sent)
    corrections = len(remarks.returned(db))
    steps = _last_steps(db)
    channel = account.kept(Settings(db))
    trip = deliveries.last(db, deliveries.TRIP, channel.url) if channel else None
    return [
        _told(packet, told.get(packet.sha256), covered.get(packet.sha256), corrections)
        or _carried(packet, steps.get(packet.sha256, []), sending)
        or (_waiting(packet, trip) if channel and packet is sent[0] else None)
        or _kept(packet, newest=packet is sent[0])
        for packet in sent
    ]


def _told(packet: Sent, told: Told | None, cover: Sent | None, corrections: int) -> Item | None:
    """What a signed receipt proves, None when no receipt speaks of the packet."""
    if told and told.state in (Status.ACCEPTED, Status.SUPERSEDED):
        if corrections and cover == packet:
            note = t("Cấp trên trả lại {n} dòng để sửa.", n=corrections)
            return Item(packet, State.REMARKED, told.at, note, answered=True)
        return Item(packet, State.RECEIVED, told.at, retold(told.reason), answered=True)
    if told and told.state == Status.REFUSED:
        return Item(packet, State.RETURNED, told.at, retold(told.reason), answered=True)
    if cover:
        note = t("Cấp trên giữ gói số {n}, gồm cả số liệu của gói này.", n=cover.sequence)
        return Item(packet, State.RECEIVED, cover.created_at, note, answered=True)
    if told is None:
        return None
    return Item(packet, State.ATTENTION, told.at, retold(told.reason), answered=True)


def _carried(packet: Sent, steps: Sequence[Delivery], sending: bool) -> Item | None:
    """What the channels have reported, None when none has tried; the furthest place counts, and of
    two that are alike the later."""
    items = [_step(packet, step, sending) for step in reversed(steps)]
    return min(items, key=lambda item: _CARRIED.index(item.state), default=None)


def _step(packet: Sent, step: Delivery, sending: bool) -> Item:
    state = _STEPS.get(Step(step.step))
    if state is State.SENDING and not sending:
        note = t("Lần gửi trước bị ngắt giữa chừng; sẽ gửi tiếp. Không mất gì.")
        return Item(packet, State.WAITING, step.at, note)
    if state:
        return Item(packet, state, step.at)
    return _waiting(packet, step)


def _waiting(packet: Sent, step: Delivery | None) -> Item:
    """A packet that will go with the next trip; ``step`` is what failed last."""
    if step is None or step.step != Step.FAILED or step.problem not in list(Problem):
        return Item(packet, State.WAITING, step.at if step else packet.created_at)
    problem = Problem(step.problem)
    state = State.ATTENTION if problem.pauses else State.WAITING
    return Item(packet, state, step.at, advice(problem))


def _kept(packet: Sent, *, newest: bool) -> Item:
    """A packet that lies here; only the newest ever needs to be carried anywhere."""
    note = "" if newest else t("Đã có gói mới hơn; không cần gửi gói này nữa.")
    return Item(packet, State.SIGNED, packet.created_at, note)


def _last_steps(db: Database) -> dict[str, list[Delivery]]:
    """By packet, the last step at each place, the latest last."""
    last: dict[tuple[str, str], Delivery] = {}
    for step in deliveries.at_step(db, *_STEPS, Step.FAILED):
        last.pop((step.sha256, step.place), None)
        last[step.sha256, step.place] = step
    found: dict[str, list[Delivery]] = {}
    for step in last.values():
        found.setdefault(step.sha256, []).append(step)
    return found


def _best(told: Iterable[Told]) -> dict[str, Told]:
    """What proves most of each packet, where several computers of the office above have signed."""
    order = [state.value for state in STATES]
    found: dict[str, Told] = {}
    for one in sorted(told, key=lambda one: order.index(one.state)):
        found.setdefault(one.sha256, one)
    return found


def _covered(db: Database, sent: Sequence[Sent]) -> dict[str, Sent]:
    """For each packet not newer than one that the office above holds, the newest such one."""
    held = {cover.sha256 for cover in receipts.covers(db)}
    places = [place for place, packet in enumerate(sent) if packet.sha256 in held]
    if not places:
        return {}
    newest = places[0]
    return {packet.sha256: sent[newest] for packet in sent[newest:]}


def _words() -> dict[State, str]:
    return {
        State.SIGNED: t("đã ký"),
        State.WAITING: t("đang chờ"),
        State.SENDING: t("đang gửi"),
        State.COPIED: t("đã chép"),
        State.SENT: t("đã gửi"),
        State.RECEIVED: t("đã nhận"),
        State.REMARKED: t("nhận kèm ý kiến"),
        State.RETURNED: t("bị trả lại"),
        State.ATTENTION: t("cần người xử lý"),
    }
