"""Opening a packet where it can do no harm: in a child process that holds no key and no book.

The child verifies and reads; only plain JSON comes back. It has 20 seconds for a packet and 512 MiB
of address space, may write no file, and is killed when it exceeds them (rule K). Windows has no
such limit on memory for a process by itself: there only the time counts.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Final

from desktop.records import language
from desktop.records.language import t
from sync import confinement
from sync.confinement import Child
from sync.errors import PacketRefused, SandboxError
from sync.package.container import MAX_FILE
from sync.package.verify import Verdict, verify
from sync.packet import Header, Packet
from sync.pki.trust import Sender, Trust
from sync.xlsx.grammar import refused

SECONDS: Final = 20.0
MEMORY: Final = 512 << 20


@dataclass(frozen=True)
class Opened:
    """The answer about one file; ``packet`` is there exactly when the verdict is valid."""

    verdict: Verdict
    packet: Packet | None = None


class Sandbox(Child):
    """A child process for packets."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        super().__init__(_serve, seconds, memory)

    def open(self, data: bytes, trust: Trust, now: datetime) -> Opened:
        """The verdict on a file's bytes and, when it is valid, the packet in it.

        ``now`` is the receiving office's time (aware). Never raises on bad input; raises
        SandboxError when no child can be started on this machine.
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
            return _answered(self.ask(_asked(trust, now), data[: MAX_FILE + 1]))
        except (EOFError, OSError) as error:
            return Opened(_refusal(Verdict("refused"), refused("K.stopped", type(error).__name__)))


def open_packet(data: bytes, trust: Trust, now: datetime) -> Opened:
    """What `Sandbox.open` says, from a child of its own; for several packets keep one `Sandbox`."""
    with Sandbox() as sandbox:
        return sandbox.open(data, trust, now)


def examine(data: bytes, trust: Trust, now: datetime) -> Opened:
    """Verify and read in this process, unbounded: what the child does."""
    from sync.xlsx.reader import read

    verdict = verify(data, trust, now)
    if verdict.status != "valid" or verdict.sender is None:
        return Opened(verdict)
    try:
        packet = read(verdict.parts)
        _check_sender(packet.header, verdict.sender)
    except PacketRefused as refusal:
        return Opened(_refusal(verdict, refusal))
    return Opened(replace(verdict, parts={}), packet)


def _check_sender(header: Header, sender: Sender) -> None:
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
    from sync.xlsx import frame

    language.use(tongue)
    frame.wording()
    confinement.confine(memory)
    pipe.send_bytes(confinement.READY)
    while True:
        try:
            asked, data = json.loads(pipe.recv_bytes()), pipe.recv_bytes()
        except EOFError:
            return
        trust = Trust.from_pem(asked["trust"].encode()) if asked["trust"] else Trust(())
        now = datetime.fromisoformat(asked["now"])
        pipe.send_bytes(_told(examine(data, trust, now)))


def _asked(trust: Trust, now: datetime) -> bytes:
    return json.dumps({"trust": trust.to_pem().decode(), "now": now.isoformat()}).encode()


def _told(opened: Opened) -> bytes:
    verdict = {**vars(opened.verdict), "parts": {}}
    if opened.verdict.sender:
        verdict["sender"] = asdict(opened.verdict.sender)
    packet = opened.packet and {"header": asdict(opened.packet.header), "rows": opened.packet.rows}
    return json.dumps({"verdict": verdict, "packet": packet}, ensure_ascii=False).encode()


def _answered(answer: bytes) -> Opened:
    told = json.loads(answer)
    verdict, packet = told["verdict"], told["packet"]
    if verdict["sender"]:
        verdict["sender"] = Sender(**verdict["sender"])
    return Opened(Verdict(**verdict), packet and Packet(Header(**packet["header"]), packet["rows"]))
