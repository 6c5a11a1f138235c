"""A password around a signed packet, for a channel that is not trusted (ECMA-376 agile encryption,
[MS-OFFCRYPTO] 2.3.4.10: AES-256, SHA-512).

It hides what travels and proves nothing: inside is the packet exactly as it was signed, and that is
what is verified, counted and kept.
"""

import io
import struct
from typing import Final
from xml.parsers.expat import ExpatError

from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.text import nfc
from sync.package import container
from sync.package.reasons import refused

MARK: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a compound file begins: the form that holds an encrypted workbook, and that .xls had."""

LONGEST: Final = 255
_MALFORMED = (
    *(OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, struct.error),
    *(ExpatError, MemoryError, OverflowError, AssertionError),
)


def is_locked(data: bytes) -> bool:
    """Whether a file can only be opened with a password, or is no .xlsx at all."""
    return data.startswith(MARK)


def lock(packet: bytes, password: str) -> bytes:
    """``packet`` under ``password``; different bytes each time.

    Raises InputError for an empty password, one of more than 255 characters, or a packet that the
    wrapping would make too large for any receiver.
    """
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

    word = _checked(password)
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(packet)).encrypt(word, locked)
    data = locked.getvalue()
    if len(data) > container.MAX_FILE:
        raise InputError(
            t("Gói lớn quá 10 MB khi thêm mật khẩu; hãy xuất lại gói không đặt mật khẩu.")
        )
    return data


def unlock(data: bytes, password: str) -> bytes:
    """The file behind the password, its integrity checked.

    For a process that may be lost: the parsers of these files are not ours. Raises PacketRefused:
    B.password when it is another password, B.locked when this is no such file, B.altered when it
    was changed under way.
    """
    from msoffcrypto import exceptions  # type: ignore[import-untyped]
    from msoffcrypto.format.ooxml import OOXMLFile

    try:
        locked = OOXMLFile(io.BytesIO(data))
        if locked.type != "agile":
            raise refused("B.locked", f"{locked.type} encryption")
        locked.load_key(password=nfc(password), verify_password=True)
    except exceptions.InvalidKeyError as error:
        raise refused("B.password", "another password") from error
    except (exceptions.FileFormatError, exceptions.DecryptionError, *_MALFORMED) as error:
        raise refused("B.locked", type(error).__name__) from error
    opened = io.BytesIO()
    try:
        locked.decrypt(opened, verify_integrity=True)
    except (exceptions.DecryptionError, *_MALFORMED) as error:
        raise refused("B.altered", type(error).__name__) from error
    return opened.getvalue()


def _checked(password: str) -> str:
    word = nfc(password)
    if not word.strip() or len(word) > LONGEST:
        raise InputError(
            t("Mật khẩu của gói phải có từ 1 đến {n} ký tự. Chưa ghi gói nào.", n=LONGEST)
        )
    return word
