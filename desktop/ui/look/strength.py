"""How well a passphrase protects, in words and on a scale."""

from typing import NamedTuple

from desktop.records.language import t

LONG, VERY_LONG, STRONGEST = 12, 18, 4


class Protection(NamedTuple):
    """How well a passphrase protects: the state for its look, words that help, and a degree from
    0 to ``STRONGEST``."""

    state: str
    words: str
    degree: int


def strength(passphrase: str) -> Protection:
    """How well a passphrase protects."""
    kinds = sum(
        any(test(sign) for sign in passphrase)
        for test in (str.islower, str.isupper, str.isdigit, lambda s: not s.isalnum())
    )
    length, varied = len(passphrase), len(set(passphrase.casefold()))
    if not length:
        return Protection("bad", t("Ít nhất 8 ký tự. Một câu vài từ thì dễ nhớ và khó đoán."), 0)
    if length < 8:
        return Protection("bad", t("Còn ngắn: cần ít nhất 8 ký tự."), 1)
    if varied < 5 or (length < LONG and kinds < 3):
        words = t("Yếu: dễ đoán. Một câu vài từ thì dễ nhớ và khó đoán hơn.")
        return Protection("warn", words, 2)
    if length < VERY_LONG and kinds < 3:
        return Protection("ok", t("Khá: dùng được."), 3)
    return Protection("ok", t("Mạnh."), STRONGEST)
