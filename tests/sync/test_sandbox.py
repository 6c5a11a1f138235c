"""Packets are opened in a child that has nothing to lose and cannot hold up this process."""

import errno
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from desktop.records import language
from sync import sandbox
from sync.errors import SandboxError
from sync.package import container
from sync.packet import Packet
from sync.pki.trust import Trust
from sync.sandbox import Opened, Sandbox, examine, open_packet
from sync.xlsx import workbook
from tests.district import District
from tests.sync.package import sealed
from tests.sync.xlsx import packets

CONFINED = sys.platform != "win32"
"""Windows bounds time and memory, not files or the processor."""

PATIENCE = 600
"""Seconds after which a child process will not end any more."""

CHILD = """
import sys
from sync import sandbox

class Closed:
    def send_bytes(self, ready): pass
    def recv_bytes(self): raise EOFError

sandbox._serve(Closed(), 512 << 20, "vi")
{then}
"""
pytestmark = pytest.mark.usefixtures("fresh_children")

SECRETS = (
    "desktop.records.book",
    "desktop.records.vault",
    "sync.enrolment.keyring",
    "sqlcipher3",
    "PySide6",
)


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox() as shared:
        yield shared


def signed(packet: Packet, device: sealed.Device | None = None) -> bytes:
    """The packet as its sender's file."""
    return container.pack((device or sealed.device()).seal(workbook.write(packet)))


def opened(box: Sandbox, data: bytes) -> Opened:
    return box.open(data, sealed.trust(), sealed.NOW)


def test_a_good_packet_comes_back_whole(box: Sandbox) -> None:
    found = opened(box, signed(packets.plain()))
    assert found.packet == packets.plain()
    assert (found.verdict.status, found.verdict.parts) == ("valid", {})
    assert found.verdict.sender is not None
    assert found.verdict.sender.unit == "01858"


def test_the_child_answers_as_this_process_would(box: Sandbox) -> None:
    good = signed(packets.plain())
    for data in (good, good[:-1], good[:500], b"", b"PK", good + b"x"):
        here = examine(data, sealed.trust(), sealed.NOW)
        assert opened(box, data) == here


def test_unknown_sender_and_empty_trust(box: Sandbox) -> None:
    found = box.open(signed(packets.plain()), Trust(()), sealed.NOW)
    assert (found.verdict.status, found.packet) == ("unknown_sender", None)


@pytest.mark.parametrize(
    ("claim", "value"),
    [("unit", "01861"), ("device", "device-2"), ("edition", "2025"), ("tier", "district")],
)
def test_header_must_name_the_signer(box: Sandbox, claim: str, value: str) -> None:
    other = {"edition": "2025", "unit": "01840"} if claim == "edition" else {claim: value}
    if claim == "tier":
        other = {"tier": "district", "unit": "060"}
    packet = Packet(packets.header(**other), packets.plain().rows)
    found = opened(box, signed(packet))
    assert (found.verdict.status, found.verdict.check, found.packet) == (
        "refused",
        "I.header",
        None,
    )
    assert "đơn vị đã ký" in found.verdict.reason


def test_header_must_name_the_signer_control(monkeypatch: pytest.MonkeyPatch) -> None:
    packet = Packet(packets.header(unit="01861"), packets.plain().rows)
    monkeypatch.setattr(sandbox, "_check_sender", lambda header, sender: None)
    found = examine(signed(packet), sealed.trust(), sealed.NOW)
    assert found.verdict.status == "valid"


def test_signed_by_its_own_device_but_not_what_is_seen(box: Sandbox) -> None:
    parts = packets.parts()
    name = packets.sheet("outreach")
    parts[name] = parts[name].replace("Lượt người dự".encode(), "Trong đó nữ".encode(), 1)
    found = opened(box, container.pack(sealed.device().seal(parts)))
    assert (found.verdict.check, found.packet) == ("J.cells", None)
    assert found.verdict.sender is not None


def test_too_slow_is_stopped_and_the_next_packet_is_served() -> None:
    data = signed(packets.plain())
    with Sandbox() as box:
        box._limits = (0.0, sandbox.MEMORY)
        box.start()
        if CONFINED and box._child:
            os.kill(box._child.pid or 0, signal.SIGSTOP)  # it cannot be quicker than no time at all
        found = opened(box, data)
        assert (found.verdict.status, found.verdict.check) == ("refused", "K.stopped")
        assert "Chưa nhập gì vào sổ" in found.verdict.reason
        box._limits = (sandbox.SECONDS, sandbox.MEMORY)
        assert opened(box, data).packet == packets.plain()


def test_a_child_that_dies_is_replaced(box: Sandbox) -> None:
    data = signed(packets.plain())
    assert opened(box, data).packet
    assert box._child is not None
    first = box._child.pid
    box._child.kill()
    box._child.join()
    assert opened(box, data).verdict.check == "K.stopped"
    assert opened(box, data).packet
    assert box._child.pid != first


def test_a_machine_that_starts_no_child_is_not_the_packet_s_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox, "_serve", sys.exit)
    with Sandbox() as box, pytest.raises(SandboxError, match="Chưa nhập gì vào sổ"):
        opened(box, signed(packets.plain()))


