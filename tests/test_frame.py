"""The frame: what stands at the top, the pins, and `./run` on a machine that is not ready yet."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import run

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINNED = re.compile(r'([\w.-]+)==([\w.]+)( ; sys_platform == "win32")?')
WORD = "run.bat" if os.name == "nt" else "run"


def pin_lines(name: str) -> list[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pins() -> dict[str, Requirement]:
    found = [Requirement(line) for name in run.PINS for line in pin_lines(name)]
    return {canonicalize_name(pin.name): pin for pin in found}


# --- the top level and the pins -----------------------------------------------------------------


def test_the_top_level_is_as_the_user_fixed_it() -> None:
    made = re.findall(r"^/([\w-]+)/$", (ROOT / ".gitignore").read_text("utf-8"), re.MULTILINE)
    here = {item.name for item in ROOT.iterdir() if item.name[0] != "."} - {"__pycache__", *made}
    fixed = {"desktop", "resources", "sync", "tests", "build.spec", "pyproject.toml", "README.md"}
    frame = {"run", "run.bat", "run.py", "LICENSE", *run.PINS}
    assert here == fixed | frame


def test_every_pin_is_one_exact_version_and_stands_once() -> None:
    lines = [line for name in run.PINS for line in pin_lines(name)]
    assert [line for line in lines if not PINNED.fullmatch(line)] == []
    assert len(pins()) == len(lines)


def test_no_other_file_states_a_version() -> None:
    assert set(PROJECT["project"]["dynamic"]) == {"dependencies", "optional-dependencies"}
    dynamic = PROJECT["tool"]["setuptools"]["dynamic"]
    files = [*dynamic["dependencies"]["file"], *dynamic["optional-dependencies"]["dev"]["file"]]
    assert tuple(files) == run.PINS


def test_the_tests_run_on_exactly_the_pinned_versions() -> None:
    wanted = {name: pin for name, pin in pins().items() if not pin.marker or pin.marker.evaluate()}
    held = {name: metadata.version(name) for name in wanted}
    assert {n: v for n, v in held.items() if not wanted[n].specifier.contains(v)} == {}


def test_every_shipped_library_brings_the_text_of_its_licence_or_has_it_here() -> None:
    shipped = tomllib.loads((ROOT / "resources/shipped.toml").read_text("utf-8"))["parts"]
    licences = {part["name"]: part["licence"] for part in shipped}
    here = {file.stem for file in (ROOT / "resources/licences").iterdir()}
    texts = re.compile(r"(licen[cs]e|copying)", re.IGNORECASE)
    for pin in map(Requirement, pin_lines("requirements.txt")):
        if not pin.marker or pin.marker.evaluate():
            files = metadata.files(pin.name) or []
            assert any(texts.match(file.name) for file in files) or licences[pin.name] in here


@pytest.mark.parametrize("platform", ["linux", "win32"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_the_pins_are_closed(platform: str, python: str) -> None:
    here = {key: str(value) for key, value in default_environment().items()}
    there = here | {
        "sys_platform": platform,
        "platform_system": {"linux": "Linux", "win32": "Windows"}[platform],
        "python_version": python,
        "python_full_version": f"{python}.0",
        "extra": "",
    }
    held = {name: pin for name, pin in pins().items() if applies(pin, there)}
    open_ends = [
        f"{name} needs {need}"
        for name in held
        for need in map(Requirement, needs(name))
        if need.name != "pip" and applies(need, there)
        if not fits(need, held.get(canonicalize_name(need.name)))
    ]
    assert len(held) >= 30
    assert open_ends == []


def applies(need: Requirement, environment: dict[str, str]) -> bool:
    return not need.marker or need.marker.evaluate({**environment})


def fits(need: Requirement, pin: Requirement | None) -> bool:
    return bool(pin and need.specifier.contains(str(pin.specifier).removeprefix("==")))


def needs(name: str) -> list[str]:
    """What this package asks for; nothing when it is for another system and not installed here."""
    found = next(iter(metadata.distributions(name=name)), None)
    return (found.requires if found else None) or []


def test_run_imports_only_the_standard_library() -> None:
    names = set()
    for node in ast.walk(ast.parse((ROOT / "run.py").read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    assert "subprocess" in names
    assert names <= sys.stdlib_module_names


def test_continuous_integration_is_the_test_command_of_the_readme() -> None:
    assert (ROOT / ".ci/run").read_text("utf-8").splitlines()[-1] == "exec ./run test"
    assert "./run test" in (ROOT / "README.md").read_text("utf-8")


def test_every_step_of_the_command_table_is_there() -> None:
    commands = PROJECT["tool"]["run"]["commands"]
    parts = [command.get(name, ()) for command in commands.values() for name in ("steps", "beside")]
    modules = {step[0] for steps in parts for step in steps}
    assert "mypy" in modules
    for module in modules:
        ours = ROOT / module.replace(".", "/")
        if ours.is_dir():
            assert (ours / "__main__.py").is_file(), module
        else:
            assert find_spec(module), module


# --- ./run --------------------------------------------------------------------------------------

PROBE = """
import json, os, sys
print(os.getcwd(), *sys.argv[1:], sep="\\n")
sys.exit(len(sys.argv))
"""
TABLE = """
[tool.run.libraries]
[tool.run.commands.probe]
vi = "thử"
en = "probe"
steps = [["probe"]]
[tool.run.commands.both]
vi = "thử"
en = "probe"
steps = [["probe", "first"], ["probe", "second", "last"]]
workshop = true
[tool.run.commands.more]
vi = "thử"
en = "probe"
steps = [["zero"], ["zero", "one"]]
beside = [["probe", "a", "b"], ["zero"]]
workshop = true
"""
NOTHING = 'nothing==1 ; python_version < "3"\n'


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small house with its own command table, made ready by its own first command, after one
    that was cut short."""
    root = tmp_path_factory.mktemp("house") / "Sổ Bản mới"
    root.mkdir()
    for name in ("run", "run.bat", "run.py"):
        shutil.copy(ROOT / name, root)
    (root / "pyproject.toml").write_text(TABLE, "utf-8")
    (root / "probe.py").write_text(PROBE, "utf-8")
    for name in run.PINS:
        (root / name).write_text(NOTHING, "utf-8")
    left = root / ".venv/lib/left.pth"
    left.parent.mkdir(parents=True)
    left.write_text("import nothing", "utf-8")
    assert ask(root, "both", cwd=root).returncode == 2
    return root


