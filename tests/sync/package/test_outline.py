"""Rows that no parser sees: what is said of the rest is what would be said of the whole."""

import random

import pytest

from sync.package import opc
from sync.package.outline import ROW, outlined
from sync.package.strictxml import (
    MAX_DEPTH,
    NotStrict,
    check_encoding,
    check_form,
    check_markup,
    check_words,
)

_ROOT = f"{{{opc.SHEETS}}}worksheet"
_HEAD = f'<worksheet xmlns="{opc.SHEETS}"><cols><col min="1" max="1"/></cols><sheetData>'.encode()
_TAIL = b'</sheetData><pageMargins left="0.5"/></worksheet>'
_ROWS = "".join(
    f'<row r="{n}" ht="{15 * n}"><c r="A{n}" s="4"><v>45{n}.25</v></c>'
    f'<c r="AB{n}" s="13" t="inlineStr"><is><t xml:space="preserve"> Họp thôn &lt;{n}&gt;</t></is>'
    f'</c></row><row r="{n + 1}" ht="15"></row>'
    for n in range(1, 8, 2)
).encode()
_SHEET = _HEAD + _ROWS + _TAIL
_PIECES = (
    *(b"<", b">", b"/", b'"', b" ", b"&", b"\n", b"\t", b"\0", b"<!--", b"-->", b"<f>1</f>"),
    *(b"<row>", b"</row>", b"<c>", b"</c>", b"</t>", b"]]>", b"&#1;", b"&amp;", b' r="1"'),
    *("\uf8ff".encode(), "\ufffe".encode(), "\ud800".encode(errors="surrogatepass"), b"\xc2"),
)


def _passes(part: bytes, seen: bytes) -> bool:
    try:
        check_markup(part)
        check_encoding(part)
        check_words(seen, opc.SHEET_WORDS)
        check_form(seen, _ROOT)
    except NotStrict:
        return False
    return True


def _edited(chance: random.Random) -> bytes:
    """The sheet with a piece put in, a stretch taken out, moved or repeated."""
    start, other = sorted(chance.randrange(len(_SHEET)) for _ in range(2))
    stretch = _SHEET[start : start + chance.choice((1, 2, 6, 40, 200))]
    end = start + len(stretch)
    return chance.choice(
        (
            _SHEET[:start] + chance.choice(_PIECES) + _SHEET[start:],
            _SHEET[:start] + chance.choice(_PIECES) + _SHEET[end:],
            _SHEET[:start] + _SHEET[end:],
            _SHEET[:other] + stretch + _SHEET[other:],
            _SHEET[:start] + _SHEET[other:] + _SHEET[start:other],
        )
    )


def test_an_edited_sheet_is_judged_as_if_all_of_it_were_parsed() -> None:
    chance = random.Random(2060)
    passed = 0
    for _ in range(2_500):
        part = _edited(chance)
        whole = _passes(part, part)
        assert _passes(part, outlined(part)) == whole, part
        passed += whole
    assert 100 < passed < 2_400, "both answers come up"


def test_all_rows_of_ours_together_leave_one() -> None:
    assert outlined(_SHEET) == _HEAD + ROW + _TAIL


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1" ht="15" hidden="1"></row>',
        '<row r="1" ht="15"><c r="A1" s="3" t="inlineStr"><is><t>a<b/></t></is></c></row>',
        '<row r="1" ht="15"><c r="A1" s="3"><f>1</f><v>1</v></c></row>',
        '<row r="1" ht="15"><c r="A1" s="3" t="inlineStr"><is><t>\x01</t></is></c></row>',
        '<row r="1" ht="15"><c r="A1" s="3" t="inlineStr"><is><t>\uffff</t></is></c></row>',
        '<row r="1" ht="15"><c r="A1" s="3" t="inlineStr"><is><t>&e;</t></is></c></row>',
        '<row r="1" ht="15"><c r="A1" s="3" t="inlineStr"><is><t>]]></t></is></c></row>',
        '<row r="1" ht="15"><c r="A1" s="3"><v>1</v></row></c>',
    ],
)
def test_any_other_row_is_left_to_the_parser(row: str) -> None:
    part = _HEAD + row.encode() + _TAIL
    assert outlined(part) == part
    assert not _passes(part, part)


def test_a_row_is_as_deep_as_it_would_be_parsed() -> None:
    deepest = MAX_DEPTH - len(("row", "c", "is", "t"))
    fits, deeper = (b"<a><b>%s</b></a>" % _nested(levels - 2) for levels in (deepest, deepest + 1))
    for seen in (fits, outlined(fits)):
        check_form(seen, "a")
    for seen in (deeper, outlined(deeper)):
        with pytest.raises(NotStrict, match="deeper"):
            check_form(seen, "a")


def _nested(levels: int) -> bytes:
    return b"<b>" * levels + _ROWS + b"</b>" * levels
