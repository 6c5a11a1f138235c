"""What was sent and what came in: part of the record, so that no state is ever guessed.

``sent`` and ``received`` packets, ``receipts`` both ways, ``remarks`` on rows that are to be
corrected, ``deliveries`` by the channels.
"""

from desktop.records.mailbox.received import Received, add_received, all_received, history
from desktop.records.mailbox.sent import Sent, add_sent, all_sent, last_sent

__all__ = [
    "Received",
    "Sent",
    "add_received",
    "add_sent",
    "all_received",
    "all_sent",
    "history",
    "last_sent",
]
