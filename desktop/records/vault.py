"""The book's key and the slots it lies in.

The book is encrypted with a random 32-byte key. Each slot holds that key wrapped (AES-256-GCM,
NIST SP 800-38D) under a key derived with Argon2id (RFC 9106) from a passphrase or from the
24 words of the printed recovery sheet. The slots are written twice, ``keys.json`` and then
``keys.b.json``, each through a temporary file: whatever moment the power fails, one copy opens.
"""

import base64
import json
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.records.errors import BookDamaged, InputError, WrongPassphrase
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.recovery import from_words, to_words
from desktop.records.text import nfc

COPIES = ("keys.json", "keys.b.json")
SHORTEST_PASSPHRASE = 8
_FORMAT = 1
_KEY_BYTES, _SALT_BYTES, _NONCE_BYTES = 32, 16, 12
_MEMORY_KIB, _ITERATIONS = 65_536, 3
_MOST_MEMORY_KIB, _MOST_ITERATIONS = 262_144, 16


@dataclass(frozen=True)
class Slot:
    """One way to the key: ``kind`` is ``passphrase`` or ``recovery``; bytes raw, ``memory`` in KiB;
    that and ``iterations`` are what Argon2id is made to cost."""

    kind: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    memory: int
    iterations: int


def create(folder: Path, passphrase: str) -> tuple[bytes, list[str]]:
    """A new key with its two slots on disk; returns the key and the 24 recovery words.

    The words exist nowhere else: show them once. Raises InputError for a short passphrase.
    """
    check_passphrase(passphrase)
    key = secrets.token_bytes(_KEY_BYTES)
    secret = secrets.token_bytes(_KEY_BYTES)
    _write(folder, [_wrap("passphrase", passphrase, key), _wrap("recovery", secret.hex(), key)])
    return key, to_words(secret)


def unlock(folder: Path, passphrase: str) -> bytes:
    """The book's key; the passphrase may also be the 24 recovery words.

    A change of passphrase that a power cut stopped between the two copies is completed here, so
    that the old passphrase does not stay valid in the second. Raises WrongPassphrase, or
    BookDamaged when neither copy of the slots can be read.
    """
    copies = _copies(folder)
    for copy in copies:
        for slot in copy:
            secret = _secret(slot, passphrase)
            key = _unwrap(slot, secret) if secret else None
            if key is not None:
                if slot.kind == "passphrase" and copy is copies[0] != copies[-1]:
                    _write(folder, [slot, *_slots(copies, "recovery")])
                return key
    raise WrongPassphrase(
        t(
            "Mật khẩu không đúng. Sổ vẫn nguyên vẹn; hãy gõ lại, chú ý bộ gõ tiếng Việt "
            "và Caps Lock."
        )
    )


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Put ``new`` in place of ``old``; the recovery words stay as they are.

    Raises InputError, WrongPassphrase, BookDamaged, DiskError.
    """
    check_passphrase(new)
    key = unlock(folder, old)
    _write(folder, [_wrap("passphrase", new, key), *_slots(_copies(folder), "recovery")])


def change_recovery(folder: Path, passphrase: str) -> list[str]:
    """Put 24 new recovery words in place of the old ones, which open nothing from then on.

    The words exist nowhere else: show them once. ``passphrase`` may also be the old words. Raises
    WrongPassphrase, BookDamaged, DiskError.
    """
    key = unlock(folder, passphrase)
    secret = secrets.token_bytes(_KEY_BYTES)
    kept = _slots(_copies(folder), "passphrase")
    _write(folder, [*kept, _wrap("recovery", secret.hex(), key)])
    return to_words(secret)


def recovers(folder: Path, words: str) -> bool:
    """Whether these are the 24 words that open the book. Raises InputError when they cannot be
    anyone's (a word is missing or mistyped), BookDamaged."""
    secret = from_words(words)
    if secret is None:
        raise InputError(
            t("Chưa đủ 24 từ hoặc có từ gõ sai. So lại từng từ với tờ giấy, đúng thứ tự.")
        )
    slots = _slots(_copies(folder), "recovery")
    return any(_unwrap(slot, secret.hex()) is not None for slot in slots)


