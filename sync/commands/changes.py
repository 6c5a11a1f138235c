"""``history``, ``retire`` and ``undo``: what became of a row, and taking things back."""

import argparse
import json
from collections.abc import Iterator

from desktop.records import history, reasons, store, undo
from desktop.records.book import Book
from desktop.records.clock import VIETNAM, from_text
from desktop.records.errors import InputError
from desktop.records.history import Action, Event
from desktop.records.language import t
from desktop.records.registers import REGISTERS, Register, register
from desktop.records.words import show
from sync.commands import common
from sync.commands.common import OK


def add(parsers: common.Parsers) -> None:
    """Add the three commands."""
    parser = common.add_command(parsers, "history", _history, "what was done, or one row's changes")
    common.add_book(parser)
    parser.add_argument("register", metavar="REGISTER", nargs="?")
    parser.add_argument("uid", metavar="UID", nargs="?")
    parser = common.add_command(parsers, "retire", _retire, "take a row out, with a reason")
    common.add_book(parser)
    parser.add_argument("register", metavar="REGISTER")
    parser.add_argument("uid", metavar="UID")
    parser.add_argument("--reason", required=True, metavar="TEXT")
    parser = common.add_command(parsers, "undo", _undo, "take back the last action, or one named")
    common.add_book(parser)
    parser.add_argument("--action", metavar="ID")


def _history(args: argparse.Namespace) -> int:
    """Without a row the actions, the newest first; with one its changes."""
    if bool(args.register) != bool(args.uid):
        raise InputError(t("Ghi cả sổ lẫn mã dòng (uid), hoặc bỏ trống cả hai."))
    with common.open_book(args) as book:
        found = list(_row(args, book) if args.register else _actions(book))
    for told, words in found:
        print(json.dumps(told, ensure_ascii=False) if args.json else words)
    return OK


def _actions(book: Book) -> Iterator[tuple[dict[str, object], str]]:
    for action in history.actions(book.db):
        told = vars(action)
        state = t(" (đã hoàn tác)") if action.undone else ""
        words = f"{_when(action.at)}  {_kind(action.kind)}  {_place(action)}{state}  {action.id}"
        yield told, words


def _row(args: argparse.Namespace, book: Book) -> Iterator[tuple[dict[str, object], str]]:
    chosen = register(args.register)
    events = history.of(book.db, chosen, args.uid)
    if not events:
        raise InputError(t("Không có dòng “{uid}” trong sổ.", uid=args.uid))
    for event in events:
        yield _told(chosen, event), "\n".join([_line(event), *_changes(chosen, event)])


def _told(chosen: Register, event: Event) -> dict[str, object]:
    return {
        "at": event.at,
        "doubted": event.doubted,
        "device": event.device,
        "kind": event.kind,
        "version": event.version,
        "reason": event.reason,
        "action": event.action,
        "changes": [
            {"field": field.name, "before": before, "after": after}
            for field, before, after in history.differences(chosen, event)
        ],
    }


def _line(event: Event) -> str:
    reason = f" – {reasons.shown(event.reason)}" if event.reason else ""
    at = _when(event.at)
    at = t("{at}, giờ máy không chắc", at=at) if event.doubted else at
    return f"{at}  {_kind(event.kind)}{reason}"


def _changes(chosen: Register, event: Event) -> Iterator[str]:
    for field, before, after in history.differences(chosen, event):
        yield f"    {field.label}: {show(field, before) or '–'} → {show(field, after) or '–'}"


def _retire(args: argparse.Namespace) -> int:
    chosen = register(args.register)
    with common.open_book(args) as book:
        store.retire(book, chosen, args.uid, args.reason, now=common.now(args))
    words = t("Đã bỏ dòng ra khỏi sổ “{name}”; sổ vẫn giữ lại.", name=chosen.label)
    common.answer(args, {"retired": args.uid}, words)
    return OK


def _undo(args: argparse.Namespace) -> int:
    with common.open_book(args) as book:
        done = undo.undo(book, now=common.now(args), action=args.action)
    words = t(
        "Đã hoàn tác: {kind} {n} dòng ở sổ “{name}”.",
        kind=_kind(done.kind),
        n=done.rows,
        name=REGISTERS[done.register].label,
    )
    common.answer(args, vars(done), words)
    return OK


def _when(at: str) -> str:
    return f"{from_text(at).astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def _kind(kind: str) -> str:
    return {"save": t("ghi"), "retire": t("bỏ"), "undo": t("hoàn tác")}.get(kind, kind)


def _place(action: Action) -> str:
    return t("{n} dòng ở sổ “{name}”", n=action.rows, name=REGISTERS[action.register].label)
