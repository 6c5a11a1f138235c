"""What was done, and taking it back, without a window."""

from __future__ import annotations

import json

import pytest

from tests import rows
from tests.district import District, Office


@pytest.fixture
def commune(district: District) -> Office:
    return district.communes[0]


def test_an_imported_file_is_taken_back_as_one(commune: Office) -> None:
    lines = [json.dumps(rows.outreach(attendees=n, women=0, youth=0)) for n in (5, 6, 7)]
    file = commune.folder.parent / "rows.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    saved = commune.run("record outreach", file, "--because", "ba buổi khác nhau").json
    assert (saved["saved"], len(saved["problems"])) == (3, 2)

    (action,) = commune.run("history").lines
    assert (action["rows"], action["reason"]) == (3, "ba buổi khác nhau")
    undone = commune.run("undo").json
    assert (undone["rows"], undone["register"]) == (3, "outreach")
    assert commune.run("rows outreach").lines == []
    assert commune.run("history").lines[0]["undone"]
    assert commune.run("check").json["ok"]


def test_a_row_tells_what_changed_and_a_retired_one_comes_back(commune: Office) -> None:
    (uid,) = commune.record("outreach", rows.outreach())
    commune.record("outreach", rows.outreach(uid=uid, attendees=50))
    commune.run(f"retire outreach {uid} --reason nhầm")
    kinds = [event["kind"] for event in commune.run(f"history outreach {uid}").lines]
    assert kinds == ["retire", "save", "save"]
    changed = commune.run(f"history outreach {uid}").lines[1]["changes"]
    assert changed == [{"field": "attendees", "before": 42, "after": 50}]
    commune.run("undo")
    assert [row["attendees"] for row in commune.run("rows outreach").lines] == [50]


def test_nothing_to_take_back_is_said(commune: Office) -> None:
    answer = commune.run("undo")
    assert answer.code == 1
    assert "hoàn tác" in answer.err
