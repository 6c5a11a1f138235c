"""What the system says of files is told in the language in use, with what to do next."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop.records import language
from desktop.records.because import because
from desktop.records.errors import DiskError
from desktop.records.files import write_durably

COMMON = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOENT,
    errno.EISDIR,
    errno.EIO,
    errno.ENAMETOOLONG,
    errno.EFBIG,
)


@pytest.mark.parametrize("number", COMMON)
def test_no_common_reason_is_left_in_the_systems_words(number: int) -> None:
    said = because(OSError(number, os.strerror(number)))
    assert said and said != os.strerror(number)
    language.use("en")
    assert because(OSError(number, os.strerror(number))) != said
    language.use("vi")


def test_a_reason_that_nobody_foresaw_is_still_told() -> None:
    assert because(OSError(errno.ELOOP, "loop")) == "loop"
    assert because(OSError()) == "OSError"


def test_a_full_disk_says_that_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "báo cáo.pdf"
    target.write_bytes(b"before")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("desktop.records.files.os.fsync", full)
    with pytest.raises(DiskError, match=r"ổ đĩa đã đầy\. Không có gì bị mất"):
        write_durably(target, b"after")
    assert target.read_bytes() == b"before"


def test_a_folder_that_is_gone_is_named_plainly(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match="không thấy tệp hoặc thư mục"):
        write_durably(tmp_path / "gone" / "a.pdf", b"x")
