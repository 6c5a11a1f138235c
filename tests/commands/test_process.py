"""The commands as real processes: streams, exit codes, interruption, and no Qt anywhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import rows
from tests.district import NOW, District, Office

ROOT = Path(__file__).parents[2]


def process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "sync", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def book(office: Office) -> tuple[object, ...]:
    return ("--book", office.folder, "--passphrase-file", office.secret, "--now", NOW.isoformat())


def test_a_row_goes_in_and_comes_out(district: District, tmp_path: Path) -> None:
    commune, file = district.communes[0], tmp_path / "rows.jsonl"
    file.write_text(json.dumps(rows.outreach()), encoding="utf-8")

    saved = process("record", *book(commune), "outreach", file, "--json")
    read = process("rows", *book(commune), "outreach", LC_ALL="C", PYTHONIOENCODING="ascii")

    assert (saved.returncode, saved.stderr) == (0, b"")
    assert json.loads(saved.stdout)["saved"] == 1
    assert (read.returncode, read.stderr) == (0, b"")
    assert json.loads(read.stdout.decode("utf-8"))["place"] == "Thôn Khuổi Bốc"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["rows", "outreach", "--book", "nowhere"], 1), (["rows"], 2), (["fly"], 2), ([], 2)],
)
def test_failure_is_one_sentence(arguments: list[str], code: int) -> None:
    done = process(*arguments)

    assert (done.returncode, done.stdout) == (code, b"")
    assert len(done.stderr.decode("utf-8").splitlines()) == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["record", "--help"], ["enrol", "--help"]])
def test_help(arguments: list[str]) -> None:
    done = process(*arguments)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"usage: soban-sync")


def test_second_process_waits_its_turn(district: District) -> None:
    commune = district.communes[0]
    with commune.open():
        refused = process("check", *book(commune))

    assert refused.returncode == 1
    assert "cửa sổ khác" in refused.stderr.decode("utf-8")
    assert process("check", *book(commune)).returncode == 0


def test_reader_that_stops_listening(district: District) -> None:
    commune = district.communes[0]
    commune.record("outreach", *(rows.outreach() for _ in range(2_000)))
    program = [sys.executable, "-m", "sync", "rows", "outreach", *map(str, book(commune))]
    with subprocess.Popen(
        program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read()

    assert (running.returncode, said) == (1, b"")


def test_no_command_needs_a_screen() -> None:
    code = "import sync.__main__, sync.demo, sync.sandbox, sys; print([*sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    loaded = done.stdout.decode()

    assert "'sync.receive'" in loaded
    assert "PySide6" not in loaded
