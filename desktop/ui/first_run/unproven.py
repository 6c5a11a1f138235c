"""Recovery words that nobody has shown to have copied yet."""

from desktop.records import vault
from desktop.records.book import Book
from desktop.records.errors import BookError
from desktop.records.recovery import from_words

UNPROVEN = "recovery_unproven"
"""The setting a book bears until somebody has shown that its words were copied."""


def words_to_prove(book: Book, passphrase: str) -> list[str]:
    """New recovery words for a book whose first ones nobody has shown to have copied, since its
    founding was cut off; [] when all is well."""
    if not book.settings.get(UNPROVEN):
        return []
    if from_words(passphrase):
        book.settings.put(**{UNPROVEN: None})
        return []
    return renew(book, passphrase)


def renew(book: Book, passphrase: str) -> list[str]:
    """New words in place of the old ones, unproven until somebody has shown to have copied them.
    Raises BookError where there are none; the old ones are then as good as before."""
    before = book.settings.get(UNPROVEN)
    book.settings.put(**{UNPROVEN: "1"})
    try:
        return vault.change_recovery(book.folder, passphrase)
    except BookError:
        book.settings.put(**{UNPROVEN: before})
        raise
