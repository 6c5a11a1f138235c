"""What a newer snapshot changes in what is held."""

from dataclasses import dataclass, field

from desktop.records.fields import Row


@dataclass(frozen=True)
class Changes:
    """In one register: rows to add, rows to change, uids to drop."""

    added: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
