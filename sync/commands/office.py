"""``init`` and ``enrol``: an office's book and its certificate."""

import argparse
from datetime import datetime
from pathlib import Path

from desktop.records import language, units
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.files import read_bytes, write_durably
from desktop.records.language import t
from sync.commands import common
from sync.commands.common import OK
from sync.enrolment import enrol, founding, validity
from sync.pki import certificates
from sync.pki.profile import Subject, read_subject


def add(parsers: common.Parsers) -> None:
    """Add the two commands."""
    parser = common.add_command(parsers, "init", _init, "make a new book")
    common.add_book(parser)
    parser.add_argument("--tier", required=True, choices=units.TIERS)
    parser.add_argument("--unit", required=True, metavar="CODE")
    parser.add_argument("--edition", default="2021", choices=units.EDITIONS)
    parser.add_argument("--language", default="vi", choices=language.LANGUAGES)
    _add_enrol(parsers.add_parser("enrol", help="certificates of offices and devices"))


def _add_enrol(parser: common.CommandLine) -> None:
    verbs = "request|issue|accept|renew|revoke|status"
    parsers = parser.add_subparsers(metavar=verbs, required=True)
    request = common.add_command(parsers, "request", _request, "write this device's request")
    issue = common.add_command(parsers, "issue", _issue, "answer a request")
    accept = common.add_command(parsers, "accept", _accept, "take the answer")
    renew = common.add_command(parsers, "renew", _renew, "renew what this office certifies itself")
    revoke = common.add_command(parsers, "revoke", _revoke, "take a unit's certificates back")
    status = common.add_command(parsers, "status", _status, "whose certificates end soon")
    for each in (request, issue, accept, renew, revoke, status):
        common.add_book(each)
    issue.add_argument("request", type=Path, metavar="REQUEST")
    for each in (request, issue):
        each.add_argument("--out", type=Path, required=True, metavar="FILE")
    accept.add_argument("bundle", type=Path, metavar="FILE")
    revoke.add_argument("--unit", required=True, metavar="CODE")
    revoke.add_argument("--device", default="", metavar="ID", help="only this laptop's")


def _init(args: argparse.Namespace) -> int:
    language.use(args.language)
    office = units.find(args.edition, args.unit)
    if office.tier != args.tier:
        raise InputError(
            t("{name} không phải là đơn vị cấp “{tier}”.", name=office.name, tier=args.tier)
        )
    now = common.now(args)
    book, words = Book.create(args.book, common.passphrase(args), office, now=now)
    with book:
        book.settings.put(language=args.language)
        founding.completed(book, now)
        content: dict[str, object] = {
            "book": str(args.book),
            "edition": office.edition,
            "unit": office.code,
            "name": office.name,
            "tier": office.tier,
            "device": book.device,
            "recovery": words,
        }
    spoken = t(
        "Đã tạo sổ của {name}. Chép 24 từ khôi phục này ra giấy và cất kỹ; máy không hiện lại:\n"
        "{words}",
        name=office.name,
        words=", ".join(words),
    )
    common.answer(args, content, spoken)
    return OK


def _request(args: argparse.Namespace) -> int:
    out = common.writable(args.out)
    with common.open_book(args) as book:
        words = enrol.request(book, out)
    spoken = t(
        "Đã ghi đề nghị vào {file}. Năm từ để đọc qua điện thoại: {words}.",
        file=args.out,
        words=", ".join(words),
    )
    common.answer(args, {"path": str(args.out), "words": list(words)}, spoken)
    return OK


def _issue(args: argparse.Namespace) -> int:
    request, out = read_bytes(args.request), common.writable(args.out)
    with common.open_book(args) as book:
        common.warn_ahead(args, book)
        write_durably(out, enrol.issue(book, request, common.now(args)))
        asked = certificates.read_request(request)
        others = _other_devices(book, asked.subject, common.now(args))
    words = asked.words
    if others:
        common.say(
            t(
                "{name} còn máy khác có chứng thư: {devices}. Nếu máy đó đã mất, hãy thu hồi: "
                "enrol revoke --unit {unit} --device MÁY.",
                name=asked.subject.unit.name,
                devices=", ".join(others),
                unit=asked.subject.unit.code,
            )
        )
    spoken = t(
        "Đã cấp chứng thư vào {file}. Năm từ của máy xin cấp: {words}.",
        file=args.out,
        words=", ".join(words),
    )
    content: dict[str, object] = {"path": str(args.out), "words": list(words), "others": others}
    common.answer(args, content, spoken)
    return OK


def _accept(args: argparse.Namespace) -> int:
    bundle = read_bytes(args.bundle)
    with common.open_book(args) as book:
        sender = enrol.accept(book, bundle, common.now(args))
    spoken = t("Máy này từ nay ký gói cho {name}.", name=sender.name)
    common.answer(args, {"unit": sender.unit, "device": sender.device}, spoken)
    return OK


def _revoke(args: argparse.Namespace) -> int:
    with common.open_book(args) as book:
        count = enrol.revoke(book, args.unit, common.now(args), args.device)
    spoken = t("Đã thu hồi {n} chứng thư của đơn vị {unit}.", n=count, unit=args.unit)
    common.answer(args, {"unit": args.unit, "revoked": count}, spoken)
    return OK


def _renew(args: argparse.Namespace) -> int:
    with common.open_book(args) as book:
        before = validity.renew(book, common.now(args))
    spoken = t("Đã gia hạn {n} chứng thư của chính cơ quan này.", n=len(before))
    common.answer(args, {"renewed": [_told(one) for one in before]}, spoken)
    return OK


def _status(args: argparse.Namespace) -> int:
    """What ends within the next 60 days, or has ended, here and at the offices below."""
    with common.open_book(args) as book:
        now = common.now(args)
        own = validity.expiring(book, now)
        below = validity.expiring_below(book, now) if units.children(book.office) else []
    content: dict[str, object] = {
        "expiring": [_told(one) for one in own],
        "below": [_told(one) for one in below],
    }
    spoken = "\n".join(
        t(
            "Chứng thư của {name} ({device}) hết hạn ngày {day}.",
            name=one.unit.name,
            device=one.device or t("quyền cấp"),
            day=f"{one.until:%d/%m/%Y}",
        )
        for one in (*own, *below)
    )
    common.answer(args, content, spoken or t("Không có chứng thư nào sắp hết hạn."))
    return OK


def _told(one: validity.Expiry) -> dict[str, object]:
    return {
        "unit": one.unit.code,
        "device": one.device,
        "role": one.role.value,
        "until": one.until.date().isoformat(),
        "renewed_by": "renew" if one.ours else "request",
    }


def _other_devices(book: Book, subject: Subject, now: datetime) -> list[str]:
    issued = enrol.issued_to(book, subject.unit.code, now)
    devices = dict.fromkeys(read_subject(one.subject).device for one in issued)
    return [device for device in devices if device not in ("", subject.device)]
