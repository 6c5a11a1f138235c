"""The one command of Sổ Bản: prepares the machine once, then does what was asked.

Standard library only, because it runs before anything is installed. What can be asked, and which
system libraries that takes, is data: `[tool.run]` in pyproject.toml. Python packages are pinned in
the requirements files and live in `.venv`; system packages come by apt where that is allowed.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "soban.json"
LOG = VENV / "setup.log"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PINS = ("requirements.txt", "requirements-dev.txt")
MINOR = f"python3.{sys.version_info.minor}"
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
NETWORK_SIGNS = ("Connection", "Max retries", "resolution", "unreachable", "timed out", "SSLError")


class Stop(Exception):
    """A reason to end that a person can act on: Vietnamese, English, then lines to copy."""


@dataclass(frozen=True)
class Command:
    """One word after `./run`; pyproject.toml explains the fields."""

    vi: str
    en: str
    usage: str = ""
    steps: Sequence[Sequence[str]] = ()
    beside: Sequence[Sequence[str]] = ()
    folder: str = ""
    required: Sequence[str] = ()
    advised: Sequence[str] = ()
    screen: bool = False
    workshop: bool = False


def tell(vi: str, en: str) -> None:
    print(f"{vi} · {en}", file=sys.stderr, flush=True)


def quietly(*command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command that shows nothing and is asked nothing."""
    return subprocess.run(command, check=False, input="", capture_output=True, errors="replace")


def loads(library: str) -> bool:
    """Whether the dynamic linker finds this library."""
    with contextlib.suppress(OSError):
        return bool(ctypes.CDLL(library))
    return False


class System:
    """The packages of this machine; `libraries` says by set which library proves which package."""

    def __init__(self, libraries: Mapping[str, Mapping[str, str]]) -> None:
        self.pieces: dict[str, dict[str, Callable[[], object]]] = {
            name: {package: partial(loads, library) for package, library in packages.items()}
            for name, packages in libraries.items()
        }
        self.pieces |= {
            "venv": {f"{MINOR}-venv": lambda: bool(importlib.util.find_spec("ensurepip"))},
            "screen": {
                "xvfb": partial(shutil.which, "Xvfb"),
                "xdotool": partial(shutil.which, "xdotool"),
            },
            "bundle": {
                "binutils": partial(shutil.which, "objdump"),
                f"lib{MINOR}": partial(loads, f"lib{MINOR}.so.1.0"),
            },
        }

    def missing(self, sets: Iterable[str]) -> list[str]:
        """The Debian packages in these sets that we need and lack; none outside Linux."""
        if not sys.platform.startswith("linux"):
            return []
        wanted = (item for name in sets for item in self.pieces[name].items())
        return [package for package, present in wanted if not present()]

    def ensure(self, sets: Iterable[str]) -> None:
        """Installs what is missing. Raises Stop with the exact command where it may not."""
        packages = self.missing(sets)
        if not packages:
            return
        right = administrator()
        if right is None:
            raise Stop(
                "Máy còn thiếu vài gói hệ thống. Nhờ người quản trị chạy lệnh sau, rồi chạy lại:",
                "System packages are missing. Ask an administrator to run this, then try again:",
                apt_line(packages),
            )
        tell(f"Đang cài gói hệ thống: {' '.join(packages)}", "installing system packages")
        apt = [*right, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        quietly(*apt, "update")
        done = quietly(*apt, "install", "-y", "--no-install-recommends", *packages)
        if done.returncode or self.missing(sets):
            raise Stop(
                "Chưa cài được gói hệ thống. Kiểm tra mạng rồi chạy lại, hoặc tự chạy lệnh sau:",
                "apt could not install them. Check the network and try again, or run this:",
                apt_line(packages),
                *done.stderr.splitlines()[-3:],
            )


def administrator() -> list[str] | None:
    """The words before a command that lets it change the system; None without the right."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    allowed = shutil.which("sudo") and quietly("sudo", "-n", "true").returncode == 0
    return ["sudo", "-n"] if allowed else None


def apt_line(packages: Sequence[str]) -> str:
    return f"    sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def read_stamp() -> dict[str, str]:
    """{pin file: digest} of the last finished set-up; empty when its Python has gone."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        stamp: dict[str, str] = json.loads(STAMP.read_text("utf-8"))
        if stamp.pop("python") == str(PYTHON.resolve(strict=True)):
            return stamp
    return {}


def ensure_environment(system: System, pins: Sequence[str]) -> None:
    """Makes `.venv` hold these pin files. One whose set-up was cut short is made anew."""
    wanted = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in pins}
    held = read_stamp()
    changed = [name for name, digest in wanted.items() if held.get(name) != digest]
    if not changed:
        return
    if not held:
        system.ensure(["venv"])
        make_environment()
    STAMP.unlink(missing_ok=True)
    installed = install(changed)
    stamp = held | (wanted if installed else {}) | {"python": str(PYTHON.resolve(strict=True))}
    STAMP.write_text(json.dumps(stamp, indent=1), "utf-8")
    if not installed:
        raise install_failed(LOG.read_text("utf-8", "replace"))


def make_environment() -> None:
    tell("Đang chuẩn bị môi trường Python (.venv)", "preparing the Python environment")
    base = getattr(sys, "_base_executable", sys.executable)
    done = quietly(base, "-I", "-m", "venv", "--clear", str(VENV))
    if done.returncode:
        raise Stop(
            f"Chưa tạo được {VENV}. Hãy xem thư mục này có ghi được và ổ đĩa còn chỗ không.",
            f"{VENV} could not be made. Is the folder writable, and is there space on the disk?",
            *(done.stdout + done.stderr).splitlines()[-3:],
        )
    (packages,) = [*VENV.glob("lib/python*/site-packages"), *VENV.glob("Lib/site-packages")][:1]
    (packages / "so-ban.pth").write_text(os.path.relpath(ROOT, packages), "utf-8")


