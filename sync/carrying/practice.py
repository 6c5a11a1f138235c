"""A practice book stays among practice books: nothing invented is ever sent to a real office."""

from pathlib import Path

from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.language import t
from sync.channels.account import Account


def playground(book: Book) -> Path:
    """Where the practice books lie side by side, with the folder that stands for their stick."""
    return book.folder.resolve().parent


def require_allowed(book: Book, account: Account) -> None:
    """Raises InputError where a practice book would send anything out of its playground."""
    if not book.practice:
        return
    place = Path(account.address.path)
    if account.local and place.resolve().is_relative_to(playground(book)):
        return
    raise InputError(
        t(
            "Đây là sổ thực hành: số liệu bịa không được gửi đi đâu. Chỉ dùng được thư mục bên "
            "trong “{folder}”.",
            folder=playground(book),
        )
    )
