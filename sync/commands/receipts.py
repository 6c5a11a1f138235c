"""``receipts``: write those owed, read those given, or say what has become of every packet."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from desktop.records import mailbox, short_code
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.files import make_folder, read_bytes, write_durably
from desktop.records.language import t
from desktop.records.mailbox import Received
from sync import outbox, receipts
from sync.commands import common
from sync.commands.common import OK, REFUSED
from sync.errors import PacketRefused, TrustError
from sync.outbox import Item
from sync.sandbox import Sandbox

PATTERN = "ack_*.xlsx"
"""What receipts are called; in a folder nothing else is touched."""


def add(parsers: common.Parsers) -> None:
    """Add the command."""
    parser = common.add_command(
        parsers, "receipts", _receipts, "write receipts owed, read those given, or list states"
    )
    common.add_book(parser)
    parser.add_argument("--out", type=Path, metavar="DIR", help="write those owed to this folder")
    parser.add_argument("paths", type=Path, nargs="*", metavar="PATH", help="receipt or folder")


def _receipts(args: argparse.Namespace) -> int:
    files = list(_files(args.paths))
    code = OK
    with common.open_book(args) as book:
        if files:
            code = _read(args, book, files)
        if args.out:
            _write(args, book)
        if not files and not args.out:
            _list(args, book)
    return code


def _read(args: argparse.Namespace, book: Book, files: list[Path]) -> int:
    code = OK
    with Sandbox() as sandbox:
        for file in files:
            try:
                content = read_bytes(file)
                applied = receipts.read(book, content, now=common.now(args), sandbox=sandbox)
            except (PacketRefused, InputError) as error:
                code = REFUSED
                _report(args, file, "refused", str(error))
                continue
            status = "older" if applied.older else "applied"
            words = " ".join(applied.news) or t("Không có gì mới.")
            _report(args, file, status, words, applied)
    return code


def _report(
    args: argparse.Namespace,
    file: Path,
    status: str,
    reason: str,
    applied: receipts.Applied | None = None,
) -> None:
    content: dict[str, object] = {
        "file": str(file),
        "status": status,
        "reason": reason,
        "packets": applied.packets if applied else 0,
        "returned": applied.returned if applied else 0,
    }
    words = f"{file.name}: {reason}"
    if applied is None:
        common.say(words)
    common.answer(args, content, words if applied else "")


def _write(args: argparse.Namespace, book: Book) -> None:
    """Write the receipts owed, and again the newest of each device where the folder has it not."""
    make_folder(args.out)
    receipts.write_owed(book, now=common.now(args))
    missing = [one for one in receipts.current(book) if not (args.out / one.file_name).exists()]
    for one in missing:
        path = args.out / one.file_name
        write_durably(path, one.content)
        content: dict[str, object] = {
            "path": str(path),
            "unit": one.unit,
            "device": one.device,
            "sha256": one.sha256,
        }
        common.answer(args, content, t("Đã ghi giấy báo nhận {file}.", file=path))
    if not missing and not args.json:
        common.answer(args, {}, t("Không có giấy báo nhận nào cần ghi."))


def _list(args: argparse.Namespace, book: Book) -> None:
    for item in outbox.states(book):
        common.answer(args, _sent(item), _line(item.sent.sha256, item.state.words, item.note))
    owed = _owed(book)
    for entry in mailbox.all_received(book.db):
        words = _line(entry.sha256, entry.status, entry.reason)
        common.answer(args, _received(entry, entry.device in owed), words)


def _owed(book: Book) -> set[str]:
    try:
        return {owed.device for owed in receipts.owed(book)}
    except TrustError:
        return set()


def _sent(item: Item) -> dict[str, object]:
    return {
        "direction": "sent",
        "file": item.sent.file,
        "sequence": item.sent.sequence,
        "sha256": item.sent.sha256,
        "code": short_code.of(item.sent.sha256),
        "state": item.state.value,
        "words": item.state.words,
        "since": item.since,
        "note": item.note,
    }


def _received(entry: Received, owed: bool) -> dict[str, object]:
    return {
        "direction": "received",
        "file": entry.file,
        "unit": entry.unit,
        "device": entry.device,
        "sequence": entry.sequence,
        "sha256": entry.sha256,
        "code": short_code.of(entry.sha256),
        "state": entry.status,
        "since": entry.received_at,
        "note": entry.reason,
        "receipt_owed": owed,
    }


def _line(sha256: str, state: str, note: str) -> str:
    return f"{short_code.of(sha256)} · {state} · {note}".rstrip(" ·")


def _files(paths: list[Path]) -> Iterator[Path]:
    """Each path, and for a folder the receipts in it."""
    for path in paths:
        inside = sorted(path.glob(PATTERN)) if path.is_dir() else [path]
        if not inside:
            raise InputError(
                t("Thư mục “{folder}” không có giấy báo nhận (ack_….xlsx).", folder=path)
            )
        yield from inside
