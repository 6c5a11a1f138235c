"""``backup``, ``restore``, ``check``, ``recovery`` and ``passphrase``: what keeps a book safe."""

import argparse
from pathlib import Path

from desktop.records import backup, health, restoring, vault
from desktop.records.errors import BookDamaged, InputError
from desktop.records.language import t
from desktop.records.problem import Problem
from sync.commands import common
from sync.commands.common import OK, REFUSED


def add(parsers: common.Parsers) -> None:
    """Add the five commands."""
    parser = common.add_command(parsers, "backup", _backup, "write a backup, verified")
    common.add_book(parser)
    parser.add_argument("--out", type=Path, metavar="DIR", help="instead of the book's backups/")
    parser = common.add_command(parsers, "restore", _restore, "make a book anew from a backup")
    parser.add_argument("backup", type=Path, metavar="BACKUP")
    common.add_book(parser)
    parser = common.add_command(parsers, "check", _check, "check the book and all beside it")
    common.add_book(parser)
    parser = common.add_command(parsers, "recovery", _recovery, "make 24 new recovery words")
    common.add_book(parser)
    parser = common.add_command(parsers, "passphrase", _passphrase, "change the passphrase")
    common.add_book(parser)
    parser.add_argument("--new-passphrase-file", type=Path, metavar="FILE")


def _backup(args: argparse.Namespace) -> int:
    with common.open_book(args) as book:
        made = backup.make(book, now=common.now(args), out=args.out)
    content: dict[str, object] = {
        "path": str(made.path),
        "day": made.day.isoformat(),
        "journal": made.entries,
    }
    spoken = t("Đã sao lưu và đọc lại: {file}. Chép thêm một bản ra USB.", file=made.path)
    common.answer(args, content, spoken)
    return OK


def _restore(args: argparse.Namespace) -> int:
    made = restoring.restore(args.backup, args.book, common.passphrase(args), now=common.now(args))
    content: dict[str, object] = {
        "book": str(args.book),
        "unit": made.unit,
        "journal": made.entries,
        "epoch": made.epoch,
        "sequence": made.beyond,
    }
    spoken = t(
        "Đã khôi phục sổ vào {folder}. Gói tiếp theo mang số {n} và đợt số mới; cấp trên sẽ hỏi "
        "lại một lần. Từ nay chỉ dùng sổ này, đừng mở lại sổ cũ.",
        folder=args.book,
        n=made.beyond + 1,
    )
    common.answer(args, content, spoken)
    return OK


def _check(args: argparse.Namespace) -> int:
    entries = 0
    try:
        with common.open_book(args) as book:
            found = health.check(book)
            entries = book.db.table("journal").count if not found else 0
    except BookDamaged as error:
        found = [Problem("book", str(error))]
    for problem in found:
        common.say(problem.message)
    content: dict[str, object] = {
        "status": "damaged" if found else "ok",
        "ok": not found,
        "journal": entries,
        "problems": [{"where": one.field, "message": one.message} for one in found],
    }
    sound = t("Sổ nguyên vẹn; nhật ký có {n} mục, nối liền nhau.", n=entries)
    common.answer(args, content, "" if found else sound)
    return REFUSED if found else OK


def _recovery(args: argparse.Namespace) -> int:
    with common.open_book(args) as book:
        words = vault.change_recovery(book.folder, args.passphrase)
    spoken = t(
        "24 từ khôi phục mới; các từ cũ không còn mở được sổ. Chép ra giấy và cất kỹ; máy không "
        "hiện lại:\n{words}",
        words=", ".join(words),
    )
    common.answer(args, {"recovery": words}, spoken)
    return OK


def _passphrase(args: argparse.Namespace) -> int:
    with common.open_book(args) as book:
        vault.change_passphrase(book.folder, args.passphrase, _new(args))
    words = t("Đã đổi mật khẩu. Bản sao lưu cũ vẫn mở bằng mật khẩu cũ; hãy sao lưu lại.")
    common.answer(args, {"changed": True}, words)
    return OK


def _new(args: argparse.Namespace) -> str:
    """From ``--new-passphrase-file`` (its first line) or asked for twice at the terminal."""
    if args.new_passphrase_file is not None:
        return common.first_line(args.new_passphrase_file)
    first = common.ask(t("Mật khẩu mới: "))
    if common.ask(t("Gõ lại mật khẩu mới: ")) != first:
        raise InputError(t("Hai lần gõ không giống nhau. Mật khẩu chưa đổi."))
    return first
