"""Whatever a person reads has its Vietnamese and its English, and both are written correctly."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from desktop.records import language
from desktop.records.language import counted, t
from desktop.records.plan import default
from desktop.records.registers import REGISTERS
from tests.texts import ROOT, calls, literals, places

ENGLISH = ROOT / "resources" / "i18n" / "en"
SLIPS = ("để phát sinh", "chi tiêu", "chữ ký số")
SINGULAR = {"is", "was", "has", "waits", "uses"}
"""Words in -s that may follow a number as they are: they speak of one thing."""
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


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 drafts"), (1, "1 draft"), ("1", "1 draft"), ("1.042", "1.042 drafts")],
)
def test_english_words_follow_their_number(number: object, said: str) -> None:
    vi, en = "Còn {n} bản nháp khác.", said.replace(" d", " more d") + "."
    assert t(vi, n=number) == f"Còn {number} bản nháp khác."
    language.use("en")
    assert t(vi, n=number) == en


def test_declared_words_follow_their_number() -> None:
    assert [counted("person|people", number) for number in (0, 1, 2)] == [
        "people",
        "person",
        "people",
    ]
    assert counted("văn bản", 1) == counted("văn bản", 2) == "văn bản"
    assert REGISTERS["outreach"].counted(1) == REGISTERS["outreach"].counted(3) == "hoạt động"
    language.use("en")
    assert REGISTERS["outreach"].counted(1) == "event"
    assert REGISTERS["outreach"].field("attendees").unit(3) == "attendances"


def test_whatever_is_counted_in_english_has_both_words() -> None:
    units = [field.unit_en for one in REGISTERS.values() for field in one.fields]
    nouns = [one.counted_en for one in REGISTERS.values()] + [
        one.counted_en for one in default().targets
    ]
    assert not [word for word in nouns + units if word.endswith("s") and "|" not in word]
    assert not [text for text in language.english().values() if _miscounts(text)]


@pytest.mark.parametrize(
    "text",
    ["{n} rows.", "{n} more rows.", "{n} of {all} units", "Took {rows} lines", "{n} fits of it"],
)
def test_a_number_without_its_words_is_noticed(text: str) -> None:
    assert _miscounts(text)


@pytest.mark.parametrize(
    "text",
    [
        "{n} {n:row|rows}",
        "Packet {n} is signed",
        "{n} more {n:row was|rows were} read",
        "{name} gives rows",
    ],
)
def test_a_number_with_its_words_is_let_be(text: str) -> None:
    assert not _miscounts(text)


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


def _miscounts(text: str) -> bool:
    """Whether a plural stands by itself behind a number: right after it, or one word on where it
    is a word that is counted elsewhere."""
    numbers, nouns = _counting()
    bare = "".join(
        said + (" " if name is None or "|" in (spec or "") else f"{{{name}}}")
        for said, name, spec, _ in Formatter().parse(text)
    )
    behind = re.finditer(r"{(\w+)} (\w+)(?= (\w+))?", bare)
    return any(
        found[1] in numbers
        and ((found[2].endswith("s") and found[2] not in SINGULAR) or found[3] in nouns)
        for found in behind
    )


@cache
def _counting() -> tuple[set[str], set[str]]:
    """The places that hold numbers, and the plurals that go with them."""
    choices = [
        (name, spec.partition("|")[2].split()[0])
        for text in language.english().values()
        for _, name, spec, _ in Formatter().parse(text)
        if name and spec and "|" in spec
    ]
    return {name for name, _ in choices}, {word for _, word in choices if word.endswith("s")}
