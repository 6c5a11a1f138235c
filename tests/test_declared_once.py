"""Declared once: the program names its registers in their declaration, and reads them from there.

The plan's SQL, what a summary says (``summary.toml``) and the lists are data.
"""

from __future__ import annotations

import re

import pytest

from desktop.records.registers import REGISTERS
from tests.texts import literals

ALIKE = frozenset(
    {"providers", "inspections", "tips", "trainings", "media"}
    | {"integration", "figures", "budget", "tasks"}
)
"""The registers that nothing in the program treats otherwise than its kin."""

ALLOWED = {
    "desktop/records/registers/": "where they are declared",
    "desktop/records/coverage.py": "what no other register holds of a clause is a row of tasks",
    "desktop/records/sheet.py": "a sheet called tasks, as the commands name it",
    "desktop/records/sheets/tasks.py": "that sheet",
    "desktop/records/sheets/slip.py": "a slip bears the address of the provider",
    "desktop/ui/lists/stretches.py": "base figures of different kinds are not added up",
    "sync/practice/": "the rows of a practice year",
}


def named(text: str) -> set[str]:
    """The registers that a text of the program names: as a whole, or in SQL."""
    tables = re.findall(r'\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+"?(\w+)', text)
    return {text, *tables} & ALIKE


def test_no_part_of_the_program_knows_one_register_from_another() -> None:
    found = {where: names for where, text in literals() if (names := named(text))}
    strange = {
        where: names for where, names in found.items() if not where.startswith(tuple(ALLOWED))
    }
    assert not strange, "declare it in the register, or say in ALLOWED why it must be known"


def test_the_names_are_those_of_registers_and_are_seen() -> None:
    assert REGISTERS.keys() > ALIKE
    declared = {
        name
        for where, text in literals()
        if where.startswith("desktop/records/registers/")
        for name in named(text)
    }
    assert declared == ALIKE


@pytest.mark.parametrize(
    "text", ["tips", "SELECT count(*) FROM tips WHERE 1", 'UPDATE "budget" SET spent = 0']
)
def test_a_register_is_seen_by_its_name_and_in_sql(text: str) -> None:
    assert named(text)


@pytest.mark.parametrize("text", ["fingertips", "the media that carry packets", "từ budget"])
def test_ordinary_words_are_not(text: str) -> None:
    assert not named(text)
