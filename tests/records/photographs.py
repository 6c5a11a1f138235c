"""What a crash would leave on the disk: the book's files as they are before each statement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from desktop.records.cipher import Database

Photograph = tuple[bytes, bytes]
"""The database file and its write-ahead log."""


@contextmanager
def photographed(db: Database, file: Path) -> Iterator[list[Photograph]]:
    """Every state of ``file`` that a process could leave which is killed between two statements
    of what runs inside, in order, and that after the last."""
    taken: dict[bytes, Photograph] = {}

    def take(statement: str = "") -> None:
        if statement.startswith("--"):  # of a trigger or an index, inside another one
            return
        log = log_of(file)
        shot = file.read_bytes(), log.read_bytes() if log.exists() else b""
        taken.setdefault(sha256(shot[0] + shot[1]).digest(), shot)

    shots: list[Photograph] = []
    db.conn.set_trace_callback(take)
    try:
        yield shots
    finally:
        db.conn.set_trace_callback(None)
        take()
        shots += taken.values()


def put_back(file: Path, shot: Photograph) -> None:
    """Leave ``file`` as the photograph shows it."""
    for path in (log_of(file), file.with_name(file.name + "-shm")):
        path.unlink(missing_ok=True)
    file.write_bytes(shot[0])
    log_of(file).write_bytes(shot[1])


def log_of(file: Path) -> Path:
    return file.with_name(file.name + "-wal")