def test_a_machine_without_room_for_a_process_is_not_the_packet_s_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_process: object) -> None:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(BaseProcess, "start", full)
    with Sandbox() as box, pytest.raises(SandboxError, match="Chưa nhập gì vào sổ"):
        opened(box, signed(packets.plain()))


def test_silence_needs_no_null_device() -> None:
    program = (
        "import os; os.devnull = '/nowhere/null'\n"
        "from sync.confinement import silence; silence(); os.write(2, b'') ; os._exit(7)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (7, b"", b"")


def test_memory_is_bounded_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    rows = [packets.plain().rows["sites"][0] | {"uid": packets.uid(n)} for n in range(18_000)]
    data = signed(Packet.of(packets.header(), {"sites": rows}))
    with Sandbox(memory=100 << 20) as small:
        assert opened(small, signed(packets.plain())).packet, "a small one fits"
        small.close()
        assert opened(small, data).verdict.check == "K.stopped"
    assert capfd.readouterr() == ("", "")
    assert open_packet(data, sealed.trust(), sealed.NOW).packet is not None


def test_one_child_serves_many_packets_also_from_a_thread(box: Sandbox) -> None:
    data = signed(packets.plain())
    found: list[Opened] = []
    opened(box, data)
    assert box._child is not None
    first = box._child.pid
    worker = threading.Thread(target=lambda: found.append(opened(box, data)))
    worker.start()
    worker.join()
    assert found[0].packet == packets.plain()
    assert box._child.pid == first


def test_closing_ends_the_child() -> None:
    with Sandbox() as box:
        opened(box, b"")
        assert box._child is not None
        child = box._child
        assert child.is_alive()
    with pytest.raises(ValueError, match="closed"):
        child.is_alive()


def test_reasons_are_in_the_language_of_the_screen() -> None:
    language.use("en")
    with Sandbox() as box:
        assert "Nothing was imported" in opened(box, b"PK").verdict.reason


def in_child(then: str, before: str = "") -> int:
    """The exit code of a process that has been such a child and then runs ``then``."""
    code = before + CHILD.format(then=then)
    return subprocess.run([sys.executable, "-c", code], check=False, timeout=PATIENCE).returncode


def test_the_child_has_neither_book_nor_keys_nor_screen() -> None:
    then = f"sys.exit(7 if set({SECRETS!r}) & sys.modules.keys() else 0)"
    assert in_child(then) == 0
    assert in_child(then, before="import sync.receive\n") == 7


ON_LINUX = sys.platform == "linux"
"""Where a process can be looked at from outside."""


def files_of(process: int | str) -> list[str]:
    """The files that a process has open, on Linux."""
    found = []
    for link in list(Path(f"/proc/{process}/fd").glob("*")) if ON_LINUX else []:
        with suppress(FileNotFoundError):  # the folder itself was open for the listing
            found.append(str(link.readlink()))
    return found


def test_the_child_has_no_file_of_the_book_and_the_limits_of_the_specification(
    district: District,
) -> None:
    place = str(district.folder)
    with (
        district.office.open() as book,
        (book.folder / "keys.json").open("rb") as keys,
        Sandbox() as child,
    ):
        os.set_inheritable(keys.fileno(), True)
        opened(child, b"")
        assert child._child is not None
        seen = files_of(child._child.pid or 0)
        limits = Path(f"/proc/{child._child.pid}/limits").read_text() if ON_LINUX else ""
        control = [name for name in files_of("self") if name.startswith(place)]
    assert not [name for name in seen if name.startswith(place)]
    assert (len(control) >= 2) is ON_LINUX, "the control: book and keys are open here"
    wanted = {"Max address space": sandbox.MEMORY, "Max file size": 0, "Max core file size": 0}
    for name, amount in wanted.items():
        assert re.search(rf"{name} +{amount} +{amount} ", limits) or not ON_LINUX


def test_the_environment_says_nothing_to_the_child() -> None:
    before = "import os; os.environ['SECRET'] = 'x'\n"
    then = "import os; sys.exit(7 if 'SECRET' in os.environ or len(os.environ) > 1 else 0)"
    assert in_child(then, before) == 0
    assert in_child("import os; os.environ['SECRET'] = 'x'\n" + then) == 7


def test_a_child_without_a_parent_does_not_go_on_for_ever() -> None:
    then = "from sync import confinement; confinement.allow(0)\nwhile True: pass"
    if CONFINED:
        assert in_child(then) == -signal.SIGXCPU


def test_the_child_writes_no_file(tmp_path: Path) -> None:
    write = f"import pathlib; pathlib.Path({str(tmp_path / 'x')!r}).write_text('Nà Vài')"
    then = f"""
try:
    {write}
except OSError:
    sys.exit(7)
"""
    assert in_child(then) == (7 if CONFINED else 0)
    subprocess.run([sys.executable, "-c", write], check=True)


def test_files_far_too_large_are_refused_without_being_handed_on(box: Sandbox) -> None:
    found = opened(box, bytes(container.MAX_FILE * 3))
    assert found.verdict.check == "A.size"
