"""Receipts: what a receiving office signs back, and what the sender may believe of it.

``write_owed`` and ``owed`` at the office that received, ``read`` at the one that sent, ``code`` for
the telephone.
"""

from sync.receipts.facts import Owed, owed
from sync.receipts.reading import Applied, code, read
from sync.receipts.writing import current, write_owed

__all__ = ["Applied", "Owed", "code", "current", "owed", "read", "write_owed"]
