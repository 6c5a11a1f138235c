"""The small files of enrolment: what they are called."""

from pathlib import Path

from desktop.records.book import Book

REQUESTS = "*.csr *.pem"
BUNDLES = "*.pem"
PACKETS = "*.xlsx"


def request_name(book: Book) -> str:
    """A neutral name for this device's request."""
    return f"{book.office.code}_{book.device}.csr"


def answer_name(request: Path) -> str:
    """The name of the answer to a request."""
    return f"{request.stem}-tra-loi.pem"
