"""What the commands share: the book and its passphrase, the time, and how answers are given."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, TypeAlias

from desktop.records import language
from desktop.records.book import Book
from desktop.records.clock import BUILT, VIETNAM, far_ahead, local_day
from desktop.records.errors import InputError
from desktop.records.files import read_bytes
from desktop.records.language import t
from sync.enrolment import founding

OK, REFUSED, USAGE = 0, 1, 2
"""Exit codes: all is well; something was refused; the command was not understood."""

Command = Callable[[argparse.Namespace], int]


class CommandLine(argparse.ArgumentParser):
    """A parser that answers bad usage in one line, with exit code 2."""

    def error(self, message: str) -> NoReturn:
        words = t("Lệnh chưa đúng: {why}. Xem {program} --help.", why=message, program=self.prog)
        self.exit(USAGE, f"{words}\n")


Parsers: TypeAlias = "argparse._SubParsersAction[CommandLine]"


def add_command(parsers: Parsers, name: str, run: Command, help_text: str) -> CommandLine:
    """A sub-command with what every command takes: ``--json``, ``--now``, ``--passphrase-file``."""
    parser = parsers.add_parser(name, help=help_text, description=help_text)
    parser.add_argument("--json", action="store_true", help="JSON on standard output")
    parser.add_argument("--now", type=moment, metavar="TIME", help="fix the time (ISO 8601)")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE")
    parser.set_defaults(run=run)
    return parser


def add_book(parser: argparse.ArgumentParser) -> None:
    """The option that names a book."""
    parser.add_argument("--book", type=Path, required=True, metavar="DIR")


def open_book(args: argparse.Namespace) -> Book:
    """The book of ``--book``, in its own language; raises BookError, InputError.

    Without ``--now`` the command's time is the clock's as far as the book believes it; a clock that
    cannot be right is told of.
    """
    args.passphrase = passphrase(args)
    book = Book.open(args.book, args.passphrase)
    language.use(book.settings.get("language") or "vi")
    if args.now is None:
        reads = datetime.now(UTC)
        args.now = book.time(reads)
        if reads < args.now:
            say(
                t(
                    "Ngày giờ của máy không đáng tin nên dùng ngày {day}. Chỉnh lại đồng hồ, hoặc "
                    "thêm --now nếu máy đúng.",
                    day=f"{local_day(args.now):%d/%m/%Y}",
                )
            )
    return founding.completed(book, args.now)


def warn_ahead(args: argparse.Namespace, book: Book) -> None:
    """Before anything is signed: say if the clock is far ahead of all the book knows."""
    if book.clock_doubted and far_ahead(book, now(args)):
        say(
            t(
                "Ngày trên máy là {day}, xa hơn mọi ngày sổ đã biết, nên giờ được ghi là không "
                "chắc. Chỉnh lại đồng hồ, hoặc thêm --now nếu máy đúng.",
                day=f"{local_day(now(args)):%d/%m/%Y}",
            )
        )


def passphrase(args: argparse.Namespace) -> str:
    """From ``--passphrase-file`` (its first line) or asked for at the terminal."""
    if args.passphrase_file is not None:
        return first_line(args.passphrase_file)
    return ask(t("Mật khẩu: "))


def first_line(file: Path) -> str:
    """The passphrase that a file holds in its first line."""
    lines = read_text(file).splitlines()
    return lines[0] if lines else ""


def ask(words: str) -> str:
    """A passphrase typed at the terminal; raises InputError where there is none."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise InputError(t("Cần mật khẩu: thêm --passphrase-file TỆP."))
    return getpass.getpass(words)


def now(args: argparse.Namespace) -> datetime:
    """The time of ``--now``, else what `open_book` believed of the clock; always in UTC."""
    given: datetime | None = args.now
    return given or max(datetime.now(UTC), BUILT)


def moment(text: str) -> datetime:
    """An ISO 8601 moment from 1970 to 2199; without an offset it is the time in Vietnam."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not an ISO 8601 time: {text}") from error
    if not 1970 <= found.year <= 2199:
        raise argparse.ArgumentTypeError(f"not a year from 1970 to 2199: {text}")
    return (found if found.tzinfo else found.replace(tzinfo=VIETNAM)).astimezone(UTC)


def read_text(file: Path) -> str:
    """The UTF-8 text of ``file`` (a byte order mark is passed over); raises InputError."""
    try:
        return read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            t(
                "Tệp “{file}” không phải là văn bản UTF-8. Lưu lại theo UTF-8 rồi thử lại.",
                file=file,
            )
        ) from error


def writable(file: Path) -> Path:
    """``file``, where a file can be put; raises InputError before any work is done for it."""
    folder = file.parent
    if file.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise InputError(
            t("Không ghi được tệp “{file}”. Kiểm tra thư mục và tên tệp; chưa làm gì.", file=file)
        )
    return file


def answer(args: argparse.Namespace, content: dict[str, object], words: str) -> None:
    """One answer: JSON on standard output when asked for, else ``words``."""
    if args.json:
        print(json.dumps(content, ensure_ascii=False))
    elif words:
        print(words)


def say(words: str) -> None:
    """A message beside the answer, on standard error."""
    print(words, file=sys.stderr)
