"""A file map is kept as JSON, and what is not understood in one is named."""

import json
from dataclasses import replace

import pytest

from desktop.records.errors import InputError
from desktop.records.fields import Kind
from sync.intake import values
from sync.intake.filemap import Column, DateOrder, FileMap
from sync.intake.legacy import Encoding

FULL = FileMap(
    "outreach",
    {
        "Ngày": Column("date", DateOrder.SWAPPED),
        "Kinh phí": Column("cost", scale=1_000_000),
        "STT": Column(),
        "Địa điểm": Column("place"),
    },
    {"form": "HOI_NGHI"},
    {"topics": {"luật": "PHAP_LUAT; TAC_HAI", "khác": ""}},
    {".VnTime": Encoding.TCVN3, "": Encoding.UNICODE},
    "Thang 3",
    (4, 5),
    2024,
)


def test_everything_comes_back() -> None:
    assert FileMap.from_json(FULL.to_json()) == FULL
    assert '"Địa điểm": "place"' in FULL.to_json()
    plain = FileMap("sites", {"Tên": Column("name")})
    assert FileMap.from_json(plain.to_json()) == plain
    assert json.loads(plain.to_json()) == {
        "format": 1,
        "register": "sites",
        "columns": {"Tên": "name"},
    }


def test_what_is_only_a_guess_is_not_kept() -> None:
    assert FileMap.from_json(replace(FULL, unsure=frozenset({"Ngày"})).to_json()) == FULL


def test_a_hand_written_map_may_be_short() -> None:
    text = '{"register": "outreach", "columns": {"Ngày": {"field": "date"}, "STT": null}}'
    found = FileMap.from_json(text)
    assert found.columns == {"Ngày": Column("date"), "STT": Column()}
    assert found.head_of("date") == "Ngày"
    assert found.head_of("place") == ""


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"colums": {}},
        {"columns": ["Ngày"]},
        {"columns": {"Ngày": {"field": "date", "order": "backwards"}}},
        {"columns": {"Ngày": {"field": "date", "colour": "red"}}},
        {"columns": {"Ngày": {"field": "cost", "scale": 0}}},
        {"columns": {"Ngày": 5}},
        {"constants": {"form": ["LOA"]}},
        {"words": {"form": "LOA"}},
        {"fonts": {".VnTime": "KOI8"}},
        {"head": "four"},
        {"year": "năm nay"},
    ],
)
def test_what_is_not_understood_is_refused(change: dict[str, object]) -> None:
    said = {"register": "outreach", "columns": {}} | change
    with pytest.raises(InputError, match="Không hiểu bảng ghép cột"):
        FileMap.from_json(json.dumps(said))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "{}", "[" * 100_000])
def test_what_is_no_map_at_all_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="Không hiểu bảng ghép cột"):
        FileMap.from_json(text)


def test_the_register_must_exist() -> None:
    with pytest.raises(InputError, match="Không có sổ “khong”"):
        FileMap.from_json('{"register": "khong", "columns": {}}')


def test_cells_of_every_kind_are_read() -> None:
    assert set(values._RAW) == set(Kind)
