"""Everything that can go wrong in the record, as a small typed tree.

``str(error)`` is one or two plain sentences in the language in use: what happened, that nothing
was lost, what to do next. Raising one means that the book is as it was before.
"""


class SobanError(Exception):
    """Root of all errors a user can meet; its text has been translated already."""


class InputError(SobanError):
    """What was given (a file, a code, a date, a register name) cannot be used."""


class RowsRefused(InputError):
    """Rows broke a rule; nothing of the batch was saved. ``problems`` says which and why."""

    def __init__(self, message: str, problems: list[dict[str, object]]) -> None:
        super().__init__(message)
        self.problems = problems


class BookError(SobanError):
    """The book cannot be opened, or cannot be used in the way that was asked."""


class BookMissing(BookError):
    """There is no book in that folder."""


class BookExists(BookError):
    """A new book was asked for in a folder that already holds one."""


class BookBusy(BookError):
    """Another process has this book open."""


class BookDamaged(BookError):
    """The book or its key slots do not read back as they were written."""


class BookTooNew(BookError):
    """The book was written by a later edition of the program."""


class WrongPassphrase(BookError):
    """No key slot opens with this passphrase."""


class RowChanged(BookError):
    """The row has a later version than the one that was edited."""


class DiskError(BookError):
    """The disk is full, read-only or failing; the last acknowledged state is kept."""
