"""What the tests of the record are made of: an office, a moment, rows, and a book at small cost."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from unicodedata import normalize

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.records import recovery, store, vault
from desktop.records.book import Book
from desktop.records.clock import VIETNAM
from desktop.records.fields import Row, Value
from desktop.records.registers import REGISTERS
from desktop.records.units import Unit

PASSPHRASE = "mận nở trắng đồi xa"
NOW = datetime(2024, 6, 3, 8, 0, tzinfo=VIETNAM)
TODAY = date(2024, 6, 3)

OUTREACH, SITES, REACH, MODELS, REFERRALS = (
    REGISTERS[name] for name in ("outreach", "sites", "reach", "models", "referrals")
)
INSPECTIONS, TIPS, TRAININGS, BUDGET = (
    REGISTERS[name] for name in ("inspections", "tips", "trainings", "budget")
)


@dataclass(frozen=True)
class Shelf:
    """A closed book: the folder to copy it from and its recovery words."""

    folder: Path
    words: list[str]


def make_book(folder: Path, office: Unit) -> Shelf:
    """A real book whose slots are then wrapped again at the least cost that Argon2id has."""
    book, words = Book.create(folder, PASSPHRASE, office, now=NOW)
    book.close()
    write_slots(folder, vault.unlock(folder, PASSPHRASE), PASSPHRASE, words)
    return Shelf(folder, words)


def write_slots(folder: Path, key: bytes, passphrase: str, words: list[str]) -> None:
    """Both copies of the slots, written from the description of their format alone."""
    secret = recovery.from_words(" ".join(words)) or b""
    slots = [
        _slot("passphrase", normalize("NFC", passphrase), key),
        _slot("recovery", secret.hex(), key),
    ]
    for name in ("keys.json", "keys.b.json"):
        (folder / name).write_text(json.dumps({"format": 1, "slots": slots}))


def _slot(kind: str, secret: str, key: bytes) -> dict[str, str | int]:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    kdf = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=8)
    wrapped = AESGCM(kdf.derive(secret.encode())).encrypt(nonce, key, kind.encode())
    packed = {"salt": salt, "nonce": nonce, "wrapped": wrapped}
    texts = {name: base64.b64encode(content).decode() for name, content in packed.items()}
    return {"kind": kind, "memory": 8, "iterations": 1, **texts}


def event(**values: Value) -> Row:
    """An outreach event that keeps every rule."""
    return {
        "date": "2024-03-05",
        "form": "HOI_NGHI",
        "topics": ["TAC_HAI", "PHAP_LUAT"],
        "audiences": ["NHAN_DAN"],
        "place": "Thôn Khuổi Bốc",
        "attendees": 42,
        "women": 20,
        **values,
    }


def site(**values: Value) -> Row:
    """A place to reach that keeps every rule."""
    return {
        "name": "Nhà nghỉ Sông Năng",
        "kind": "NHA_NGHI",
        "headcount": 6,
        "active_from": "2019-01-01",
        **values,
    }


def model(**values: Value) -> Row:
    """A pilot model that keeps every rule."""
    return {
        "name": "Nhóm tự lực",
        "components": ["PHONG_NGUA"],
        "status": "TRIEN_KHAI",
        "started": "2023-03-15",
        **values,
    }


def referral(**values: Value) -> Row:
    """A referral that keeps every rule; its slip code is still to be drawn."""
    return {
        "date": "2024-02-01",
        "need": True,
        "eligible": True,
        "service": "Y_TE",
        "outcome": "DA_CHUYEN",
        "consent_date": "2024-02-01",
        **values,
    }


def inspection(site: str, **values: Value) -> Row:
    """An inspection of ``site`` that keeps every rule."""
    return {
        "date": "2024-03-05",
        "site": site,
        "team": "DOI_178_HUYEN",
        "result": "KHONG_VP",
        **values,
    }


def tip(**values: Value) -> Row:
    """A report that keeps every rule."""
    return {"number": "12/2024", "received": "2024-03-05T08:30", "kind": "TO_GIAC", **values}


def training(**values: Value) -> Row:
    """A training that keeps every rule."""
    return {
        "date": "2024-03-05",
        "title": "Kỹ năng tuyên truyền",
        "contents": ["TU_VAN"],
        "group": "CB_XA",
        "tier": "D",
        "attendees": 30,
        "first_time": 12,
        **values,
    }


def funds(**values: Value) -> Row:
    """A line of funds that keeps every rule."""
    return {"year": 2024, "source": "NSNN_XA", "planned": 5_000_000, **values}


def save(book: Book, name: str, row: Row) -> str:
    """Save ``row`` whatever it warns of; returns its uid."""
    return store.save(book, REGISTERS[name], row, now=NOW, confirmed=True).uid
