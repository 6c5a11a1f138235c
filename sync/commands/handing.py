"""``forward``, ``handback`` and ``takeover``: original packets handed on, up the line or back."""

import argparse
from pathlib import Path

from desktop.records.language import t
from sync import forward, handover
from sync.commands import common
from sync.commands.common import OK, REFUSED


def add(parsers: common.Parsers) -> None:
    """Add the three commands."""
    up = common.add_command(parsers, "forward", _forward, "packets of the offices below, and own")
    common.add_book(up)
    up.add_argument("--out", type=Path, required=True, metavar="DIR")
    up.add_argument("--period", metavar="2024-05")
    back = common.add_command(parsers, "handback", _handback, "a unit's last packet, as it came")
    common.add_book(back)
    back.add_argument("--unit", required=True, metavar="CODE")
    back.add_argument("--out", type=Path, required=True, metavar="FILE")
    take = common.add_command(parsers, "takeover", _takeover, "go on with a lost laptop's record")
    common.add_book(take)
    take.add_argument("file", type=Path, metavar="FILE")


def _forward(args: argparse.Namespace) -> int:
    with common.open_book(args) as book:
        done = forward.forward(book, args.out, now=common.now(args), period=args.period)
    for unit in done.lost:
        common.say(
            t(
                "Tệp gốc của gói đã nhận của {name} mất hoặc hỏng; xin đơn vị gửi lại.",
                name=unit.name,
            )
        )
    content: dict[str, object] = {
        "own": str(done.own),
        "packets": [str(file) for file in done.packets],
        "certificates": str(done.certificates),
        "lost": [unit.code for unit in done.lost],
    }
    spoken = t(
        "Đã ghi vào {folder}: {n} gói của cấp dưới, gói của cơ quan này và tệp chứng thư. Gửi tất "
        "cả lên cấp trên.",
        folder=args.out,
        n=len(done.packets),
    )
    common.answer(args, content, spoken)
    return REFUSED if done.lost else OK


def _handback(args: argparse.Namespace) -> int:
    out = common.writable(args.out)
    with common.open_book(args) as book:
        held = handover.hand_back(book, args.unit, out)
    content: dict[str, object] = {
        "path": str(args.out),
        "device": held.device,
        "sequence": held.sequence,
        "received": held.received_at,
    }
    spoken = t("Đã ghi gói số {n} vào {file} để trả lại.", n=held.sequence, file=args.out)
    common.answer(args, content, spoken)
    return OK


def _takeover(args: argparse.Namespace) -> int:
    with common.open_book(args) as book:
        done = handover.take_over(book, args.file, now=common.now(args))
    content: dict[str, object] = {
        "device": done.header.device,
        "sequence": done.header.sequence,
        "created": done.header.created,
        "rows": done.rows,
        "totals": done.totals,
    }
    spoken = t(
        "Đã nạp lại {rows} dòng từ gói số {n} của máy cũ. Phiếu chuyển gửi không có trong gói nên "
        "không lấy lại được; các tổng số của phiếu cũ ({totals}) vẫn được cộng vào gói sau.",
        rows=done.rows,
        n=done.header.sequence,
        totals=done.totals,
    )
    common.answer(args, content, spoken)
    return OK
