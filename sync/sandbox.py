"""Opening a packet where it can do no harm: in a child process that holds no key and no book.

The child takes a password off, verifies and reads; only plain JSON comes back. It has 20 seconds
for a file and 512 MiB of memory, may write no file (a limit Windows does not know), and is killed
when it exceeds them (rule K).
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from multiprocessing.connection import Connection
from typing import Final

from desktop.records import language
from desktop.records.language import t
from sync import confinement
from sync.confinement import Child
from sync.errors import PacketRefused, SandboxError, SealError
from sync.package import container
from sync.package import password as passwords
from sync.package.container import MAX_FILE
from sync.package.verify import Verdict, verify
from sync.packet import Header, Packet
from sync.pki.trust import Sender, Trust
from sync.receipt import Header as ReceiptHeader
from sync.receipt import Receipt
from sync.xlsx.grammar import refused

SECONDS: Final = 20.0
MEMORY: Final = 512 << 20


@dataclass(frozen=True)
class Opened:
    """The answer about one file: ``packet`` or ``receipt`` is there exactly when the verdict is
    valid. ``unlocked`` is the signed file that was found behind a password, ``packed`` the SHA-256
    of the file that this program packs of the parts of a packet in the first wording, whose sender
    knows it by its file alone; ``content_digest`` is of a packet's parts (see `container`)."""

    verdict: Verdict
    packet: Packet | None = None
    receipt: Receipt | None = None
    unlocked: bytes | None = None
    packed: str = ""
    content_digest: str = ""


class Sandbox(Child):
    """A child process for packets."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        super().__init__(_serve, seconds, memory)

    def open(self, data: bytes, trust: Trust, now: datetime, password: str = "") -> Opened:
        """The verdict on a file's bytes and, when it is valid, the packet or receipt in it.

        ``now`` is the receiving office's time (aware); ``password`` is for a file that has one and
        does no harm to any other. Never raises on bad input; raises SandboxError when no child can
        be started on this machine.
        """
        try:
            self.start()
        except (EOFError, OSError) as error:
            raise SandboxError(
                t(
                    "Không khởi động được phần mở gói trên máy này ({why}). Chưa nhập gì vào "
                    "sổ; đóng bớt chương trình khác rồi thử lại.",
                    why=type(error).__name__,
                )
            ) from error
        try:
            return _answered(self.ask(_asked(trust, now, password), data[: MAX_FILE + 1]))
        except (EOFError, OSError) as error:
            return Opened(_refusal(Verdict("refused"), refused("K.stopped", type(error).__name__)))


def open_packet(data: bytes, trust: Trust, now: datetime, password: str = "") -> Opened:
    """What `Sandbox.open` says, from a child of its own; for several packets keep one `Sandbox`."""
    with Sandbox() as sandbox:
        return sandbox.open(data, trust, now, password)


def examine(data: bytes, trust: Trust, now: datetime, password: str = "") -> Opened:
    """Unlock, verify and read in this process, unbounded: what the child does."""
    if not (password and passwords.is_locked(data)):
        return _examine(data, trust, now)
    try:
        unlocked = passwords.unlock(data, password)
    except PacketRefused as refusal:
        return Opened(_refusal(Verdict("refused"), refusal))
    return replace(_examine(unlocked, trust, now), unlocked=unlocked)


def _examine(data: bytes, trust: Trust, now: datetime) -> Opened:
    from sync.xlsx import reader, receipt_reader, wording

    verdict = verify(data, trust, now)
    if verdict.status != "valid" or verdict.sender is None:
        return Opened(verdict)
    valid = replace(verdict, parts={})
    try:
        if receipt_reader.is_receipt(verdict.parts):
            receipt = receipt_reader.read(verdict.parts)
            _check_sender(receipt.header, verdict.sender)
            return Opened(valid, receipt=receipt)
        packet = reader.read(verdict.parts)
        _check_sender(packet.header, verdict.sender)
        told = wording.named(packet.header.wording)
        packed = "" if told and told.knows_content else _packed(verdict.parts)
        content_digest = container.content_digest(verdict.parts)
        return Opened(valid, packet, packed=packed, content_digest=content_digest)
    except PacketRefused as refusal:
        return Opened(_refusal(verdict, refusal))


def _packed(parts: Mapping[str, bytes]) -> str:
    """ "" where the parts fit in no file of ours: only who packed them tighter could send them."""
    try:
        return sha256(container.pack(parts)).hexdigest()
    except SealError:
        return ""


def _check_sender(header: Header | ReceiptHeader, sender: Sender) -> None:
    """I.header: the packet says it is from the office and the device that signed it."""
    claimed = (header.edition, header.unit, header.tier, header.device)
    if claimed != (sender.edition, sender.unit, sender.tier, sender.device):
        raise refused("I.header", "header and certificate name different senders")


def _refusal(verdict: Verdict, refusal: PacketRefused) -> Verdict:
    return replace(
        verdict,
        status="refused",
        check=refusal.rule,
        reason=str(refusal),
        evidence=refusal.evidence,
        parts={},
    )


def _serve(pipe: Connection, memory: int, tongue: str) -> None:
    """The child's whole life: packets in, answers out, until the other end closes."""
    confinement.silence()
    from sync.xlsx import wording

    language.use(tongue)
    wording.known()
    confinement.confine(memory)
    pipe.send_bytes(confinement.READY)
    while True:
        try:
            asked, data = json.loads(pipe.recv_bytes()), pipe.recv_bytes()
        except EOFError:
            return
        confinement.allow(SECONDS)
        trust = Trust.from_pem(asked["trust"].encode()) if asked["trust"] else Trust(())
        now = datetime.fromisoformat(asked["now"])
        pipe.send_bytes(_told(examine(data, trust, now, asked["password"])))


def _asked(trust: Trust, now: datetime, password: str) -> bytes:
    asked = {"trust": trust.to_pem().decode(), "now": now.isoformat(), "password": password}
    return json.dumps(asked).encode()


def _told(opened: Opened) -> bytes:
    verdict = {**vars(opened.verdict), "parts": {}}
    if opened.verdict.sender:
        verdict["sender"] = asdict(opened.verdict.sender)
    told = {
        "verdict": verdict,
        "packet": opened.packet
        and {"header": asdict(opened.packet.header), "rows": opened.packet.rows},
        "receipt": opened.receipt and asdict(opened.receipt),
        "packed": opened.packed,
        "content_digest": opened.content_digest,
        "unlocked": opened.unlocked and b64encode(opened.unlocked).decode(),
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _answered(answer: bytes) -> Opened:
    told = json.loads(answer)
    verdict, packet = told["verdict"], told["packet"]
    if verdict["sender"]:
        verdict["sender"] = Sender(**verdict["sender"])
    return Opened(
        Verdict(**verdict),
        packet and Packet(Header(**packet["header"]), packet["rows"]),
        told["receipt"] and Receipt.of(told["receipt"]),
        told["unlocked"] and b64decode(told["unlocked"]),
        told["packed"],
        told["content_digest"],
    )
