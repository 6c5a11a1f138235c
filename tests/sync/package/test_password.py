"""A password around a signed file: opened whole by who knows it, by nobody else, never half."""

import io
import random
import zipfile
from functools import cache

import pytest

from desktop.records.errors import InputError
from sync.errors import PacketRefused
from sync.package import container, password
from sync.sandbox import Sandbox
from tests.sync.package import sealed

WORD = "mật khẩu"


@cache
def locked() -> bytes:
    return password.lock(sealed.packet(), WORD)


def rule_of(data: bytes, word: str = WORD) -> str:
    """The rule that refuses to unlock, "" when it opens."""
    try:
        password.unlock(data, word)
    except PacketRefused as refusal:
        assert str(refusal)
        return refusal.rule
    return ""


def test_what_was_locked_comes_back_whole() -> None:
    assert password.unlock(locked(), WORD) == sealed.packet()
    assert password.is_locked(locked())
    assert not password.is_locked(sealed.packet())


def test_nothing_of_the_packet_is_seen_from_outside() -> None:
    names = [name.encode() for name in container.unpack(sealed.packet())]
    assert all(name in sealed.packet() for name in names)
    assert not any(name in locked() for name in names)
    assert not zipfile.is_zipfile(io.BytesIO(locked()))
    assert password.lock(sealed.packet(), WORD) != locked()


@pytest.mark.parametrize("word", ["mat khau", "mật khẩu ", "MẬT KHẨU", ""])
def test_another_password_opens_nothing(word: str) -> None:
    assert rule_of(locked(), word) in ("B.password", "B.locked")


def test_the_same_word_typed_another_way_is_the_same() -> None:
    import unicodedata

    typed = unicodedata.normalize("NFD", WORD)
    assert typed != WORD
    assert password.unlock(locked(), typed) == sealed.packet()


@pytest.mark.parametrize("word", ["", "  ", "x" * 256])
def test_a_word_that_is_none_is_refused(word: str) -> None:
    with pytest.raises(InputError):
        password.lock(sealed.packet(), word)


def test_a_packet_that_grows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_FILE", len(locked()) - 1)
    with pytest.raises(InputError, match="10 MB"):
        password.lock(sealed.packet(), WORD)


def test_no_altered_byte_gives_another_packet() -> None:
    """Any byte of the file changed: refused in words, or in a place that carries nothing."""
    draw, refused = random.Random(7), 0
    for _ in range(25):
        data = bytearray(locked())
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        try:
            assert password.unlock(bytes(data), WORD) == sealed.packet()
        except PacketRefused as refusal:
            assert refusal.rule in ("B.altered", "B.locked", "B.password")
            refused += 1
    assert refused > 5


@pytest.mark.parametrize("size", [8, 100, 512, 2000, 9000])
def test_a_cut_file_is_refused(size: int) -> None:
    assert rule_of(locked()[:size]) in ("B.altered", "B.locked")


def test_old_excel_files_and_other_compound_files_are_refused() -> None:
    data = locked().replace(
        "EncryptionInfo".encode("utf-16-le"), "EncryptionInfa".encode("utf-16-le")
    )
    assert data != locked()
    assert rule_of(data) == "B.locked"


def test_the_child_opens_it_and_gives_the_signed_file(sandbox: Sandbox) -> None:
    opened = sandbox.open(locked(), sealed.trust(), sealed.NOW, WORD)
    assert opened.unlocked == sealed.packet()
    assert opened.verdict.check.startswith("J")  # a real seal around another workbook
    assert sandbox.open(locked(), sealed.trust(), sealed.NOW, "x").verdict.check == "B.password"
    assert sandbox.open(locked(), sealed.trust(), sealed.NOW).verdict.check == "B.locked"
    assert sandbox.open(sealed.packet(), sealed.trust(), sealed.NOW, WORD).unlocked is None


def test_this_process_never_opens_one_itself(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError

    sandbox.open(b"", sealed.trust(), sealed.NOW)
    monkeypatch.setattr(password, "unlock", never)
    assert sandbox.open(locked(), sealed.trust(), sealed.NOW, WORD).unlocked == sealed.packet()
