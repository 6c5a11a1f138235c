"""What a typist told before the plug was pulled, and what the book may hold of it afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.records import drafts, queries
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from tests.district import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
Key = tuple[str, str]
Raw = dict[str, Any] | None
"""What stands in a form; None for nothing that would have to be kept."""


@dataclass
class Told:
    """The lines of one typist, in their order; ``first`` are the drafts it began with."""

    lines: list[dict[str, Any]]
    first: dict[Key, Raw] = field(default_factory=dict)

    def keys(self) -> set[Key]:
        return {tuple(line["key"]) for line in self.lines if "key" in line} | set(self.first)

    def saved(self) -> list[tuple[str, str]]:
        """Register and uid of every row that was said to be saved."""
        return [(line["key"][0], line["uid"]) for line in self.lines if line["what"] == "saved"]

    def states(self, key: Key) -> list[tuple[float, Raw]]:
        """How the form of ``key`` stood, from which line on."""
        found: list[tuple[float, Raw]] = [(-1, self.first.get(key))]
        for number, line in enumerate(self.lines):
            mine = tuple(line.get("key", ())) == key
            if line["what"] == "typed" and mine:
                found.append((number, line["raw"]))
            elif line["what"] == "saved" and mine:
                found.append((number, None))
            if line["what"] == "saved" and key == (line["key"][0], line["uid"]):
                since = enumerate(self._since(number), start=1)
                found += [(number + turn / 1000, raw) for turn, (raw, _) in since]
        return found

    def _since(self, number: int) -> list[tuple[Raw, bool]]:
        """What was typed while the row was being saved, and whether the book had it by then: its
        commit makes one of these a draft of the saved row."""
        saved, found = self.lines[number], list[tuple[Raw, bool]]()
        own = [line for line in self.lines[:number] if line.get("key") == saved["key"]]
        same = [n for n, line in enumerate(own) if line.get("raw") == saved["raw"]]
        given = [n for n in same if own[n]["what"] == "typed"] or same
        for line in own[given[-1] :]:
            if line["what"] == "typed" and line["raw"] != saved["raw"]:
                found.append((line["raw"], False))
            elif line["what"] == "disk":
                found = [(raw, had or raw == line["raw"]) for raw, had in found]
        return found

    def promised(self, key: Key) -> float:
        """The line from which on the states of a form may be in the book: no older one, since this
        one is said to be kept, or is due."""
        found, states = -1.0, self.states(key)
        ticks = {line["number"]: n for n, line in enumerate(self.lines) if line["what"] == "tick"}
        for number, line in enumerate(self.lines):
            if line["what"] == "due":
                found = max(found, ticks[line["tick"]])
            elif line["what"] == "saved" and tuple(line["key"]) == key:
                found = max(found, number)
            elif line["what"] == "disk" and tuple(line["key"]) == key:
                same = [at for at, raw in states if at < number and raw == line["raw"]]
                found = max(found, same[-1] if same else number)
            if line["what"] == "saved" and key == (line["key"][0], line["uid"]):
                had = [n for n, (_, kept) in enumerate(self._since(number), start=1) if kept]
                found = max(found, number + had[-1] / 1000) if had else found
        return found

    def may_be(self, key: Key) -> list[Raw]:
        """What the book may hold for a form."""
        since, states = self.promised(key), self.states(key)
        before = [raw for at, raw in states if at <= since][-1:]
        after = [raw for at, raw in states if at > since]
        later = [line for line in self.lines[int(since) + 1 :] if tuple(line.get("key", ())) == key]
        words = Counter(line["what"] for line in later)
        unanswered = words["asked"] > words["saved"] + words["refused"]
        return before + after + ([None] if unanswered else []) + self._just_saved(key)

    def _just_saved(self, key: Key) -> list[Raw]:
        """What may be a draft of a row that was saved, though nobody had the time to say so."""
        name, uid = key
        if key in self.keys() or (name, uid) in self.saved():
            return []
        return [raw for _, raw in self.states((name, ""))]


def killed(
    folder: Path,
    seed: int,
    how: str,
    *,
    words: int = 2_000,
    last: Iterable[Callable[[str], object]] = (),
    seconds: float = 0,
) -> Told:
    """Let a typist tell so many lines, or until lines that satisfy all of ``last`` came up in turn,
    and pull the plug so many seconds later: what is done by then does not hang on how busy the
    machine is."""
    with Book.open(folder, PASSPHRASE) as book:
        first: dict[Key, Raw] = {(d.register, d.uid): d.raw for d in drafts.waiting(book.db)}
    errors = (folder.parent / "errors.txt").open("a")
    around = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
    command = [sys.executable, "-m", "tests.trials.typist", str(folder), str(seed), how]
    typist = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT, env=around
    )
    assert typist.stdout
    said, awaited = [], list(last)
    for line in typist.stdout:
        said.append(line)
        if awaited and awaited[0](line):
            awaited.pop(0)
        if len(said) >= words or (last and not awaited):
            break
    time.sleep(seconds)
    typist.kill()
    said += typist.stdout.readlines()
    typist.wait()
    errors.close()
    return Told([json.loads(line) for line in said if line.endswith("\n")], first)


def wrong(folder: Path, told: Told) -> list[str]:
    """What the book lost, has twice, or should not have; nothing when all is well."""
    with Book.open(folder, PASSPHRASE) as book:
        held: dict[Key, Raw] = {(d.register, d.uid): d.raw for d in drafts.waiting(book.db)}
        found = [
            f"{key}: {held.get(key)} is none of {told.may_be(key)}"
            for key in told.keys() | held.keys()
            if held.get(key) not in told.may_be(key)
        ]
        for name, uid in told.saved():
            if queries.stored(book.db, REGISTERS[name], uid) is None:
                found.append(f"lost: {name} {uid}")
        return found + [f"twice: {key}" for key, raw in held.items() if twice(book, key, raw or {})]


def twice(book: Book, key: Key, raw: dict[str, Any]) -> bool:
    """Whether a draft says what a saved row says already, told by the word only it has."""
    name, uid = key
    word = {"outreach": "place", "sites": "name", "media": "title"}.get(name)
    if word is None or uid or not str(raw.get(word) or "").startswith("riêng"):
        return False
    rows = queries.rows(book.db, REGISTERS[name])
    return any(str(row[word]).split()[:2] == str(raw[word]).split()[:2] for row in rows)
