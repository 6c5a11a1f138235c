"""S1: nothing recorded lies in plain in any file or stream, but where it is meant to be read.

A commune and its district work by real processes with a home and temporary folder of their own;
then every file that came to be is searched. What travels may stand in packets and on printed
sheets, and nowhere else; what is in a referral may stand nowhere.
"""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.records.fields import Kind
from desktop.records.identifiers import new_case_code
from desktop.records.registers import REGISTERS
from tests import rows
from tests.district import NOW, District, Office, record
from tests.trials.canaries import date_spellings, files, scan, spellings

ROOT = Path(__file__).parents[2]
TEXTS = {
    f"{name}.{field.name}": f"Kwz{number:02}{name.title()}{field.name.title()}Qxj"
    for name in ("outreach", "sites", "models")
    for number, field in enumerate(REGISTERS[name].fields)
    if field.kind is Kind.TEXT
}
"""One word that exists nowhere else for every text field there is."""

DAYS = {
    "date": "2023-03-17",
    "outcome_date": "2023-04-19",
    "due": "2023-05-23",
    "consent_date": "2023-03-13",
}
CODE = new_case_code()
WORDS = {mark: spellings(word) for mark, word in TEXTS.items()}
REFERRAL = {"code": spellings(CODE)} | {name: date_spellings(day) for name, day in DAYS.items()}


def marked(register: str) -> dict[str, str]:
    return {mark.split(".")[1]: word for mark, word in TEXTS.items() if mark.startswith(register)}


@dataclass
class Bench:
    """A folder in which processes work; what they say goes to ``streams`` as well."""

    folder: Path

    def run(self, command: str, office: Office, *arguments: object) -> str:
        options = ("--book", office.folder, "--passphrase-file", office.secret, "--json")
        program = (sys.executable, "-m", "sync", *command.split(), *options)
        scratch = {"HOME": "home", "TMPDIR": "tmp", "TEMP": "tmp", "XDG_CACHE_HOME": "home"}
        done = subprocess.run(
            [*map(str, program), "--now", NOW.isoformat(), *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, **{name: str(self.folder / at) for name, at in scratch.items()}},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        for stream in (done.stdout, done.stderr):
            (self.folder / "streams" / f"{len(list(self.files()))}").write_bytes(stream)
        return done.stdout.decode()

    def files(self) -> Iterator[tuple[str, bytes]]:
        return files(self.folder)


@pytest.fixture(scope="module")
def bench(founded: District, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A commune that recorded, sent and printed; a district that received and printed."""
    bench = Bench(tmp_path_factory.mktemp("bench"))
    for name in ("home", "tmp", "streams", "usb"):
        (bench.folder / name).mkdir()
    district = founded.copy(bench.folder / "district")
    commune, office = district.communes[0], district.office
    given = tmp_path_factory.mktemp("given")
    found = {
        "outreach": rows.outreach(**marked("outreach")),
        "sites": rows.site(**marked("sites")),
        "models": rows.model(**marked("models")),
        "referrals": rows.referral(code=CODE, **DAYS),
    }
    for name, row in found.items():
        file = given / f"{name}.jsonl"
        file.write_text(json.dumps(row), encoding="utf-8")
        bench.run("record", commune, name, file)
    packet = json.loads(bench.run("export", commune, "--out", bench.folder / "usb"))["path"]
    bench.run("import", office, packet)
    for each in (commune, office):
        bench.run("targets", each, "--as-of", "2023-12-31")
        out = bench.folder / f"{each.code}.pdf"
        bench.run("sheet summary", each, "--period", "2023", "--out", out)
    bench.run("check", office)
    return bench


def meant_to_be_read(place: str) -> bool:
    """Packets and sheets carry the words; nothing else does."""
    return place.split("!")[0].endswith((".xlsx", ".pdf"))


def test_words_stand_in_packets_and_on_sheets_only(bench: Bench) -> None:
    hits = scan(bench.files(), WORDS)

    assert {(mark, "utf-8") for mark in TEXTS} <= {
        (mark, spelling) for place, mark, spelling in hits if meant_to_be_read(place)
    }
    assert {hit for hit in hits if not meant_to_be_read(hit[0])} == set()


def test_nothing_of_a_referral_stands_anywhere(bench: Bench) -> None:
    assert scan(bench.files(), REFERRAL) == set()


def test_an_open_book_shows_nothing_either(district: District) -> None:
    with district.communes[0].open() as book:
        record(book, "sites", rows.site(**marked("sites")))
        record(book, "referrals", rows.referral(code=CODE, **DAYS))
        seen = dict(files(book.folder))
        assert len(seen["book.db-wal"]) > 4_096
        assert scan(seen.items(), WORDS | REFERRAL) == set()


@pytest.mark.parametrize("spelling", spellings(TEXTS["outreach.place"]))
def test_control_one_line_in_a_log_is_found(bench: Bench, spelling: str) -> None:
    log = bench.folder / "home" / "soban.log"
    log.write_bytes(b"saved row: " + spellings(TEXTS["outreach.place"])[spelling] + b"\n")
    try:
        places = {place for place, _, _ in scan(bench.files(), WORDS)}
    finally:
        log.unlink()

    assert str(Path("home", "soban.log")) in places


def test_base64_is_found_at_every_offset() -> None:
    word = TEXTS["models.host"]
    for before in range(9):
        line = base64.b64encode(b"x" * before + word.encode() + b"and more")
        assert scan([("log", line)], {"host": spellings(word)})