def inspect(folder: Path) -> dict[str, list[str] | None]:
    """For each copy of the slots what kinds it has, None where the copy cannot be read."""
    found = {name: _read(folder / name) for name in COPIES}
    return {
        name: None if slots is None else [slot.kind for slot in slots]
        for name, slots in found.items()
    }


def sound_copies(folder: Path) -> dict[str, Path]:
    """The files to keep as copy A and copy B: where one cannot be read, the other takes its place.

    Raises BookDamaged when neither can be read.
    """
    readable = [name for name in COPIES if _read(folder / name) is not None]
    if not readable:
        raise _unreadable()
    return {name: folder / (name if name in readable else readable[0]) for name in COPIES}


def check_passphrase(passphrase: str) -> None:
    """Raises InputError when the passphrase is too short to protect anyone."""
    if len(nfc(passphrase)) < SHORTEST_PASSPHRASE:
        raise InputError(
            t("Mật khẩu cần ít nhất {n} ký tự. Chọn một câu dễ nhớ.", n=SHORTEST_PASSPHRASE)
        )


def _slots(copies: list[list[Slot]], kind: str) -> list[Slot]:
    """Those of both copies where they differ: one may have been damaged."""
    found = (slot for copy in copies for slot in copy if slot.kind == kind)
    return list(dict.fromkeys(found))


def _secret(slot: Slot, passphrase: str) -> str | None:
    if slot.kind == "passphrase":
        return passphrase
    words = from_words(passphrase)
    return words.hex() if words else None


def _wrap(kind: str, secret: str, key: bytes) -> Slot:
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    slot = Slot(kind, salt, nonce, b"", _MEMORY_KIB, _ITERATIONS)
    wrapped = AESGCM(_derive(slot, secret)).encrypt(nonce, key, kind.encode())
    return replace(slot, wrapped=wrapped)


def _unwrap(slot: Slot, secret: str) -> bytes | None:
    try:
        return AESGCM(_derive(slot, secret)).decrypt(slot.nonce, slot.wrapped, slot.kind.encode())
    except InvalidTag:
        return None


def _derive(slot: Slot, secret: str) -> bytes:
    kdf = Argon2id(
        salt=slot.salt,
        length=_KEY_BYTES,
        iterations=slot.iterations,
        lanes=1,
        memory_cost=slot.memory,
    )
    return kdf.derive(nfc(secret).encode())


def _write(folder: Path, slots: list[Slot]) -> None:
    content = {
        "format": _FORMAT,
        "slots": [
            {
                "kind": slot.kind,
                "memory": slot.memory,
                "iterations": slot.iterations,
                **{
                    name: base64.b64encode(getattr(slot, name)).decode()
                    for name in ("salt", "nonce", "wrapped")
                },
            }
            for slot in slots
        ],
    }
    for name in COPIES:
        write_durably(folder / name, json.dumps(content, indent=1).encode())


def _copies(folder: Path) -> list[list[Slot]]:
    """The readable copies of the slots, first A, then B."""
    read = (_read(folder / name) for name in COPIES)
    copies = [slots for slots in read if slots is not None]
    if not copies:
        raise _unreadable()
    return copies


def _unreadable() -> BookDamaged:
    return BookDamaged(
        t(
            "Không đọc được tệp khóa của sổ. Đừng xóa gì; hãy khôi phục keys.json từ bản sao "
            "lưu gần nhất."
        )
    )


def _read(file: Path) -> list[Slot] | None:
    try:
        return [_slot(entry) for entry in json.loads(file.read_bytes())["slots"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _slot(entry: dict[str, str]) -> Slot:
    salt, nonce, wrapped = (
        base64.b64decode(entry[name], validate=True) for name in ("salt", "nonce", "wrapped")
    )
    memory, iterations = int(entry["memory"]), int(entry["iterations"])
    affordable = 8 <= memory <= _MOST_MEMORY_KIB and 1 <= iterations <= _MOST_ITERATIONS
    if not affordable or (len(salt), len(nonce)) != (_SALT_BYTES, _NONCE_BYTES):
        raise ValueError(entry)
    return Slot(str(entry["kind"]), salt, nonce, wrapped, memory, iterations)
