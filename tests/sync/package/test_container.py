"""The zip container: one way to write it, a reader that accepts only that way, and bombs (P4)."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from sync.errors import PacketRefused, SealError
from sync.package.archive import MAX_ENTRIES
from sync.package.container import pack, unpack
from sync.package.strictxml import MAX_TAGS
from tests.sync.package import sealed
from tests.sync.package.bombs import BOMBS
from tests.sync.package.forge import Raw, write_zip

SECONDS = 6.0
"""Of the processor, at the pace of a machine that parses 200,000 tags in a twentieth of a second:
three times what a quiet machine may take (P4), since a busy one keeps no pace. A bomb that goes off
takes minutes."""
MEBIBYTES = 200
CHILD = """
import json, pathlib, sys, time
from datetime import datetime
from sync.pki.trust import Trust
from sync.package.verify import verify
from lxml import etree

folder, now = pathlib.Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
trust = Trust.from_pem((folder / "trust.pem").read_bytes())
usual = b"<a>" + b"<b/>" * 200_000 + b"</a>"

def timed(work):
    start = time.process_time()
    found = work()
    return found, time.process_time() - start

for path in sorted(folder.glob("*.bomb")):
    data, took = path.read_bytes(), []
    while not took or (took[-1] > 1 and len(took) < 3):
        verdict, seconds = timed(lambda: verify(data, trust, now))
        pace = timed(lambda: etree.fromstring(usual))[1] if seconds > 0.5 else 0
        took.append(seconds / max(1, pace / 0.05))
    peak = pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
    print(json.dumps([path.stem, verdict.status, verdict.check, min(took), int(peak) / 1024]))
"""


def test_packing_is_reversible_and_repeatable() -> None:
    parts = sealed.package()

    assert unpack(pack(parts)) == parts
    assert pack(dict(reversed(parts.items()))) == pack(parts)


def test_other_programs_read_what_is_packed() -> None:
    with zipfile.ZipFile(io.BytesIO(sealed.packet())) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == sealed.package()

    book = openpyxl.load_workbook(io.BytesIO(sealed.packet()))
    assert book.sheetnames == ["Tóm tắt", "Mô hình"]
    assert book["Tóm tắt"]["B2"].value == 120


def test_content_too_regular_for_the_limit_is_stored() -> None:
    parts = {"[Content_Types].xml": b"<a/>" * 100_000}

    assert unpack(pack(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        {f"a{number}": b"" for number in range(MAX_ENTRIES + 1)},
        {"a": bytes(17 << 20)},
        {f"a{number}": bytes(15 << 20) for number in range(3)},
        {"a": b"<" * (MAX_TAGS + 1)},
    ],
    ids=["entries", "one part", "all parts", "tags"],
)
def test_nothing_is_packed_that_nobody_could_read(parts: dict[str, bytes]) -> None:
    with pytest.raises(SealError):
        pack(parts)


def test_refusal_says_what_and_what_next() -> None:
    with pytest.raises(PacketRefused) as refusal:
        unpack(sealed.packet()[:-5])

    assert refusal.value.rule == "B.cut"
    assert "chép chưa xong" in str(refusal.value)
    assert "Chưa nhập gì vào sổ" in str(refusal.value)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str, float, float]]:
    """What a child process says of every bomb: status, rule, seconds and peak memory in MiB."""
    folder = tmp_path_factory.mktemp("bombs")
    (folder / "trust.pem").write_bytes(sealed.trust().to_pem())
    for name, build in BOMBS.items():
        (folder / f"{name}.bomb").write_bytes(build())
    ran = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), sealed.NOW.isoformat()],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return {name: tuple(rest) for name, *rest in map(json.loads, ran.stdout.splitlines())}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_quickly(
    name: str, verdicts: dict[str, tuple[str, str, float, float]]
) -> None:
    status, rule, seconds, _ = verdicts[name]

    assert (status, rule[0] in "ABCDEH") == ("refused", True)
    assert seconds <= SECONDS


def test_bombs_stay_within_memory(verdicts: dict[str, tuple[str, str, float, float]]) -> None:
    assert len(verdicts) == len(BOMBS) >= 40
    assert max(peak for *_, peak in verdicts.values()) <= MEBIBYTES


def test_plain_zipfile_takes_what_is_refused_here() -> None:
    """The control: without these rules, bombs are inflated and hidden entries read."""
    with zipfile.ZipFile(io.BytesIO(BOMBS["sixty_entries_of_a_mebibyte"]())) as archive:
        inflated = sum(len(archive.read(name)) for name in archive.namelist())
    assert inflated == 60 << 20

    accepted = [name for name, build in BOMBS.items() if _opens(build())]
    assert len(accepted) >= 20


def test_openpyxl_opens_a_part_given_twice() -> None:
    """The control for duplicate names: which of the two a program shows is its own choice."""
    other = sealed.package()["xl/worksheets/sheet1.xml"].replace(b"120", b"999")
    doubled = [*(Raw(n, c) for n, c in sealed.package().items())]
    doubled.append(Raw("xl/worksheets/sheet1.xml", other))

    assert openpyxl.load_workbook(io.BytesIO(write_zip(doubled)))["Tóm tắt"]["B2"].value == 999


def _opens(data: bytes) -> bool:
    try:
        zipfile.ZipFile(io.BytesIO(data)).close()
    except zipfile.BadZipFile:
        return False
    return True
