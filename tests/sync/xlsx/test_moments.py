"""A moment in a packet is a real date-time to any spreadsheet, and the same minute to us."""

import io
import re
from datetime import datetime, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.registers import REGISTERS
from sync.errors import PacketRefused
from sync.packet import Packet
from sync.xlsx import reader, workbook
from sync.xlsx.cells import CellError, Look, moment_of, spell_moment
from tests.sync.xlsx import packets
from tests.sync.xlsx.test_workbook import as_file

FIRST = datetime(1900, 3, 1)
TIPS = packets.sheet("tips")


def spelt(moment: str) -> str:
    found = re.search("<v>([^<]*)</v>", spell_moment(Look.MOMENT, moment))
    assert found
    return found[1]


@given(st.integers(0, (datetime(9999, 12, 31) - FIRST) // timedelta(minutes=1)))
def test_any_minute_comes_back_from_its_cell(minutes: int) -> None:
    moment = (FIRST + timedelta(minutes=minutes)).isoformat()[:16]
    assert moment_of(spelt(moment)) == moment
    since = datetime.fromisoformat(moment) - datetime(1899, 12, 30)
    assert float(spelt(moment)) == since / timedelta(days=1), "not rounded: LibreOffice cuts off"


def test_others_read_every_minute_of_a_day_as_that_minute() -> None:
    moments = [f"2024-03-05T{n // 60:02}:{n % 60:02}" for n in range(24 * 60)]
    rows = [packets.row(REGISTERS["tips"], n, received=x) for n, x in enumerate(moments, 1)]
    packet = Packet.of(packets.header(), {"tips": rows})
    written = workbook.write(packet)
    assert reader.read(written) == packet
    sheet = openpyxl.load_workbook(io.BytesIO(as_file(written)))["Tố giác, tin báo, khiếu nại"]
    place = [cell.value for cell in sheet[1]].index("received")
    cells = [row[place] for row in sheet.iter_rows(min_row=3)]
    assert [cell.value for cell in cells] == [datetime.fromisoformat(x) for x in moments]
    assert {cell.number_format for cell in cells} == {"dd/mm/yyyy hh:mm"}
    assert {cell.data_type for cell in cells} == {"d"}


@pytest.mark.parametrize(
    "moment",
    [
        *("2024-03-05", "2024-03-05T", "2024-03-05T08", "2024-03-05T24:00", "2024-03-05T08:60"),
        *("2024-03-05T08:30:15", "2024-13-05T08:30", "1900-02-28T08:30", "08:30", "hôm qua"),
    ],
)
def test_what_is_no_moment_is_not_written(moment: str) -> None:
    with pytest.raises(CellError):
        spell_moment(Look.MOMENT, moment)


@pytest.mark.parametrize(
    "held",
    [
        "45356",
        "45356.",
        ".5",
        "45356.99999999999999999",
        "45356.999999999",
        "1e3",
        "45356,5",
        "-1.5",
    ],
)
def test_what_is_no_moment_is_not_read(held: str) -> None:
    with pytest.raises(CellError):
        moment_of(held)


@pytest.mark.parametrize(
    "part", ["354166666", "354166667", "3541666666640", "354", "35416666666666"]
)
def test_the_same_minute_in_other_digits_is_refused(part: str) -> None:
    rows = [packets.row(REGISTERS["tips"], 1, received="2024-03-05T08:30")]
    parts = workbook.write(Packet.of(packets.header(), {"tips": rows}))
    text = parts[TIPS].decode()
    assert "45356.354166666664" in text
    parts[TIPS] = text.replace("45356.354166666664", f"45356.{part}", 1).encode()
    with pytest.raises(PacketRefused) as refused:
        reader.read(parts)
    assert refused.value.rule in ("J.cells", "J.values", "J.digests")