def install(names: Sequence[str]) -> bool:
    """Installs exactly what these pin files say, with one line of progress and the rest in LOG."""
    lines = [line for name in names for line in (ROOT / name).read_text("utf-8").splitlines()]
    total = sum("==" in line for line in lines)
    tell(f"Đang cài {total} thư viện Python", f"installing {total} Python packages")
    pip = [str(PYTHON), "-m", "pip", "install", "--no-deps", "--only-binary=:all:", "--no-input"]
    pip += ["--disable-pip-version-check", "--progress-bar=off", "--no-user"]
    pip += [word for name in names for word in ("-r", str(ROOT / name))]
    seen = 0
    process = subprocess.Popen(pip, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    with process, LOG.open("wb") as log:
        for line in process.stdout or ():
            log.write(line)
            if line.startswith((b"Collecting ", b"Requirement already", b"Ignoring ")):
                seen += 1
                draw(seen, total)
    return process.returncode == 0


def draw(seen: int, total: int) -> None:
    """One line that fills as the packages arrive; nothing where no one watches."""
    if sys.stderr.isatty():
        line = f"\r  {'█' * (24 * seen // total):░<24} {seen}/{total} "
        print(line, end="\n" if seen == total else "", file=sys.stderr, flush=True)


def install_failed(log: str) -> Stop:
    if any(sign in log for sign in NETWORK_SIGNS):
        return Stop(
            "Không tải được thư viện Python: kho gói không trả lời. Kiểm tra mạng rồi chạy lại.",
            "Packages could not be had: the index gave no answer. Check the network, try again.",
        )
    return Stop(
        f"Chưa cài được thư viện Python. Toàn bộ thông báo ở {LOG}.",
        f"Python packages could not be installed. {LOG} has the whole report.",
        *[line for line in log.splitlines() if line.startswith("ERROR: ")][-3:],
    )


def show_help(commands: Mapping[str, Command]) -> None:
    print("Sổ Bản\n")
    for name, command in commands.items():
        print(f"  ./run {f'{name} {command.usage}':<18} {command.vi}\n{'':<27}{command.en}")


def prepare(command: Command, system: System) -> None:
    """Everything `command` needs, or Stop."""
    if command.screen and not any(map(os.environ.get, SCREENS)) and sys.platform == "linux":
        raise Stop(
            "Máy này không có màn hình. Hãy thử ./run demo, lệnh này không cần màn hình.",
            "There is no screen here. Try ./run demo, which needs none.",
        )
    ensure_environment(system, PINS if command.workshop else PINS[:1])
    system.ensure(command.required)
    try:
        system.ensure(command.advised)
    except Stop as advice:
        print(*advice.args, sep="\n", file=sys.stderr)
        tell("Không bắt buộc nên vẫn chạy tiếp", "not required, so going on without")


def perform(command: Command, rest: Sequence[str]) -> int:
    """Runs every step, also after one that failed. Returns the exit code of the first failure."""
    where, codes = ROOT if command.workshop else None, []
    pipe, same = subprocess.PIPE, subprocess.STDOUT
    beside = [
        subprocess.Popen([str(PYTHON), "-m", *step], cwd=where, stdout=pipe, stderr=same)
        for step in command.beside
    ]
    for number, step in enumerate(command.steps, start=1):
        last = number == len(command.steps)
        words = [str(PYTHON), "-m", *step, *(rest if last else ())]
        if last and not command.workshop and os.name == "posix":
            os.execv(PYTHON, words)
        print(f"── {' '.join(step)}", file=sys.stderr, flush=True)
        codes.append(subprocess.call(words, cwd=where))
    for step, process in zip(command.beside, beside, strict=True):
        print(f"── {' '.join(step)}", file=sys.stderr, flush=True)
        print(process.communicate()[0].decode("utf-8", "replace"), end="", flush=True)
        codes.append(process.returncode)
    return next((code if code > 0 else 128 - code for code in codes if code), 0)


def main(words: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if not (3, 11) <= sys.version_info < (3, 14):
        raise Stop("Cần Python 3.11, 3.12 hoặc 3.13.", "Python 3.11, 3.12 or 3.13 is needed.")
    import tomllib  # a Python turned away above may lack it

    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["run"]
    commands = {name: Command(**fields) for name, fields in table["commands"].items()}
    name, *rest = words or ["window"]
    if name in ("help", "--help", "-h"):
        show_help(commands)
        return 0
    if name not in commands:
        show_help(commands)
        tell(f"Không có lệnh “{name}”", f"there is no command “{name}”")
        return 2
    command = commands[name]
    os.environ |= {"PYTHONPATH": "", "PYTHONHOME": "", "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""  # else every process translates all sources anew
    if command.workshop:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    prepare(command, System(table["libraries"]))
    if command.folder and all(word.startswith("-") for word in rest):
        rest.insert(0, str(ROOT / command.folder / f"{datetime.now():%Y%m%d-%H%M%S}"))
    if not command.steps:
        tell("Máy đã sẵn sàng", "everything is ready")
    return perform(command, rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as reason:
        sys.exit("\n".join(reason.args))
    except OSError as problem:
        sys.exit(f"Chưa chuẩn bị được máy: {problem}\nThe machine is not ready: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
