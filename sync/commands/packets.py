"""``export``, ``verify`` and ``import``: packets out, looked at, and in."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from desktop.records import short_code
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.files import read_bytes
from desktop.records.language import t
from desktop.records.text import clean
from sync import forward, receive, send
from sync.commands import common
from sync.commands.common import OK, REFUSED
from sync.errors import TrustError
from sync.merge import Status
from sync.pki.trust import Trust
from sync.sandbox import Opened, open_packet

_FINE = {Status.ACCEPTED, Status.DUPLICATE, Status.SUPERSEDED}


def add(parsers: common.Parsers) -> None:
    """Add the three commands."""
    parser = common.add_command(parsers, "export", _export, "sign the record as a packet")
    common.add_book(parser)
    parser.add_argument("--period", metavar="2024-05")
    parser.add_argument("--out", type=Path, metavar="DIR")
    _add_password(parser)
    parser = common.add_command(parsers, "verify", _verify, "verify a packet without a book")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--trust", type=Path, required=True, metavar="PEM")
    parser.add_argument("--code", metavar="CODE", help="the code on a sheet: do they agree?")
    _add_password(parser)
    parser = common.add_command(parsers, "import", _import, "receive packets")
    common.add_book(parser)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="packet or folder")
    parser.add_argument("--plan", action="store_true", help="show what would change, do nothing")
    parser.add_argument("--accept-fork", action="store_true", help="a person decided for the fork")
    _add_password(parser)


def _add_password(parser: common.CommandLine) -> None:
    parser.add_argument(
        "--password-file", type=Path, metavar="FILE", help="of the packet, on the first line"
    )


def _password(args: argparse.Namespace) -> str:
    """The packet's password, "" when none was asked for; raises InputError for an empty file."""
    if args.password_file is None:
        return ""
    password = common.read_text(args.password_file).partition("\n")[0].rstrip("\r")
    if not clean(password):
        raise InputError(
            t("Tệp “{file}” không có mật khẩu ở dòng đầu. Chưa làm gì.", file=args.password_file)
        )
    return password


def _export(args: argparse.Namespace) -> int:
    password = _password(args)
    with common.open_book(args) as book:
        common.warn_ahead(args, book)
        sent = send.export(
            book, now=common.now(args), period=args.period, out=args.out, password=password
        )
    content: dict[str, object] = {
        "path": str(sent.path),
        "sequence": sent.sequence,
        "rows": sent.rows,
        "sha256": sent.sha256,
    }
    spoken = t(
        "Đã ký gói số {n}, {rows} dòng: {path}", n=sent.sequence, rows=sent.rows, path=sent.path
    )
    common.answer(args, content, spoken)
    return OK


def _verify(args: argparse.Namespace) -> int:
    trust = Trust.from_pem(read_bytes(args.trust))
    content = read_bytes(args.file)
    opened = open_packet(content, trust, common.now(args), _password(args))
    digest = sha256(opened.unlocked or content).hexdigest()
    told = _verified(opened) | {"code": short_code.of(digest)}
    agrees = args.code is None or short_code.matches(args.code, digest)
    if args.code is not None:
        told["agrees"] = agrees
    common.answer(args, told, _spoken(opened))
    if opened.verdict.status != "valid":
        common.say(opened.verdict.reason)
        return REFUSED
    if args.code is not None:
        common.say(_compared(agrees, short_code.of(digest)))
    return OK if agrees else REFUSED


def _verified(opened: Opened) -> dict[str, object]:
    found = opened.packet or opened.receipt
    rows = opened.packet.rows.values() if opened.packet else ()
    said = opened.packet is not None and bool(opened.packet.header.clock_doubted)
    return {
        "status": opened.verdict.status,
        "reason": opened.verdict.reason,
        "rule": opened.verdict.rule,
        "kind": "receipt" if opened.receipt else "packet" if opened.packet else None,
        "unit": found.header.unit if found else None,
        "device": found.header.device if found else None,
        "sequence": found.header.sequence if found else None,
        "rows": sum(len(found) for found in rows),
        "clock_doubt": opened.verdict.clock_doubt or said,
    }


def _spoken(opened: Opened) -> str:
    name = opened.verdict.sender.name if opened.verdict.sender else ""
    if opened.receipt:
        told = opened.receipt.header.sequence
        return t("Giấy báo nhận toàn vẹn, do {name} ký, về gói số {n}.", name=name, n=told)
    if opened.packet:
        number = opened.packet.header.sequence
        return t("Gói toàn vẹn, do {name} ký, số {n}.", name=name, n=number)
    return ""


def _compared(agrees: bool, code: str) -> str:
    """Whether the code of a printed sheet is that of the packet."""
    if agrees:
        return t("Mã trên tờ in khớp với gói này: số liệu trên giấy và trong gói là một.")
    return t(
        "Mã trên tờ in không khớp: gói này có mã {code}. Xem lại mã đã gõ, hoặc tờ in được lập từ "
        "gói khác.",
        code=code,
    )


def _import(args: argparse.Namespace) -> int:
    packets, certificates = receive.gather(args.paths)
    if not packets and not certificates:
        raise InputError(t("Thư mục “{folder}” không có gói .xlsx nào.", folder=args.paths[0]))
    password, code = _password(args), OK
    with common.open_book(args) as book:
        now = common.now(args)
        for file in certificates:
            code = max(code, _learn(args, book, file))
        for done in _dealt_with(args, book, packets, now, password):
            _report(args, done)
            if done.status not in _FINE:
                code = REFUSED
    return code


def _dealt_with(
    args: argparse.Namespace, book: Book, packets: list[Path], now: datetime, password: str
) -> Iterator[receive.Planned]:
    """Each packet as it was carried out, or only planned: those that contradict another among them
    are held, which of them to accept is asked with one alone."""
    plans = receive.plan(book, packets, now=now, password=password)
    if args.plan:
        yield from receive.side_by_side(list(plans))
    elif len(packets) > 1:
        for held in receive.carry_out(book, plans, now=now):
            decide = args.accept_fork and held.status is Status.FORK and not held.rival
            yield receive.apply(book, held, now=now, accept_fork=True) if decide else held
    else:
        for one in plans:
            yield receive.apply(book, one, now=now, accept_fork=args.accept_fork)


def _learn(args: argparse.Namespace, book: Book, file: Path) -> int:
    """Before the packets: who has been certified and revoked at the offices that forward them."""
    if args.plan:
        return OK
    try:
        forward.take_certificates(book, read_bytes(file))
    except TrustError as error:
        common.say(f"{file.name}: {error}")
        return REFUSED
    common.say(t("Đã nhận danh sách chứng thư từ {file}.", file=file.name))
    return OK


def _report(args: argparse.Namespace, planned: receive.Planned) -> None:
    header, sender = planned.header, planned.sender
    content: dict[str, object] = {
        "file": str(planned.file),
        "status": planned.status.value,
        "reason": planned.reason,
        "unit": header.unit if header else None,
        "device": header.device if header else None,
        "sequence": header.sequence if header else None,
        "added": planned.added,
        "changed": planned.changed,
        "removed": planned.removed,
    }
    words = t(
        "{file} · {sender} · {reason} (thêm {added}, sửa {changed}, bỏ {removed})",
        file=planned.file.name,
        sender=sender.name if sender else "–",
        reason=planned.reason,
        added=planned.added,
        changed=planned.changed,
        removed=planned.removed,
    )
    if planned.status in _FINE:
        common.answer(args, content, words)
    else:
        common.say(words if planned.changes else f"{planned.file.name}: {planned.reason}")
        common.answer(args, content, "")
