"""Vietnamese order inside the database: every connection knows ``vietnamese(text)``."""

from functools import lru_cache
from typing import Any

from desktop.records.text import order_key


@lru_cache(65_536)
def key(text: object) -> bytes | None:
    """Bytes that sort as ``order_key`` does; nothing sorts first."""
    if text is None:
        return None
    return b"".join(
        bytes(letters) + b"\x00" + bytes(tone + 1 for tone in tones) + b"\x00"
        for letters, tones in order_key(str(text))
    )


def teach(connection: Any) -> None:
    """Give a connection the function."""
    connection.create_function("vietnamese", 1, key, deterministic=True)
