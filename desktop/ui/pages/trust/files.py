"""The small files of enrolment: what they are called, and reading one a person has chosen."""

from pathlib import Path

from desktop.records.because import because
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.language import t

REQUESTS = "*.csr *.pem"
BUNDLES = "*.pem"
PACKETS = "*.xlsx"


def request_name(book: Book) -> str:
    """A neutral name for this device's request."""
    return f"{book.office.code}_{book.device}.csr"


def answer_name(request: Path) -> str:
    """The name of the answer to a request."""
    return f"{request.stem}-tra-loi.pem"


def content_of(file: Path) -> bytes:
    """The bytes of a small file a person chose; raises InputError when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(
            t(
                "Không đọc được tệp “{file}”: {why}. Kiểm tra tệp rồi làm lại.",
                file=file,
                why=because(error),
            )
        ) from error
