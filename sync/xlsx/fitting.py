"""Between the columns this program has and those of the wording that a packet is written in."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from desktop.records.fields import Kind
from sync.packet import Packet
from sync.xlsx import wording
from sync.xlsx.wording import Column, Sheet, Wording


def brought_up(packet: Packet) -> Packet:
    """What was read, with the columns and registers that this program has: those that its wording
    does not know say nothing. No published column or code is ever given up, so nothing is lost."""
    if packet.header.wording == wording.newest().name:
        return packet
    return Packet.of(packet.header, packet.rows)


def chosen(packet: Packet, reads: int) -> Packet:
    """The packet in the newest wording that its receiver reads (up to number ``reads``, 0 where
    that is not known) and that can say all there is in it; where none can, in the newest of all,
    which says whatever is declared."""
    newest = wording.newest()
    earlier = [one for number, one in wording.known().items() if number <= reads < newest.number]
    fitting = (one for one in reversed(earlier) if can_say(one, packet))
    return replace(packet, header=replace(packet.header, wording=next(fitting, newest).name))


def can_say(one: Wording, packet: Packet) -> bool:
    """Whether a packet can be written in that wording without losing anything."""
    header = packet.header
    sheets = {sheet.register: sheet for sheet in one.sheets}
    return header.unit in one.offices.get(header.edition, ()) and all(
        register in sheets and all(_says(one, sheets[register], row) for row in rows)
        for register, rows in packet.rows.items()
        if rows
    )


def _says(one: Wording, sheet: Sheet, row: dict[str, Any]) -> bool:
    columns = {column.name: column for column in sheet.columns}
    return all(
        name in columns and set(_codes_in(columns[name], value)) <= one.codes(columns[name]).keys()
        for name, value in row.items()
        if value is not None
    )


def _codes_in(column: Column, value: Any) -> Iterator[str]:
    if column.kind == Kind.CODE:
        yield value
    elif column.kind == Kind.CODES:
        yield from value
