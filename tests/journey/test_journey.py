"""The whole way by commands alone: three communes, their district, targets, sheet and JSON."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.records.registers import kept_at
from sync.demo import alter
from sync.practice.commune import PracticeYear, Temper
from tests.district import NOW, PASSPHRASE, Answer, run
from tests.trials.canaries import pdf_text

YEAR_END = NOW.replace(year=2025, month=1, day=6)
COMMUNES = ("01864", "01867", "01873")
Command = Callable[..., Answer]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journey")
    (folder / "secret").write_text(PASSPHRASE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def command(place: Path) -> Command:
    """A command on the book of a unit, which must succeed."""

    def succeed(unit: str, words: str, *arguments: object) -> Answer:
        first, *rest = words.split()
        options = ("--book", place / unit, "--passphrase-file", place / "secret", "--json")
        answer = run(first, *rest, *options, "--now", YEAR_END, *arguments)
        assert answer.code == 0, answer
        return answer

    return succeed


def jsonl(place: Path, found: list[dict[str, Any]]) -> Path:
    file = place / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in found), encoding="utf-8")
    return file


def a_year(place: Path, command: Command, unit: str, seed: int) -> dict[str, list[Any]]:
    """Record a practice year as files; every register as it then reads."""
    year = PracticeYear(seed, Temper(steady=True, school=True, model=seed == 1))

    def save(register: str, found: list[dict[str, Any]]) -> list[str]:
        told = command(unit, f"record {register}", jsonl(place, found)).json
        assert told["saved"] == len(found)
        return list(told["uids"])

    year.record(save)
    return {r.name: command(unit, f"rows {r.name}").lines for r in kept_at("commune")}


def test_from_the_village_to_the_signed_sheet(place: Path, command: Command) -> None:
    command("060", "init", "--tier", "district", "--unit", "060")
    held: dict[str, dict[str, list[Any]]] = {}
    packets: list[Path] = []
    for seed, unit in enumerate(COMMUNES, start=1):
        command(unit, "init", "--tier", "commune", "--unit", unit)
        asked = command(unit, "enrol request", "--out", place / "request.pem").json
        issued = command("060", "enrol issue", place / "request.pem", "--out", place / "b.pem")
        assert asked["words"] == issued.json["words"]
        command(unit, "enrol accept", place / "b.pem")
        held[unit] = a_year(place, command, unit, seed)
        packets.append(Path(command(unit, "export", "--out", place / "usb").json["path"]))

    for packet, unit in zip(packets, COMMUNES, strict=True):
        verified = run("verify", packet, "--trust", place / "b.pem", "--json", "--now", YEAR_END)
        assert (verified.json["status"], verified.json["unit"]) == ("valid", unit)
    imported(place, command, packets)
    as_sent(command, held)
    counted(place, command)


def imported(place: Path, command: Command, packets: list[Path]) -> None:
    """A packet altered on its way is refused, the others are accepted once."""
    (place / "altered").mkdir()
    altered = place / "altered" / packets[0].name
    altered.write_bytes(alter(packets[0].read_bytes()))
    options = ("--book", place / "060", "--passphrase-file", place / "secret", "--json")
    refused = run("import", *options, "--now", YEAR_END, altered)
    assert (refused.code, refused.json["status"]) == (1, "refused")

    first = command("060", "import", place / "usb").lines
    second = command("060", "import", place / "usb").lines
    assert [line["status"] for line in first] == ["accepted"] * 3
    assert [line["status"] for line in second] == ["duplicate"] * 3


def as_sent(command: Command, held: dict[str, dict[str, list[Any]]]) -> None:
    """The district reads what each commune reads, and no referral."""
    for name in (register.name for register in kept_at("district")):
        expected = [row | {"unit": unit} for unit in held for row in held[unit][name]]
        found = command("060", f"rows {name}").lines
        assert sorted(found, key=str) == sorted(map(as_told_above, expected), key=str)
    assert command("060", "rows referrals").out == ""


def as_told_above(row: dict[str, Any]) -> dict[str, Any]:
    """A row in the order in which a district gives it: the unit behind the uid."""
    return {"uid": row["uid"], "unit": row["unit"]} | row


def counted(place: Path, command: Command) -> None:
    """Targets add up over the communes; the sheet shows the same figures."""
    day = ("--as-of", "2024-12-31")
    whole = {line["id"]: line for line in command("060", "targets", *day).lines}
    parts = [
        {line["id"]: line for line in command(unit, "targets", *day).lines} for unit in COMMUNES
    ]
    for name in ("CT1.3a", "CT1.3c", "CT4.2"):
        for side in ("numerator", "denominator"):
            assert whole[name][side] == sum(part[name][side] for part in parts)
    assert whole["CT4.2"]["denominator"] > 15
    assert whole["CT1.1"]["denominator"] == 10

    out = place / "summary.pdf"
    command("060", "sheet summary", "--period", "2024", "--out", out)
    text = pdf_text(out.read_bytes())
    last_day = command("060", "targets", "--as-of", "2024-12-14").lines
    for line in (line for line in last_day if line["id"] in ("CT1.1", "CT1.3a", "CT4.1")):
        assert re.search(rf"\b{line['numerator']}\s+{line['denominator']}\b", text)
    assert command("060", "check").json["status"] == "ok"


def test_demo(tmp_path: Path) -> None:
    answer = run("demo", tmp_path / "demo", "--json")

    assert answer.code == 0, answer.err
    told = answer.json
    assert told["altered"] == ["refused"]
    assert told["first"] == ["accepted"] * 3
    assert told["second"] == ["duplicate"] * 3
    assert Path(told["summary"]).read_bytes().startswith(b"%PDF")
    assert all(Path(path).is_file() for path in told["packets"])
    assert {target["id"] for target in told["targets"]} >= {"CT1.1", "CT1.3a", "CT4.1", "CT4.2"}
