"""Whatever a command is given: exit code 1 or 2, one plain sentence, and the book as it was."""

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.demo import alter
from tests import rows
from tests.district import NOW, Answer, District, Office, run, whole

Arguments = list[object]


@dataclass(frozen=True)
class Scene:
    """A district that has been at work, and a folder of odd files."""

    district: District
    files: Path
    packet: Path
    event: str
    site: str
    office_site: str

    @property
    def commune(self) -> Office:
        return self.district.communes[0]

    @property
    def books(self) -> tuple[Office, ...]:
        d = self.district
        return (d.office, d.communes[0], d.newcomer)

    def file(self, name: str, content: bytes | str) -> Path:
        file = self.files / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def rows(self, name: str, *found: object) -> Path:
        return self.file(name, "\n".join(json.dumps(row) for row in found))

    def digests(self) -> list[str]:
        with ExitStack() as stack:
            return [whole(stack.enter_context(book.peek())) for book in self.books]


@pytest.fixture(scope="module")
def scene(founded: District, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    district = founded.copy(tmp_path_factory.mktemp("bad") / "district")
    files = tmp_path_factory.mktemp("files")
    commune, office = district.communes[0], district.office
    (event,), (site,) = (
        commune.record("outreach", rows.outreach()),
        commune.record("sites", rows.site()),
    )
    packet = commune.export()
    assert office.run("import", packet).code == 0
    return Scene(district, files, packet, event, site, *office.record("sites", rows.site()))


@pytest.fixture(scope="module")
def before(scene: Scene) -> list[str]:
    """What the books say before the first test; it holds after each, and so before the next."""
    return scene.digests()


@pytest.fixture
def unchanged(scene: Scene, before: list[str]) -> Iterator[None]:
    yield
    assert scene.digests() == before


def book(office: Office) -> Arguments:
    return ["--book", office.folder, "--passphrase-file", office.secret]


def here(command: str, scene: Scene, *more: object) -> Arguments:
    """A command on the commune's book."""
    return [*command.split(), *book(scene.commune), *more]


def above(command: str, scene: Scene, *more: object) -> Arguments:
    """A command on the district's book."""
    return [*command.split(), *book(scene.district.office), *more]


def recording(**changes: object) -> Callable[[Scene], Arguments]:
    """``record`` of one event with something wrong in it."""
    return lambda s: here("record outreach", s, s.rows("row.jsonl", rows.outreach(**changes)))


def from_file(name: str, content: bytes | str) -> Callable[[Scene], Arguments]:
    """``record`` of a file with that content."""
    return lambda s: here("record outreach", s, s.file(name, content))


def init(place: Callable[[Scene], Path], *more: object) -> Callable[[Scene], Arguments]:
    return lambda s: [
        "init", "--book", place(s), "--passphrase-file", s.commune.secret, "--tier", "commune",
        "--unit", "01858", *more,
    ]  # fmt: skip


def new(scene: Scene) -> Path:
    return scene.files / "new book"


def with_passphrase(content: bytes | str | None) -> Callable[[Scene], Arguments]:
    """``rows`` with another passphrase file; None for one that is not there."""

    def arguments(scene: Scene) -> Arguments:
        file = scene.files / "no such passphrase"
        if content is not None:
            file = scene.file("passphrase.txt", content)
        return ["rows", "outreach", "--book", scene.commune.folder, "--passphrase-file", file]

    return arguments


def _nowhere(scene: Scene) -> Path:
    return scene.file("a file", "x") / "below"


BAD: dict[str, Callable[[Scene], Arguments]] = {
    # the book and its passphrase
    "no book": lambda s: ["rows", "outreach", "--book", s.files, *book(s.commune)[2:]],
    "book is a file": lambda s: ["check", "--book", s.packet, *book(s.commune)[2:]],
    "book with a name too long": lambda s: ["check", "--book", "x" * 300, *book(s.commune)[2:]],
    "wrong passphrase": with_passphrase("mật khẩu khác hẳn\n"),
    "empty passphrase": with_passphrase(""),
    "passphrase not UTF-8": with_passphrase("mật khẩu".encode("utf-16")),
    "passphrase file missing": with_passphrase(None),
    "no passphrase": lambda s: ["rows", "outreach", "--book", s.commune.folder],
    # init
    "second init": init(lambda s: s.commune.folder),
    "init in a file": init(lambda s: s.packet),
    "init below a file": init(_nowhere),
    "init of an unknown unit": init(new, "--unit", "99999"),
    "init of the wrong tier": init(new, "--tier", "district"),
    "init of an unknown tier": init(new, "--tier", "village"),
    "init of an unknown edition": init(new, "--edition", "1999"),
    "init with a unit of another edition": init(new, "--edition", "2025", "--unit", "01870"),
    "init with a short passphrase": lambda s: [
        *init(new)(s), "--passphrase-file", s.file("short.txt", "ngắn")
    ],
    # enrolment
    "request to nowhere": lambda s: here("enrol request", s, "--out", _nowhere(s)),
    "request onto a folder": lambda s: here("enrol request", s, "--out", s.files),
    "issue for a missing request": lambda s: above(
        "enrol issue", s, s.files / "none.pem", "--out", s.files / "out.pem"
    ),
    "issue for garbage": lambda s: above(
        "enrol issue", s, s.file("garbage.pem", os.urandom(999)), "--out", s.files / "out.pem"
    ),
    "issue for a bundle": lambda s: above(
        "enrol issue", s, s.district.trust, "--out", s.files / "out.pem"
    ),
    "issue at a commune": lambda s: here(
        "enrol issue", s, s.district.trust, "--out", s.files / "out.pem"
    ),
    "accept garbage": lambda s: here("enrol accept", s, s.file("garbage.pem", b"\x00PEM")),
    "accept a cut bundle": lambda s: here(
        "enrol accept", s, s.file("cut.pem", s.district.trust.read_bytes()[:-40])
    ),
    "accept an empty file": lambda s: here("enrol accept", s, s.file("empty.pem", b"")),
    "accept a folder": lambda s: here("enrol accept", s, s.files),
    "accept another's bundle": lambda s: here("enrol accept", s, s.district.trust),
    "revoke an unknown unit": lambda s: above("enrol revoke", s, "--unit", "99999"),
    "revoke at a commune": lambda s: here("enrol revoke", s, "--unit", "01864"),
    # record and rows
    "unknown register": lambda s: here("record people", s, s.rows("r.jsonl", rows.outreach())),
    "rows of an unknown register": lambda s: here("rows people", s),
    "totals are not recorded": lambda s: here("record referral_months", s, s.packet),
    "referrals at a district": lambda s: above(
        "record referrals", s, s.rows("r.jsonl", rows.referral())
    ),
    "year that is no number": lambda s: here("rows outreach", s, "--year", "năm nay"),
    "missing file": lambda s: here("record outreach", s, s.files / "none.jsonl"),
    "folder instead of a file": lambda s: here("record outreach", s, s.files),
    "empty file": from_file("empty.jsonl", b""),
    "unknown ending": from_file("rows.txt", "x"),
    "not UTF-8": from_file("latin.csv", b"date,form\n05/03/2024,H\xd4I\n"),
    "garbage in jsonl": from_file("garbage.jsonl", os.urandom(999)),
    "not an object": from_file("list.jsonl", '["date"]'),
    "truncated xlsx": lambda s: here(
        "record outreach", s, s.file("cut.xlsx", s.packet.read_bytes()[:900])
    ),
    "wrong delimiter": from_file("pipes.csv", "date|form\n05/03/2024|LOA\n"),
    "extra column": from_file("extra.csv", "date,form\n05/03/2024,LOA,9\n"),
    "unknown field": recording(mood="vui"),
    "text for a number": recording(attendees="khá đông"),
    "fraction for a number": recording(attendees=1.5),
    "negative number": recording(materials=-1),
    "huge number": recording(attendees=10**400),
    "a number of many digits": from_file("long.csv", "date,attendees\n5/3/2024," + "9" * 9000),
    "not a number": recording(attendees=float("nan")),
    "infinity": recording(cost=float("inf")),
    "yes for a number": recording(attendees=True),
    "future date": recording(date="2024-07-02"),
    "ancient date": recording(date="2020-12-31"),
    "no such day": recording(date="30/02/2024"),
    "year zero": recording(date="0000-01-01"),
    "month first": recording(date="03/25/2024"),
    "text for a date": recording(date="hôm qua"),
    "unknown code": recording(form="DIEN_THOAI"),
    "nested value": recording(place={"thôn": "Khuổi Bốc"}),
    "list for a text": recording(place=["Khuổi Bốc"]),
    "nested code": recording(topics=[["PHAP_LUAT"]]),
    "yes or no for a text": recording(place=True),
    "required field missing": recording(date=None),
    "required list empty": recording(topics=[]),
    "part larger than the whole": recording(attendees=5, women=6, youth=0),
    "text too long": recording(note="x" * 301),
    "uid that is none": recording(uid="1; DROP TABLE outreach"),
    "reference to nothing": lambda s: here(
        "record reach", s, s.rows("r.jsonl", rows.reach("no-event", s.site))
    ),
    "reference to a row of another office": lambda s: above(
        "record reach", s, s.rows("r.jsonl", rows.reach(s.event, s.office_site))
    ),
    "slip code mistyped": lambda s: here(
        "record referrals", s, s.rows("r.jsonl", rows.referral(code="BCDFGHJK"))
    ),
    "one bad row of two": lambda s: here(
        "record outreach", s, s.rows("r.jsonl", rows.outreach(), rows.outreach(materials=-2))
    ),
    # export, verify, import
    "export without certificate": lambda s: ["export", *book(s.district.newcomer)],
    "export of an unknown period": lambda s: here("export", s, "--period", "2024-13"),
    "export to nowhere": lambda s: here("export", s, "--out", _nowhere(s)),
    "verify a missing file": lambda s: ["verify", s.files / "none", "--trust", s.district.trust],
    "verify a folder": lambda s: ["verify", s.files, "--trust", s.district.trust],
    "verify with garbage": lambda s: ["verify", s.packet, "--trust", s.file("bad.pem", "PEM")],
    "verify with a packet": lambda s: ["verify", s.packet, "--trust", s.packet],
    "verify without trust": lambda s: ["verify", s.packet],
    "verify an empty file": lambda s: [
        "verify", s.file("empty.xlsx", b""), "--trust", s.district.trust
    ],
    "verify a text": lambda s: ["verify", s.file("t.xlsx", "x"), "--trust", s.district.trust],
    "verify an altered packet": lambda s: [
        "verify", s.file("altered.xlsx", alter(s.packet.read_bytes())), "--trust", s.district.trust
    ],
    "import a missing file": lambda s: above("import", s, s.files / "none.xlsx"),
    "import an empty folder": lambda s: above("import", s, s.district.office.folder / "backups"),
    "import without certificate": lambda s: ["import", *book(s.district.newcomer), s.packet],
    "import nothing": lambda s: above("import", s),
    # targets and sheet
    "targets on no day": lambda s: above("targets", s, "--as-of", "2024-02-30"),
    "targets in another century": lambda s: above("targets", s, "--as-of", "1924-02-01"),
    "targets of an unknown unit": lambda s: above(
        "targets", s, "--as-of", "2024-12-31", "--unit", "99999"
    ),
    "targets of a neighbour": lambda s: above(
        "targets", s, "--as-of", "2024-12-31", "--unit", "061"
    ),
    "sheet of an unknown name": lambda s: above(
        "sheet diary", s, "--period", "2024", "--out", s.files / "s.pdf"
    ),
    "sheet of an unknown period": lambda s: above(
        "sheet summary", s, "--period", "last year", "--out", s.files / "s.pdf"
    ),
    "sheet of another kind": lambda s: above(
        "sheet summary", s, "--period", "2024", "--out", s.files / "s.exe"
    ),
    "sheet to nowhere": lambda s: above(
        "sheet summary", s, "--period", "2024", "--out", s.packet / "s.pdf"
    ),
    "sheet onto a folder": lambda s: above(
        "sheet summary", s, "--period", "2024", "--out", s.files
    ),
    # the command line
    "unknown command": lambda _: ["dance"],
    "unknown option": lambda s: here("check", s, "--fast"),
    "no command": lambda _: [],
    "time that is none": lambda s: here("check", s, "--now", "noon"),
    "time before time": lambda s: here("check", s, "--now", "0001-01-01"),
    "time after time": lambda s: here("check", s, "--now", "9999-12-31T23:59:59-12:00"),
    "demo in a folder in use": lambda s: ["demo", s.files],
    "demo in a file": lambda s: ["demo", s.packet],
}  # fmt: skip

USAGE = {
    "init of an unknown tier", "init of an unknown edition", "year that is no number",
    "verify without trust", "import nothing", "targets on no day", "unknown command",
    "unknown option", "no command", "time that is none",
    "time before time", "time after time",
}  # fmt: skip


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", BAD)
def test_bad_input(name: str, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    fixed = [] if name in ("unknown command", "no command") else ["--now", NOW.isoformat()]
    arguments = BAD[name](scene)
    if "--now" in arguments:
        fixed = []

    spoken, data = run(*arguments, *fixed), run(*arguments, *fixed, *(["--json"] if fixed else []))

    for answer in (spoken, data):
        assert answer.code == (2 if name in USAGE else 1), answer
        assert_one_sentence(answer)
    assert spoken.out == ""
    assert not any("Traceback" in text for text in (spoken.err, data.err))
    assert all(isinstance(line, dict) for line in data.lines)
    assert not new(scene).exists()


def assert_one_sentence(answer: Answer) -> None:
    """One sentence; below it, each further problem of a row on a line of its own."""
    line, *others = answer.err.splitlines()
    assert all(re.fullmatch(r"  \d+: .{10,400}\.", other) for other in others), others
    assert 15 < len(line) < 400, line
    assert line.endswith((".", "?", ")"))
    assert "ngoài dự tính" not in line
