"""The published text is enough: a program written from it alone reads and writes what ours does."""

import ast
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from desktop.records.registers import REGISTERS
from sync.package import container
from sync.packet import Packet
from sync.xlsx import wording, workbook
from tests.sync.package import sealed
from tests.sync.xlsx import independent, packets

PHASES = (Phase.explicit, Phase.generate)  # a failing packet is large, and shrinking it slow


def file_of(packet: Packet) -> bytes:
    return container.pack(sealed.device().seal(workbook.write(packet)))


def test_it_uses_nothing_of_ours() -> None:
    tree = ast.parse(Path(independent.__file__).read_text("utf-8"))
    tops = {
        (node.module or "").partition(".")[0]
        if isinstance(node, ast.ImportFrom)
        else node.names[0].name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert not tops & {"sync", "desktop", "resources", "tests", "openpyxl", "lxml"}


@settings(max_examples=40, deadline=None, derandomize=True, phases=PHASES)
@given(packets.packets())
def test_it_reads_every_packet_as_it_was_sent(packet: Packet) -> None:
    fields, rows = independent.read(container.pack(workbook.write(packet)))
    assert rows == packet.rows
    assert fields == {name: str(value) for name, value in vars(packet.header).items()}


@settings(max_examples=40, deadline=None, derandomize=True, phases=PHASES)
@given(packets.packets())
def test_it_writes_every_register_as_we_do(packet: Packet) -> None:
    published = independent.load(packet.header.wording)
    written = workbook.write(packet)
    for sheet in wording.newest().sheets:
        assert (
            independent.write_sheet(published, sheet.register, packet.rows) == written[sheet.part]
        )


def test_it_reads_a_signed_file() -> None:
    fields, rows = independent.read(file_of(packets.plain()))
    assert (fields["unit"], fields["sequence"]) == ("01858", "12")
    assert rows == packets.plain().rows


def test_it_sees_a_changed_number_too() -> None:
    parts = packets.parts()
    name = packets.sheet("outreach")
    parts[name] = parts[name].replace(b'<c r="H3" s="6"><v>10', b'<c r="H3" s="6"><v>11')
    with pytest.raises(ValueError, match="outreach"):
        independent.read(container.pack(parts))


def test_every_register_is_read() -> None:
    _, rows = independent.read(file_of(packets.plain()))
    assert set(rows) <= set(REGISTERS) and all(rows.values())
