"""Whatever a person reads has its Vietnamese and its English, and both are written correctly."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from desktop.records import language
from desktop.records.language import t
from tests.texts import ROOT, calls, literals, places

ENGLISH = ROOT / "resources" / "i18n" / "en"
SLIPS = ("để phát sinh", "chi tiêu", "chữ ký số")
WRITTEN = (".csv", ".md", ".sql", ".toml", ".txt", ".typ")


def test_every_text_has_its_english() -> None:
    english = language.english()
    missing = {f"{said.where}: {said.text}" for said in calls() if said.literal} - {
        f"{said.where}: {said.text}" for said in calls() if said.text in english
    }
    assert not missing, "add to resources/i18n/en:\n" + "\n".join(sorted(missing))


def test_no_english_is_left_over() -> None:
    said = {said.text for said in calls()}
    assert not language.english().keys() - said


def test_no_text_is_hidden_from_translation() -> None:
    hidden = [said.where for said in calls() if not said.literal]
    assert not hidden, f"t() takes one literal, so that its English can be found: {hidden}"


def test_no_text_is_chosen_before_its_language_is() -> None:
    assert not [said.where for said in calls() if said.early]


def test_both_languages_have_the_same_places() -> None:
    wrong = [vi for vi, en in language.english().items() if places(vi) != places(en)]
    assert not wrong


def test_every_call_fills_the_places_of_its_text() -> None:
    wrong = [said.where for said in calls() if said.literal and places(said.text) != said.values]
    assert not wrong


def test_a_text_is_translated_once() -> None:
    keys = Counter(
        key for file in ENGLISH.glob("*.toml") for key in tomllib.loads(file.read_text("utf-8"))
    )
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_english_is_still_vietnamese() -> None:
    def marks(text: str) -> int:
        return sum(ord(sign) > 0x7F and sign.isalpha() for sign in text)

    allowed = str.maketrans("", "", "đ")  # đồng has no English
    same = [vi for vi, en in language.english().items() if marks(en.translate(allowed)) > 2]
    assert not same


def test_source_texts_are_composed_and_without_slips() -> None:
    wrong = [where for where, text in literals() if _badly_written(text)]
    assert not wrong


def test_resource_texts_are_composed_and_without_slips() -> None:
    files = [file for file in (ROOT / "resources").rglob("*") if file.suffix in WRITTEN]
    assert len(files) > 5
    assert not [str(file) for file in files if _badly_written(file.read_text("utf-8"))]


@pytest.mark.parametrize(
    "text",
    ["Dữ liệu đang để phát sinh", "Chi tiêu năm", unicodedata.normalize("NFD", "Sổ")],
)
def test_a_slip_is_noticed(text: str) -> None:
    assert _badly_written(text)


def test_the_scan_sees_every_form_of_call(tmp_path: Path) -> None:
    (tmp_path / "sync").mkdir()
    (tmp_path / "sync" / "talk.py").write_text(
        't("một {n}", n=1)\nlanguage.t("hai " "ba")\ndef f():\n  return lambda: [t(word)]\n'
        't(f"{x}")\n',
        encoding="utf-8",
    )
    found = list(calls(tmp_path))
    assert {said.text: said.literal for said in found} == {
        "một {n}": True,
        "hai ba": True,
        "": False,
    }
    assert [said.where for said in found if not said.early] == ["sync/talk.py:4"]
    assert len(found) == 4
    assert found[0].values == {"n"}


def test_texts_follow_the_language_in_use() -> None:
    vi = "Không có dòng “{uid}” trong sổ."
    assert t(vi, uid="7") == "Không có dòng “7” trong sổ."
    language.use("en")
    assert t(vi, uid="7") == "There is no row “7” in the book."
    assert language.pick("Ngày", "Date") == "Date"


def test_a_text_without_english_stays_vietnamese() -> None:
    language.use("en")
    assert language.t("chưa dịch " + "{n}", n=3) == "chưa dịch 3"


def test_an_unknown_language_is_refused_and_changes_nothing() -> None:
    with pytest.raises(ValueError, match="fr"):
        language.use("fr")
    assert language.current() == "vi"


def _badly_written(text: str) -> bool:
    plain = text.casefold()
    return not unicodedata.is_normalized("NFC", text) or any(slip in plain for slip in SLIPS)
