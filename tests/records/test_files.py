"""A file is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.records.errors import DiskError
from desktop.records.files import write_durably


def test_the_new_content_takes_the_place_of_the_old_and_nothing_else_stays(
    tmp_path: Path,
) -> None:
    target = tmp_path / "keys.json"
    write_durably(target, b"old")
    write_durably(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_cut_off_write_leaves_the_old_file_and_can_be_repeated(tmp_path: Path) -> None:
    target = tmp_path / "keys.json"
    write_durably(target, b"old")
    (tmp_path / "keys.json.part").write_bytes(b"ne")
    assert target.read_bytes() == b"old"
    write_durably(target, b"new")
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_told_by_the_name_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match=r"keys\.json"):
        write_durably(tmp_path / "gone" / "keys.json", b"")


def test_a_target_that_cannot_be_replaced_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "keys.json").mkdir()
    (tmp_path / "keys.json" / "inner").touch()
    with pytest.raises(DiskError, match="Không có gì bị mất"):
        write_durably(tmp_path / "keys.json", b"new")
    assert (tmp_path / "keys.json" / "inner").exists()
