"""``channel``, ``push`` and ``pull``: how packets and receipts travel without a window."""

import argparse
import getpass
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.language import t
from sync import send
from sync.carrying import setup
from sync.carrying.pull import pull
from sync.carrying.push import push
from sync.carrying.trip import Direction, Trip, due, run
from sync.channels import account as accounts
from sync.channels.account import Account
from sync.channels.problems import UnknownHostKey
from sync.channels.watch import Progress, Watch
from sync.commands import common
from sync.commands.common import OK, REFUSED

_YES: Final = ("c", "có", "co", "y", "yes")


def add(parsers: common.Parsers) -> None:
    """Add the three commands."""
    parser = common.add_command(parsers, "channel", _channel, "show, set or remove the channel")
    common.add_book(parser)
    parser.add_argument("url", nargs="?", metavar="URL", help="folder, webdav(s)://, sftp://")
    parser.add_argument("--credentials-file", type=Path, metavar="FILE", help="name, password")
    parser.add_argument("--ca", type=Path, metavar="PEM", help="the only certificate to believe")
    parser.add_argument("--host-key", metavar="SHA256:…", help="of an SFTP server")
    parser.add_argument("--remove", action="store_true", help="leave the book without a channel")
    for name, run_command, words in (
        ("push", _push, "send packets, fetch receipts"),
        ("pull", _pull, "fetch packets, send receipts"),
    ):
        parser = common.add_command(parsers, name, run_command, words)
        common.add_book(parser)
        parser.add_argument("--at", metavar="DIR", help="a folder or stick instead of the channel")
        parser.add_argument("--password-file", type=Path, metavar="FILE", help="of the files")
        if name == "push":
            parser.add_argument("--export", action="store_true", help="sign a new packet first")


def _channel(args: argparse.Namespace) -> int:
    with _opened(args) as book:
        if args.remove:
            accounts.keep(book.settings, None)
        elif args.url:
            return _set(args, book)
        return _show(args, book)


def _set(args: argparse.Namespace, book: Book) -> int:
    chosen = _typed(args, book)
    try:
        kept = _tried(args, book, chosen)
    except UnknownHostKey as error:
        words = t(
            "Khóa của máy chủ là {key}. Đọc cho cán bộ quản lý máy chủ đối chiếu; nếu đúng, chạy "
            "lại lệnh này và thêm --host-key {key}. Chưa cài gì.",
            key=error.host_key,
        )
        common.say(words)
        common.answer(args, {"error": words, "host_key": error.host_key}, "")
        return REFUSED
    for warning in setup.warnings(kept):
        common.say(warning)
    return _show(args, book)


def _tried(args: argparse.Namespace, book: Book, chosen: Account) -> Account:
    """The account set up; a person at a terminal is asked about a key that is not pinned yet."""
    now = common.now(args)
    try:
        return setup.set_up(book, chosen, now=now, clock=args.clock)
    except UnknownHostKey as error:
        if args.json or not sys.stdin.isatty():
            raise
        asked = t("Khóa của máy chủ là {key}. Có đúng không (c/k)? ", key=error.host_key)
        if input(asked).strip().casefold() not in _YES:
            raise
        pinned = replace(chosen, host_key=error.host_key)
        return setup.set_up(book, pinned, now=now, clock=args.clock)


def _typed(args: argparse.Namespace, book: Book) -> Account:
    """The account that the arguments and, at a terminal, the person describe."""
    user, password = _credentials(args.credentials_file)
    chosen = accounts.account(
        book,
        args.url,
        user=user,
        password=password,
        ca=common.read_text(args.ca) if args.ca else "",
        host_key=args.host_key or "",
    )
    asks = not chosen.local and not chosen.password and not args.json and sys.stdin.isatty()
    if not asks:
        return chosen
    user = chosen.user or input(t("Tên đăng nhập máy chủ: "))
    password = getpass.getpass(t("Mật khẩu máy chủ: ")) if user else ""
    return replace(chosen, user=user, password=password)


def _credentials(file: Path | None) -> tuple[str, str]:
    """The first two lines of the file: name and password."""
    if file is None:
        return "", ""
    user, password, *_ = [*common.read_text(file).splitlines(), "", ""]
    if not user or not password:
        raise InputError(
            t("Tệp “{file}” cần hai dòng: tên đăng nhập và mật khẩu. Chưa cài gì.", file=file)
        )
    return user, password


def _show(args: argparse.Namespace, book: Book) -> int:
    found = accounts.kept(book.settings)
    if found is None:
        common.answer(args, {"url": None}, t("Sổ này chưa có kênh gửi gói."))
        return OK
    turn = due(book.db, found, args.clock)
    content: dict[str, object] = {
        "url": found.url,
        "user": found.user or None,
        "pinned": bool(found.ca or found.host_key),
        "wait": turn.wait,
        "problem": turn.problem.value if turn.problem else None,
    }
    common.answer(args, content, t("Kênh gửi gói: {url}", url=found.url))
    return OK


def _push(args: argparse.Namespace) -> int:
    with _opened(args) as book:
        if args.export:
            send.export(book, now=common.now(args), password=_password(args))
        return _travel(args, book, push)


def _pull(args: argparse.Namespace) -> int:
    with _opened(args) as book:
        return _travel(args, book, pull)


def _travel(args: argparse.Namespace, book: Book, direction: Direction) -> int:
    trip = Trip(
        book,
        _chosen(args, book),
        common.now(args),
        args.clock,
        watch=Watch(progress=_bar if sys.stderr.isatty() else lambda _: None),
        password=_password(args),
    )
    code, told = OK, False
    for event in run(trip, direction):
        told = True
        if not event.fine:
            common.say(event.reason)
            code = REFUSED
        common.answer(args, event.as_json(), event.reason if event.fine else "")
    if not told and not args.json:
        common.say(t("Không có gì mới để gửi hoặc nhận."))
    return code


def _chosen(args: argparse.Namespace, book: Book) -> Account:
    """The channel of the book, or the folder named for this one time."""
    if args.at:
        named = accounts.account(book, args.at)
        if not named.local:
            raise InputError(t("--at chỉ nhận một thư mục, chẳng hạn thư mục của USB."))
        return named
    found = accounts.kept(book.settings)
    if found is None:
        raise InputError(
            t("Sổ này chưa có kênh gửi gói. Cài bằng lệnh channel, hoặc thêm --at THƯ-MỤC-USB.")
        )
    return found


def _opened(args: argparse.Namespace) -> Book:
    """The book; ``args.clock`` is what the clock reads, whether it is believed or not."""
    args.clock = args.now or datetime.now(UTC)
    return common.open_book(args)


def _password(args: argparse.Namespace) -> str:
    return common.first_line(args.password_file) if args.password_file else ""


def _bar(progress: Progress) -> None:
    filled = 24 * progress.done // max(progress.total, 1)
    end = "\n" if progress.done >= progress.total else ""
    print(f"\r{'█' * filled:░<24}", end=end, file=sys.stderr, flush=True)
