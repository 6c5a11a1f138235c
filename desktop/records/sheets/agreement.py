"""Which packet a sheet agrees with: the newest one, while nothing that travels has changed."""

from desktop.records import mailbox, short_code
from desktop.records.book import Book
from desktop.records.cipher import translated

NONE = "chưa có gói tương ứng"
"""What a sheet says where there is no such packet."""

_CHANGES = """
    SELECT count(*) FROM journal
    WHERE register <> '' AND action NOT IN ('remark', 'withdraw') AND number > (
      SELECT coalesce(max(number), 0) FROM journal WHERE action = 'export' AND after = ?
    )
"""
"""Remarks are about rows of other offices; whatever else names a register may change a packet."""


@translated()
def packet_code(book: Book) -> str:
    """The short code of the packet that says what the book says now, "" where there is none."""
    newest = mailbox.last_sent(book.db, book.epoch)
    if newest is None or book.db.execute(_CHANGES, [newest.sha256]).fetchone()[0]:
        return ""
    return short_code.of(newest.sha256)
