"""What a packet says: only declared columns travel, and the digest is the published one."""

import hashlib
import json
import re
from dataclasses import FrozenInstanceError, fields
from itertools import takewhile
from pathlib import Path

import pytest

import resources
import sync
from desktop.records.fields import Row
from desktop.records.registers import REGISTERS, TRAVELLING
from sync import sandbox
from sync.package import archive, container, strictxml
from sync.packet import SYSTEM, Header, Packet, columns, rows_digest
from sync.xlsx import drafting, grammar, wording, workbook
from sync.xlsx.cells import LINE_HEIGHT, MAX_TEXT, Look
from sync.xlsx.styles import LOOKS
from tests.sync.xlsx import packets

MONTHS: list[Row] = [{"month": "2024-03", "service": "Y_TE", "outcome": "KHAC", "count": 3}]


def digest_of(register: str, rows: list[Row]) -> str:
    return rows_digest(register, columns(REGISTERS[register]), rows)


def test_every_travelling_register_is_there() -> None:
    assert list(Packet.of(packets.header(), {}).rows) == [r.name for r in TRAVELLING]


def test_only_declared_columns_travel() -> None:
    stray = packets.row(REGISTERS["sites"], 1, owner="Nguyễn Văn A", unit="01858", retired=None)
    kept = Packet.of(packets.header(), {"sites": [stray]}).rows["sites"][0]
    assert tuple(kept) == columns(REGISTERS["sites"])
    assert "Nguyễn Văn A" not in kept.values()


def test_rows_that_must_stay_home_are_refused() -> None:
    with pytest.raises(ValueError, match="referrals"):
        Packet.of(packets.header(), {"referrals": [{"code": "3K7RQ2X9"}]})


def test_totals_have_no_system_columns() -> None:
    for register in TRAVELLING:
        assert (columns(register)[-4:] == SYSTEM) is not bool(register.derived_from)


def test_nothing_is_always_none_and_text_is_nfc() -> None:
    row = packets.row(REGISTERS["models"], 1, host="", partners="Ho\u0323\u0302i", components=[])
    kept = Packet.of(packets.header(), {"models": [row]}).rows["models"][0]
    assert (kept["host"], kept["partners"], kept["components"]) == (None, "Hội", None)


def test_digest_is_over_the_published_lines() -> None:
    lines = '["referral_months","month","service","outcome","count"]\n["2024-03","Y_TE","KHAC",3]\n'
    assert digest_of("referral_months", MONTHS) == hashlib.sha256(lines.encode()).hexdigest()


@pytest.mark.parametrize("name", [field.name for field in REGISTERS["outreach"].fields])
def test_digest_tells_every_field(name: str) -> None:
    row = packets.row(REGISTERS["outreach"], 1)
    other = row | {name: None}
    assert digest_of("outreach", [row]) != digest_of("outreach", [other])


def test_digest_tells_order_number_and_register() -> None:
    one, two = (packets.row(REGISTERS["sites"], n) for n in (1, 2))
    found = [digest_of("sites", rows) for rows in ([one, two], [two, one], [one], [])]
    assert len({*found, digest_of("outreach", [])}) == 5


def test_a_header_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        packets.header().sequence = 13  # type: ignore[misc]


SPECIFICATION = Path(sync.__file__).with_name("README.md").read_text("utf-8")


def table(heading: str) -> list[list[str]]:
    """The lines of the specification's table that begins with ``heading``, as cells."""
    lines = SPECIFICATION.split(f"| {heading} |", 1)[1].splitlines()[2:]
    rows = takewhile(lambda line: line.startswith("|"), lines)
    return [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in rows]


def test_specification_names_the_header_and_the_registers() -> None:
    names = [field.name for field in fields(Header)]
    assert [row[0] for row in table("field")] == names
    assert table("register") == [[s.register, s.title] for s in wording.newest().sheets]


def test_specification_names_all_that_a_published_wording_holds() -> None:
    held = json.loads(resources.text(wording.FOLDER, f"{wording.newest().number}.json"))
    said = [name.strip(" `") for row in table("in the file") for name in row[0].split(",")]
    assert set(said) == {*held, "columns"}
    keys = {key for one in held["registers"] for key in one}
    keys |= {key for one in held["registers"] for column in one["columns"] for key in column}
    told = " ".join(f"`{row[1]}" for row in table("in the file"))
    assert not [key for key in {*keys, "words", "parts"} if not re.search(rf"`{key}\b", told)]


def test_specification_gives_styles_and_formats() -> None:
    for _, _, style, number_format in table("kind of field")[:-1]:
        assert LOOKS[Look(int(style))]["number_format"] == number_format


def test_specification_names_every_rule_and_limit() -> None:
    assert set(re.findall(r"`([JK]\.[a-z]+)`", SPECIFICATION)) == set(grammar.reasons()) - {
        "I.header"
    }
    limits = (MAX_TEXT, workbook.MAX_ROWS)
    assert all(f"{limit:,}" in SPECIFICATION for limit in limits)
    assert f"{grammar.MAX_COLUMNS} columns" in SPECIFICATION
    assert f"at most {drafting.MOST_PARTS} signed parts" in SPECIFICATION
    assert f"{sandbox.SECONDS:.0f} s and {sandbox.MEMORY >> 20} MiB" in SPECIFICATION
    assert f"{LINE_HEIGHT} points" in SPECIFICATION


def test_specification_gives_the_limits_of_file_and_xml() -> None:
    said = [
        f"≤ {container.MAX_FILE >> 20} MiB;",
        f"≤ {archive.MAX_ENTRIES} entries, ≤ {archive.MAX_ENTRY >> 20} MiB an entry",
        f"≤ {archive.MAX_TOTAL >> 20} MiB in all, ≤ {archive.MAX_RATIO}:1",
        f"depth ≤ {strictxml.MAX_DEPTH}, ≤ {strictxml.MAX_ATTRIBUTES} attributes",
        f"≤ {strictxml.MAX_TAGS:,} tags in all",
        f"one in {strictxml.DENSEST} bytes where a part is above {strictxml.MAX_SMALL >> 10} KiB",
    ]
    assert not [words for words in said if words not in SPECIFICATION]


def test_specification_shows_a_row_as_it_is_written() -> None:
    (shown,) = re.findall("    (<row .*?)…</row>", SPECIFICATION)
    rows = [packets.row(REGISTERS["outreach"], 1, date="2024-03-05", form="LOA")]
    written = workbook.write(Packet.of(packets.header(), {"outreach": rows}))
    assert shown.partition(">")[2] in written[packets.sheet("outreach")].decode()
