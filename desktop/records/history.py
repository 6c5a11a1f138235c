"""What every row said before each of its changes, and which changes were made together.

The journal proves that a change was made; the history holds what it changed, so that an officer
can look back and take an action back. Both are written in the transaction of the change.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.records import queries
from desktop.records.cipher import Database, translated
from desktop.records.fields import Field, Row, Value
from desktop.records.registers import REGISTERS, Register


@dataclass(frozen=True)
class Event:
    """One change of one row: when (UTC), on which device, how (save, retire, undo), and why.

    ``before`` is None for a row that was new; ``action`` names what was done together; ``doubted``
    tells that the clock was in doubt, so that it may have been at another time.
    """

    number: int
    at: str
    device: str
    kind: str
    version: int
    reason: str
    action: str
    before: Row | None
    after: Row | None
    doubted: bool = False


@dataclass(frozen=True)
class Action:
    """What was done at one go: a form saved, a row taken out, a file brought in.

    ``rows`` counts the rows it changed; ``undone`` tells whether it was taken back, and has not
    been put back since.
    """

    id: str
    at: str
    kind: str
    register: str
    rows: int
    reason: str
    undone: bool


def _undone(alias: str) -> str:
    """Whether a change was taken back: by an undo that was not itself taken back (redo)."""
    return (
        f"EXISTS (SELECT 1 FROM history u WHERE u.undoes = {alias}.action"
        " AND NOT EXISTS (SELECT 1 FROM history r WHERE r.undoes = u.action))"
    )


@translated()
def doubted(db: Database, register: Register, uid: str) -> bool:
    """Whether the clock was in doubt at the last change of a row."""
    last = db.execute(
        "SELECT doubted FROM journal WHERE uid = ? AND register = ? ORDER BY number DESC LIMIT 1",
        [uid, register.name],
    ).fetchone()
    return bool(last and last[0])


@translated()
def of(db: Database, register: Register, uid: str) -> list[Event]:
    """Every change of a row, the newest first."""
    lines = db.execute(
        "SELECT number, at, device, j.action, version, coalesce(reason, ''), h.action, content,"
        " doubted"
        " FROM journal j JOIN history h USING (number)"
        " WHERE j.uid = ? AND j.register = ? ORDER BY number DESC",
        [uid, register.name],
    ).fetchall()
    after = queries.stored(db, register, uid)
    events: list[Event] = []
    for number, at, device, kind, version, reason, action, content, doubted in lines:
        before: Row | None = json.loads(content) if content else None
        what = (kind, version, reason, action)
        events.append(Event(number, at, device, *what, before, after, bool(doubted)))
        after = before
    return events


@translated()
def actions(db: Database, limit: int = 50) -> list[Action]:
    """What was done last, the newest first (all of it for -1); taking back is not itself an
    action."""
    return _actions(db, "h.undoes IS NULL", "ORDER BY max(number) DESC LIMIT ?", [limit])


@translated()
def action(db: Database, id: str) -> Action | None:
    """The action of that id, None when there is none."""
    return next(iter(_actions(db, "h.undoes IS NULL AND h.action = ?", "", [id])), None)


@translated()
def last_action(db: Database, since: int = 0) -> Action | None:
    """The last action after that journal number that still stands, None when there is none."""
    found = db.execute(
        "SELECT action FROM history h WHERE undoes IS NULL AND number > ?"
        f" AND NOT {_undone('h')} ORDER BY number DESC LIMIT 1",
        [since],
    ).fetchone()
    return action(db, str(found[0])) if found else None


@translated()
def last_undo(db: Database, since: int = 0) -> tuple[str, Action] | None:
    """The id of the last undo after that journal number, with what it took back; None when it was
    put back already, or something that stands was done after it."""
    found = db.execute(
        "SELECT h.action, h.undoes FROM history h JOIN history a ON a.action = h.undoes"
        " WHERE h.number > ? AND a.undoes IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM history r WHERE r.undoes = h.action)"
        " AND NOT EXISTS (SELECT 1 FROM history l WHERE l.number > h.number"
        f" AND l.undoes IS NULL AND NOT {_undone('l')})"
        " ORDER BY h.number DESC LIMIT 1",
        [since],
    ).fetchone()
    back = action(db, str(found[1])) if found else None
    return (str(found[0]), back) if back else None


def _actions(db: Database, which: str, order: str, values: list[object]) -> list[Action]:
    lines = db.execute(
        "SELECT h.action, max(at), j.action, register, count(*), coalesce(max(reason), ''),"
        f" {_undone('h')} FROM history h JOIN journal j USING (number) WHERE {which}"
        f" GROUP BY h.action {order}",
        values,
    )
    return [
        Action(id, at, kind, register, rows, reason, bool(undone))
        for id, at, kind, register, rows, reason, undone in lines
    ]


@translated()
def entries(db: Database, action: str) -> list[tuple[int, Register, str, Row | None]]:
    """Journal number, register, uid and content before, of each change of an action; the last
    change first."""
    lines = db.execute(
        "SELECT number, register, uid, content FROM history h JOIN journal j USING (number)"
        " WHERE h.action = ? ORDER BY number DESC",
        [action],
    )
    return [
        (number, REGISTERS[name], uid, json.loads(content) if content else None)
        for number, name, uid, content in lines
    ]


@translated()
def stands(db: Database, number: int, register: Register, uid: str) -> bool:
    """Whether the row is as the change of that number left it: what came later was taken back."""
    later = db.execute(
        "SELECT 1 FROM journal j LEFT JOIN history h USING (number)"
        " WHERE j.uid = ? AND j.register = ? AND number > ? AND h.undoes IS NULL"
        f" AND NOT {_undone('h')} LIMIT 1",
        [uid, register.name, number],
    )
    return later.fetchone() is None


def differences(register: Register, event: Event) -> Iterator[tuple[Field, Value, Value]]:
    """The fields that a change gave another value, with the value before and after."""
    before, after = event.before or {}, event.after or {}
    for field in register.fields:
        if before.get(field.name) != after.get(field.name):
            yield field, before.get(field.name), after.get(field.name)


def keep(
    db: Database, number: int, action: str, before: Row | None, undoes: str | None = None
) -> None:
    """Enter what a row said before the change of that journal number; the caller holds the
    transaction."""
    content = json.dumps(before, ensure_ascii=False) if before else None
    db.conn.execute(
        "INSERT INTO history(number, action, content, undoes) VALUES(?, ?, ?, ?)",
        [number, action, content, undoes],
    )