@pytest.fixture
def house(prepared: Path, tmp_path: Path) -> Path:
    """That house moved to a folder with a space and Vietnamese letters."""
    return shutil.copytree(prepared, tmp_path / "Sổ Bản, xã Nghiên Loan", symlinks=True)


def ask(house: Path, *words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(house / WORD), *words],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_help_names_every_command_from_anywhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "nơi khác"
    elsewhere.mkdir()
    (elsewhere / "json.py").write_text("raise SystemExit('taken from the wrong place')", "utf-8")
    shown = ask(ROOT, "help", cwd=elsewhere, PYTHONPATH=str(elsewhere))
    assert (shown.returncode, shown.stderr) == (0, "")
    for name, command in PROJECT["tool"]["run"]["commands"].items():
        assert f"./run {name}" in shown.stdout
        assert command["vi"] in shown.stdout and command["en"] in shown.stdout


def test_an_unknown_command_is_bad_usage(tmp_path: Path) -> None:
    shown = ask(ROOT, "demmo", cwd=tmp_path)
    assert shown.returncode == 2
    assert "“demmo”" in shown.stderr and "./run demo" in shown.stdout


def test_a_command_gets_its_words_its_folder_and_gives_its_exit_code(
    house: Path, tmp_path: Path
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('taken from the wrong place')", "utf-8")
    words = ["tệp của tôi.xlsx", "--json", "", "*"]
    shown = ask(house, "probe", *words, cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert shown.stdout.splitlines() == [str(tmp_path), *words]
    assert shown.returncode == 1 + len(words)
    assert shown.stderr == "", "nothing is prepared a second time"


def test_every_step_runs_and_the_first_failure_counts(house: Path, tmp_path: Path) -> None:
    shown = ask(house, "both", "word", cwd=tmp_path)
    assert shown.stdout.splitlines() == [
        *(str(house), "first"),
        *(str(house), "second", "last", "word"),
    ]
    assert shown.returncode == 2


def test_what_runs_beside_speaks_last_and_its_failure_counts(house: Path, tmp_path: Path) -> None:
    (house / "zero.py").write_text("import sys; print('zero', *sys.argv[1:])", "utf-8")
    shown = ask(house, "more", "word", cwd=tmp_path)
    assert shown.stdout.splitlines() == ["zero", "zero one word", str(house), "a", "b", "zero"]
    assert shown.returncode == 3


def test_a_set_up_that_was_cut_short_is_made_anew(house: Path) -> None:
    stamp = json.loads((house / ".venv/soban.json").read_text("utf-8"))
    assert stamp.keys() == {*run.PINS, "python"}
    assert [file.name for file in (house / ".venv").rglob("so-ban.pth")] == ["so-ban.pth"]
    assert not (house / ".venv/lib/left.pth").exists()


def test_no_network_is_one_clear_sentence_and_harms_nothing(house: Path, tmp_path: Path) -> None:
    (house / run.PINS[1]).write_text("so-ban-nothing==1\n", "utf-8")
    closed = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1", "PIP_EXTRA_INDEX_URL": ""}
    shown = ask(house, "both", cwd=tmp_path, **closed)
    assert shown.returncode == 1
    assert "Kiểm tra mạng rồi chạy lại." in shown.stderr
    assert "Traceback" not in shown.stderr + shown.stdout
    still = ask(house, "probe", cwd=tmp_path)
    assert (still.returncode, still.stderr) == (1, "")


def test_missing_system_packages_are_named_with_the_exact_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    system = run.System({"window": {"libthere1": "libm.so.6", "libgone9": "libgone.so.9"}})
    assert system.missing(["window"]) == (["libgone9"] if sys.platform == "linux" else [])
    monkeypatch.setenv("PATH", str(tmp_path))
    system.pieces = {"window": {"libgone9": lambda: False}}
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(run.Stop) as stop:
        system.ensure(["window"])
    assert "sudo apt-get update && sudo apt-get install -y libgone9" in stop.value.args[2]
