"""What was sent and what came in: part of the record, so that no state is ever guessed.

``sent`` and ``received`` packets, ``receipts`` both ways, ``remarks`` on rows that are to be
corrected, ``deliveries`` by the channels.
"""

from desktop.records.cipher import Database, translated
from desktop.records.mailbox.received import (
    Received,
    add_received,
    all_received,
    came_before,
    history,
)
from desktop.records.mailbox.sent import Sent, add_sent, all_sent, last_sent, travelled_in

__all__ = [
    "Received",
    "Sent",
    "add_received",
    "add_sent",
    "all_received",
    "all_sent",
    "came_before",
    "extent",
    "history",
    "last_moment",
    "last_sent",
    "travelled_in",
]


@translated()
def last_moment(db: Database) -> str:
    """When the last packet was signed or came in, or a row was given back (UTC), "" before: since
    then there may be something to carry."""
    query = (
        "SELECT max(at) FROM (SELECT max(created_at) AS at FROM sent"
        " UNION ALL SELECT max(received_at) FROM received UNION ALL SELECT max(at) FROM remarks)"
    )
    return str(db.execute(query).fetchone()[0] or "")


@translated()
def extent(db: Database) -> int:
    """A number that grows with every packet signed or received and every row given back."""
    query = (
        "SELECT (SELECT count(*) FROM sent) + (SELECT coalesce(max(number), 0) FROM received)"
        " + (SELECT coalesce(max(number), 0) FROM remarks)"
    )
    return int(db.execute(query).fetchone()[0])
