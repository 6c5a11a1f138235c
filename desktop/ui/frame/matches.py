"""What the command search offers for what was typed: commands at once, rows when they come."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from desktop.records import units
from desktop.records.cipher import Database
from desktop.records.fields import Kind, Row
from desktop.records.finding import Hits, code_of, day, everywhere
from desktop.records.language import current, t
from desktop.records.registers import REGISTERS, Register
from desktop.records.retelling import retold
from desktop.records.shown import day_of
from desktop.records.text import one_slip, words
from desktop.records.words import date_words, show
from desktop.ui.actions import Command, Shell, commands
from desktop.ui.form.captions import Captions

SPELT = 3
"""Letters of a word from which a slip in it is overlooked."""


@dataclass(frozen=True)
class Match:
    """One line of the search: its words, what stands on its right, its drawing, what it does.

    A line with nothing to do is a heading.
    """

    words: str
    side: str = ""
    icon: str = ""
    do: Callable[[], object] | None = None


def fitting(shell: Shell, typed: str) -> list[Match]:
    """The commands that ``typed`` finds, those that begin with it first; where there is none, those
    that it would find with one slip in a word put right."""
    wanted = words(typed)
    offered = [command for command in commands(shell) if command.key != "Ctrl+K"]
    ranked = sorted(
        (rank, place)
        for place, command in enumerate(offered)
        if (rank := _rank(command, wanted)) is not None
    )
    if not ranked:
        ranked = [(0, n) for n, one in enumerate(offered) if _slipped(wanted, words(one.words()))]
    return [_match(shell, offered[place]) for _, place in ranked]


def found(shell: Shell, typed: str) -> Callable[[Database], list[Match]]:
    """A question to the book: the rows that ``typed`` finds, by register, newest first."""
    registers = [REGISTERS[name] for name in shell.screens if name in REGISTERS]
    office = shell.desk.book.office

    def ask(db: Database) -> list[Match]:
        captions = Captions(db, office.edition)
        lines: list[Match] = []
        for hits in everywhere(db, registers, typed):
            lines += _group(shell, hits, typed, partial(_caption, captions, office.code))
        return lines

    return ask


def _rank(command: Command, wanted: Sequence[str]) -> int | None:
    """How well a command fits: 0 it begins so, 1 its words do, 2 other words for it do."""
    own = words(command.words())
    other = retold(command.words(), "en" if current() == "vi" else "vi")
    if not _in(wanted, [*own, *words(f"{command.also} {other}")]):
        return None
    if " ".join(own).startswith(" ".join(wanted)):
        return 0
    return 1 if _in(wanted, own) else 2


def _in(wanted: Iterable[str], held: Sequence[str]) -> bool:
    return all(any(word.startswith(begin) for word in held) for begin in wanted)


def _slipped(wanted: Iterable[str], held: Sequence[str]) -> bool:
    """As ``_in``, but a word of some letters may have one slip."""
    return all(any(_begins_nearly(word, begin) for word in held) for begin in wanted)


def _begins_nearly(word: str, begin: str) -> bool:
    lengths = range(len(begin) - 1, len(begin) + 2) if len(begin) >= SPELT else ()
    return word.startswith(begin) or any(one_slip(begin, word[:length]) for length in lengths)


def _match(shell: Shell, command: Command) -> Match:
    return Match(command.words(), command.key, command.icon, partial(command.do, shell))


def _group(
    shell: Shell, hits: Hits, typed: str, caption: Callable[[Register, Row], str]
) -> list[Match]:
    name, label = hits.register.name, hits.register.label
    icon = shell.screens[name].icon
    lines = [Match(label)]
    for row in hits.rows:
        go = partial(shell.go, f"{name}:{row['uid']}")
        when = date_words(day(hits.register, row))
        lines.append(Match(caption(hits.register, row), when, icon, go))
    if hits.more:
        go = partial(shell.go, f"{name}?{typed}")
        lines.append(Match(t("Xem hết trong “{register}”", register=label), "", "search", go))
    return lines


def _caption(captions: Captions, unit: str, register: Register, row: Row) -> str:
    """What names a row, and the texts its list shows: the day stands on the right already."""
    if code := code_of(register):
        return str(row[code])
    whose = str(row["unit"])
    dated = day_of(register) if day(register, row) else None
    shown = [n for n in register.caption if dated is None or n != dated.name]
    shown += [n for n in register.columns if register.field(n).kind is Kind.TEXT and n not in shown]
    lookup = captions.seen_from(whose)
    parts = [show(register.field(name), row.get(name), lookup) for name in shown]
    if whose != unit:
        parts.append(units.find(captions.edition, whose).name)
    return " · ".join(part for part in parts if part)
