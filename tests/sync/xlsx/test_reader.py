"""What a person sees is what is imported: every packet reads back, every edit is refused."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings

from desktop.records import language
from desktop.records.fields import Kind
from desktop.records.registers import REGISTERS, TRAVELLING
from sync.errors import PacketRefused
from sync.package import container, opc
from sync.packet import Packet, rows_digest
from sync.xlsx import cells, frame, grammar, pages, reader, wording, workbook
from tests.sync.xlsx import packets

Parts = dict[str, bytes]
Edit = Callable[[Parts], None]

OUTREACH, SITES, YEARS = (packets.sheet(n) for n in ("outreach", "sites", "referral_years"))
STYLES, BOOK, TABLE = "xl/styles.xml", opc.WORKBOOK, "xl/tables/table1.xml"
FORM = "Hội nghị, buổi tuyên truyền trực tiếp (HOI_NGHI)"


@settings(max_examples=80, deadline=None)
@given(packets.packets())
def test_every_packet_reads_back_exactly(packet: Packet) -> None:
    packed = container.unpack(container.pack(workbook.write(packet)))
    assert reader.read(packed) == packet


def test_the_trials_know_every_kind() -> None:
    assert packets.STRATEGIES.keys() == set(Kind)


def swap(name: str, old: str, new: str, count: int = 1) -> Edit:
    """Replace the first ``count`` of ``old`` in a part, which must be there."""

    def edit(parts: Parts) -> None:
        text = parts[name].decode()
        assert old in text, old
        parts[name] = text.replace(old, new, count).encode()

    return edit


def sub(name: str, pattern: str, new: str) -> Edit:
    """Replace the first match of ``pattern`` in a part, which must be there."""

    def edit(parts: Parts) -> None:
        text, count = re.subn(pattern, new, parts[name].decode(), count=1)
        assert count, pattern
        parts[name] = text.encode()

    return edit


def drop(name: str) -> Edit:
    def edit(parts: Parts) -> None:
        del parts[name]

    return edit


def agreed(edit: Edit) -> Edit:
    """The edit by a sender who also corrects the digest: nothing but the spelling gives it away."""

    def edit_both(parts: Parts) -> None:
        edit(parts)
        sheet = packets.published("outreach")
        rows = reader._rows(wording.newest(), sheet, parts[OUTREACH])
        old = rows_digest("outreach", sheet.names, packets.plain().rows["outreach"])
        swap(frame.HEADER, old, rows_digest("outreach", sheet.names, rows))(parts)

    return edit_both


def add(name: str, content: bytes) -> Edit:
    return lambda parts: parts.update({name: content})


def rows_swapped(parts: Parts) -> None:
    """Two rows change places and numbers, as someone would who sorts the sheet."""
    head, first, second, tail = re.split(r"(?=<row r=\"[34]\")|(?=</sheetData>)", text_of(parts))
    second, first = second.replace('4"', '3"'), first.replace('3"', '4"')
    parts[OUTREACH] = (head + second + first + tail).encode()


def text_of(parts: Parts) -> str:
    return parts[OUTREACH].decode()


def restyled(cell: str, style: int) -> Edit:
    return sub(OUTREACH, f'<c r="{cell}" s="[0-9]+"', f'<c r="{cell}" s="{style}"')


def claimed(change: Callable[[Packet], Packet]) -> Edit:
    """The header sheet of another packet."""

    def edit(parts: Parts) -> None:
        parts[frame.HEADER] = workbook.write(change(packets.plain()))[frame.HEADER]

    return edit


def without_a_row(packet: Packet) -> Packet:
    return replace(packet, rows=packet.rows | {"sites": packet.rows["sites"][:1]})


def same_uid_twice(parts: Parts) -> None:
    rows = [packets.row(REGISTERS["sites"], 1), packets.row(REGISTERS["sites"], 1)]
    parts.update(workbook.write(Packet.of(packets.header(), {"sites": rows})))


def other_summary(parts: Parts) -> None:
    parts[frame.SUMMARY] = workbook.write(without_a_row(packets.plain()))[frame.SUMMARY]


def many_rows(parts: Parts) -> None:
    line = '<row r="{n}" ht="15"></row>'
    rows = "".join(line.format(n=n) for n in range(5, workbook.MAX_ROWS + 5))
    swap(YEARS, "</sheetData>", rows + "</sheetData>")(parts)


def many_columns(parts: Parts) -> None:
    cells = "".join(f'<c r="A{chr(65 + n % 26)}{n}" s="3"><v>1</v></c>' for n in range(101))
    sub(YEARS, '(?=</row><row r="4")', cells)(parts)


def digest_of(register: str) -> str:
    names = packets.published(register).names
    return rows_digest(register, names, packets.plain().rows[register])


TEXT = "</t></is></c>"
EDITS: dict[str, tuple[str, Edit]] = {
    # the workbook and its sheets
    "hidden sheet": (
        "J.frame",
        swap(BOOK, 'sheetId="4" state="visible"', 'sheetId="4" state="hidden"'),
    ),
    "very hidden sheet": (
        "J.frame",
        swap(BOOK, 'sheetId="4" state="visible"', 'sheetId="4" state="veryHidden"'),
    ),
    "two sheets of one name": ("J.frame", swap(BOOK, "Thông tin gói", "Tổng hợp")),
    "sheets in other order": ("J.frame", swap(BOOK, 'r:id="rId3"', 'r:id="rId4"')),
    "links swapped": ("J.frame", swap("xl/_rels/workbook.xml.rels", "sheet3.xml", "sheet4.xml")),
    "other day one": ("J.frame", swap(BOOK, "<workbookPr/>", '<workbookPr date1904="1"/>')),
    "printed less": ("J.frame", swap(BOOK, "$N$4", "$M$4")),
    "foreign name": ("J.frame", swap(BOOK, "_xlnm.Print_Area", "_xlnm.Print_Aria")),
    "sheet missing": ("J.parts", drop(YEARS)),
    "table missing": ("J.parts", drop(TABLE)),
    "shared strings": ("J.parts", add("xl/sharedStrings.xml", b"<sst/>")),
    "theme": ("J.parts", add("xl/theme/theme1.xml", b"<theme/>")),
    "no header sheet": ("J.parts", drop(frame.HEADER)),
    "opened at another sheet": ("J.frame", swap(BOOK, 'activeTab="0"', 'activeTab="5"')),
    "first sheets scrolled away": ("J.frame", swap(BOOK, 'firstSheet="0"', 'firstSheet="3"')),
    "formula in a name": (
        "J.frame",
        swap(BOOK, "</definedNames>", '<definedName name="A">1+1</definedName></definedNames>'),
    ),
    "link by way of the root": (
        "J.frame",
        swap("xl/_rels/workbook.xml.rels", '"/xl/styles.xml"', '"/xl/../xl/styles.xml"'),
    ),
    # formats
    "format that always says nought": ("J.frame", swap(STYLES, '"mm/yyyy"', '"&quot;0&quot;"')),
    "format that hides": ("J.frame", swap(STYLES, 'formatCode="dd/mm/yyyy"', 'formatCode=";;;"')),
    "day and month swapped": ("J.frame", swap(STYLES, "dd/mm/yyyy", "mm/dd/yyyy")),
    "white letters": ("J.frame", swap(STYLES, "FF000000", "FFFFFFFF")),
    "tiny letters": ("J.frame", swap(STYLES, '<sz val="11"/>', '<sz val="1"/>')),
    "cell in another style": ("J.cells", restyled("A3", 6)),
    "style that is not ours": ("J.cells", restyled("A3", 15)),
    # a sheet's frame
    "hidden column": ("J.cells", swap(OUTREACH, 'min="8"', 'hidden="1" min="8"')),
    "column without width": ("J.cells", sub(OUTREACH, '<col width="9"', '<col width="0"')),
    "all rows without height": (
        "J.cells",
        swap(OUTREACH, 'defaultRowHeight="15"', 'defaultRowHeight="15" zeroHeight="1"'),
    ),
    "merged cells": (
        "J.cells",
        swap(
            OUTREACH,
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="A3:B3"/></mergeCells>',
        ),
    ),
    "condition that changes looks": (
        "J.cells",
        swap(OUTREACH, "</sheetData>", '</sheetData><conditionalFormatting sqref="A1"/>'),
    ),
    "drop-down list": (
        "J.cells",
        swap(OUTREACH, "</sheetData>", '</sheetData><dataValidations count="0"/>'),
    ),
    "scrolled down": ("J.cells", swap(OUTREACH, 'topLeftCell="A3"', 'topLeftCell="A9"')),
    "shown tiny": (
        "J.cells",
        swap(OUTREACH, 'workbookViewId="0"', 'workbookViewId="0" zoomScale="10"'),
    ),
    "turned from right to left": (
        "J.cells",
        swap(OUTREACH, 'workbookViewId="0"', 'workbookViewId="0" rightToLeft="1"'),
    ),
    "other footer": ("J.cells", swap(OUTREACH, "Trang &amp;P", "Trang 1")),
    "heading in letters that look the same": ("J.cells", swap(OUTREACH, "Ngày", "Ng\u0430\u0300y")),
    "declared and begun otherwise": (
        "J.cells",
        lambda parts: parts.update({OUTREACH: b'<?xml version="1.0"?>' + parts[OUTREACH]}),
    ),
    "line feed at the end": (
        "J.cells",
        lambda parts: parts.update({OUTREACH: parts[OUTREACH] + b"\n"}),
    ),
    "larger extent": (
        "J.cells",
        swap(OUTREACH, '<dimension ref="A1:R4"/>', '<dimension ref="A1:R9"/>'),
    ),
    "filtered table": (
        "J.frame",
        swap(
            TABLE,
            '<autoFilter ref="A2:R4"/>',
            '<autoFilter ref="A2:R4"><filterColumn colId="1"/></autoFilter>',
        ),
    ),
    "table without a head": ("J.frame", swap(TABLE, "<table ", '<table headerRowCount="0" ')),
    "table of fewer rows": ("J.frame", swap(TABLE, "A2:R4", "A2:R3", 2)),
    "other heading": ("J.cells", swap(OUTREACH, "Lượt người dự", "Trong đó nữ")),
    "other field name": ("J.cells", swap(OUTREACH, "<t>women</t>", "<t>youth</t>")),
    # rows and cells
    "rows swapped": ("J.digests", rows_swapped),
    "row without height": (
        "J.cells",
        sub(OUTREACH, '<row r="3" ht="[0-9]+">', '<row r="3" ht="0">'),
    ),
    "hidden row": ("J.cells", swap(OUTREACH, '<row r="3"', '<row r="3" hidden="1"')),
    "row twice": ("J.uids", sub(OUTREACH, '(<row r="3".*?</row>)', r"\1\1")),
    "row missing": ("J.counts", sub(OUTREACH, '<row r="4".*?</row>', "")),
    "row number skipped": ("J.cells", swap(OUTREACH, '<row r="4"', '<row r="5"')),
    "cell beyond the columns": (
        "J.cells",
        sub(OUTREACH, '(?=</row><row r="4")', '<c r="S3" s="3"><v>1</v></c>'),
    ),
    "cell twice": ("J.cells", sub(OUTREACH, '(<c r="H3".*?</c>)', r"\1\1")),
    "cells out of order": (
        "J.cells",
        sub(OUTREACH, '(<c r="H3".*?</c>)(<c r="I3".*?</c>)', r"\2\1"),
    ),
    "number changed": ("J.digests", sub(OUTREACH, '(<c r="H3" s="6"><v>)10', r"\g<1>11")),
    "number spelt otherwise": ("J.cells", sub(OUTREACH, '(<c r="H3" s="6"><v>)10', r"\g<1>010")),
    "number in other digits": ("J.cells", sub(OUTREACH, '(<c r="H3" s="6"><v>)10', r"\g<1>١٠")),
    "fraction": ("J.values", sub(OUTREACH, '(<c r="H3" s="6"><v>)10', r"\g<1>10.5")),
    "negative number": ("J.values", sub(OUTREACH, '(<c r="H3" s="6"><v>)10', r"\g<1>-10")),
    "huge number": ("J.values", sub(OUTREACH, '(<c r="H3" s="6"><v>)10', r"\g<1>" + "9" * 17)),
    "number as text": (
        "J.cells",
        sub(
            OUTREACH,
            '<c r="H3" s="6"><v>10</v></c>',
            f'<c r="H3" s="6" t="inlineStr"><is><t>10{TEXT}',
        ),
    ),
    "date as text": (
        "J.values",
        sub(OUTREACH, '<c r="A3".*?</c>', f'<c r="A3" s="3" t="inlineStr"><is><t>01/03/2024{TEXT}'),
    ),
    "date with a time": ("J.values", sub(OUTREACH, '(<c r="A3" s="4"><v>[0-9]+)', r"\1.5")),
    "formula": (
        "J.cells",
        agreed(sub(OUTREACH, '<c r="H3" s="6"><v>10</v>', '<c r="H3" s="6"><f>5+5</f><v>10</v>')),
    ),
    "shared string": (
        "J.cells",
        agreed(sub(OUTREACH, '<c r="F3".*?</c>', '<c r="F3" s="3" t="s"><v>0</v></c>')),
    ),
    "formula text": (
        "J.cells",
        agreed(sub(OUTREACH, '<c r="F3".*?</c>', '<c r="F3" s="3" t="str"><v>a</v></c>')),
    ),
    "error cell": (
        "J.cells",
        agreed(sub(OUTREACH, '<c r="F3".*?</c>', '<c r="F3" s="3" t="e"><v>#REF!</v></c>')),
    ),
    "words of another code": ("J.cells", swap(OUTREACH, FORM, "Loa truyền thanh cơ sở (HOI_NGHI)")),
    "code of other words": ("J.digests", swap(OUTREACH, FORM, FORM.replace("HOI_NGHI", "LOA"))),
    "unknown code": ("J.values", swap(OUTREACH, FORM, FORM.replace("HOI_NGHI", "LA"))),
    "no code": ("J.values", swap(OUTREACH, FORM, "Hội nghị")),
    "caption of another row": (
        "J.cells",
        sub(packets.sheet("reach"), "01/03/2024, Hội nghị", "02/03/2024, Hội nghị"),
    ),
    "reference to nowhere": (
        "J.digests",
        sub(packets.sheet("reach"), rf"\({packets.uid(1)}\)", f"({packets.uid(7)})"),
    ),
    "text changed": ("J.digests", swap(OUTREACH, "Nà Vài 1", "Nà Vài 9")),
    "white space added": ("J.digests", swap(OUTREACH, "Nà Vài 1<", "Nà Vài 1 <")),
    "letters taken apart": ("J.values", agreed(swap(OUTREACH, "Nà Vài 1", "Na\u0300 Vài 1"))),
    "control character": ("J.values", agreed(swap(OUTREACH, "Nà Vài 1", "Nà\u0085Vài 1"))),
    "text turned round": ("J.values", agreed(swap(OUTREACH, "Nà Vài 1", "Nà \u202eVài 1"))),
    "too long": ("J.values", agreed(swap(OUTREACH, "Nà Vài 1", "à" * 4001))),
    "text in two runs": (
        "J.cells",
        agreed(swap(OUTREACH, "<is><t>Nhà văn hóa", "<is><r><t>Nhà</t></r><t> văn hóa")),
    ),
    "number by entity": ("J.digests", swap(OUTREACH, "Nà Vài 1", "Nà Vài &#49;")),
    "letter by its escape": ("J.digests", swap(OUTREACH, "Nà Vài 1", "Nà Vài _x0031_")),
    "reading aid over the text": (
        "J.cells",
        agreed(swap(OUTREACH, "Nà Vài 1</t>", 'Nà Vài 1</t><rPh sb="0" eb="1"><t>x</t></rPh>')),
    ),
    "white space kept without need": (
        "J.cells",
        agreed(swap(OUTREACH, "<t>Nhà văn", '<t xml:space="preserve">Nhà văn')),
    ),
    "empty cell": ("J.cells", swap(OUTREACH, '</row><row r="4"', '<c r="S3"/></row><row r="4"')),
    "number with an exponent": (
        "J.values",
        sub(OUTREACH, '(<c r="H3" s="6"><v>)10', r"\g<1>1E1"),
    ),
    "number after a blank": ("J.values", sub(OUTREACH, '(<c r="H3" s="6"><v>)10', r"\g<1> 10")),
    "entity": ("J.digests", swap(OUTREACH, "Nà Vài 1", "Nà&#32;Vài 1")),
    "uid not of its form": ("J.values", sub(OUTREACH, packets.uid(2), packets.uid(2).upper())),
    "comment": ("J.cells", swap(OUTREACH, '<row r="4"', '<!-- --><row r="4"')),
    "white space between": ("J.cells", swap(OUTREACH, '</row><row r="4"', '</row>\n<row r="4"')),
    "not UTF-8": ("J.cells", lambda parts: parts.update({OUTREACH: parts[OUTREACH] + b"\xff"})),
    "more than 50,000 rows": ("K.rows", many_rows),
    "more than 100 columns": ("K.columns", many_columns),
    # the two sheets before the registers
    "other count": ("J.counts", claimed(without_a_row)),
    "other digest": (
        "J.digests",
        sub(frame.HEADER, digest_of("sites"), "0" * 64),
    ),
    "field renamed": ("J.header", swap(frame.HEADER, "Máy gửi", "Máy nhận")),
    "unit of another tier": ("J.header", swap(frame.HEADER, "commune", "district")),
    "unit that is not there": ("J.header", swap(frame.HEADER, "01858", "99999")),
    "month that is not there": ("J.header", swap(frame.HEADER, "2024-05", "2024-13")),
    "hour that is not there": ("J.header", swap(frame.HEADER, "T08:30", "T25:30")),
    "no sequence": ("J.header", swap(frame.HEADER, "<v>12</v>", "<v>0</v>")),
    "other sequence": ("J.summary", swap(frame.HEADER, "<v>12</v>", "<v>13</v>")),
    "device with signs": ("J.header", swap(frame.HEADER, "device-1", "device 1")),
    "later format": ("J.newer", swap(frame.HEADER, "<v>1</v>", "<v>2</v>")),
    "no format": ("J.wording", swap(frame.HEADER, "<v>1</v>", "<v>0</v>")),
    "later wording": (
        "J.newer",
        swap(frame.HEADER, wording.newest().name, f"{wording.newest().number + 1}-{'0' * 16}"),
    ),
    "wording never published": (
        "J.wording",
        swap(frame.HEADER, wording.newest().digest, "0" * 16),
    ),
    "no wording": ("J.wording", swap(frame.HEADER, wording.newest().name, "a")),
    "other total": ("J.summary", swap(frame.SUMMARY, "<v>30</v>", "<v>31</v>")),
    "other office": ("J.summary", swap(frame.SUMMARY, "Bằng Thành", "Bộc Bố")),
    "no warning": ("J.summary", swap(frame.SUMMARY, "sẽ làm mất dấu ký", "không sao")),
    "summary of other rows": ("J.summary", other_summary),
    "one uid for two rows": ("J.uids", same_uid_twice),
}


def refusal(parts: Mapping[str, bytes]) -> PacketRefused | None:
    try:
        reader.read(parts)
    except PacketRefused as refused:
        return refused
    return None


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_is_refused_in_words(name: str) -> None:
    rule, edit = EDITS[name]
    parts = packets.parts()
    assert refusal(parts) is None
    edit(parts)
    refused = refusal(parts)
    assert refused is not None
    assert refused.rule == rule
    assert "Chưa nhập gì vào sổ" in str(refused)
    assert not re.search("Nà Vài|Hội nghị", refused.evidence)
    language.use("en")
    assert "Nothing was imported" in str(refusal(parts))


COMPARED = {
    "J.cells": "hidden column",
    "J.frame": "format that hides",
    "J.summary": "no warning",
    "J.header": "field renamed",
    "J.counts": "other count",
    "J.digests": "other digest",
}
"""For each rule that compares what was written again, an edit that nothing else refuses."""


@pytest.mark.parametrize("rule", COMPARED)
def test_control_with_one_comparison_off_its_edit_gets_through(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compared_but_for_one(
        found: wording.Wording, packet: Packet, given: Mapping[str, bytes]
    ) -> None:
        for name, compose in workbook.composers(packet).items():
            expected = compose()
            if expected != given[name]:
                broken = reader._rule(found, name, expected, given[name])
                if broken != rule:
                    raise grammar.refused(broken, name)

    parts = packets.parts()
    EDITS[COMPARED[rule]][1](parts)
    assert getattr(refusal(parts), "rule", "") == rule
    monkeypatch.setattr(reader, "_check_written", compared_but_for_one)
    assert refusal(parts) is None


def test_control_without_the_look_at_uids_one_row_is_two(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = packets.parts()
    same_uid_twice(parts)
    monkeypatch.setattr(reader, "_check_uids", lambda *_: None)
    assert len(reader.read(parts).rows["sites"]) == 2


def test_control_without_the_look_at_letters_a_text_is_turned_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = packets.parts()
    EDITS["text turned round"][1](parts)
    monkeypatch.setattr(cells, "FORBIDDEN", "\x00")
    assert any("\u202e" in str(row["place"]) for row in reader.read(parts).rows["outreach"])


def test_control_without_a_bound_more_cells_than_columns_are_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What lies beyond the columns is then not seen until everything is written again."""
    parts = packets.parts()
    many_columns(parts)
    monkeypatch.setattr(reader, "MAX_COLUMNS", 10_000)
    assert getattr(refusal(parts), "rule", "") == "J.cells"
    monkeypatch.setattr(reader, "_check_written", lambda *_: None)
    assert refusal(parts) is None
    monkeypatch.undo()
    monkeypatch.setattr(reader, "_check_written", lambda *_: None)
    assert getattr(refusal(parts), "rule", "") == "K.columns", "no other rule is needed for it"


def test_control_with_any_wording_taken_for_ours_one_never_published_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A sender's own words for the sheets: what a person sees is then nobody's published text."""
    parts = packets.parts()
    invented = replace(wording.newest(), digest="0" * 16)
    headed = replace(packets.plain(), header=replace(packets.header(), wording=invented.name))
    with monkeypatch.context() as sender:
        sender.setattr(wording, "known", lambda: {invented.number: invented})
        parts = workbook.write(headed)
    assert getattr(refusal(parts), "rule", "") == "J.wording"
    honest = wording.named
    monkeypatch.setattr(
        wording, "named", lambda name: invented if name == invented.name else honest(name)
    )
    assert refusal(parts) is None


def test_control_with_a_later_format_taken_for_ours_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a later format means, this program cannot know; the rest of the file looks the same."""
    plain = packets.plain()
    parts = workbook.write(replace(plain, header=replace(plain.header, format=2)))
    assert getattr(refusal(parts), "rule", "") == "J.newer"
    monkeypatch.setattr(reader, "FORMAT", 2)
    read = reader.read(parts)
    assert (read.header.format, read.rows) == (2, plain.rows)


SWITCHED_OFF = {
    **dict.fromkeys(COMPARED, "one_comparison_off"),
    "J.uids": "without_the_look_at_uids",
    "J.values": "without_the_look_at_letters",
    "J.parts": "without_the_look_at_parts",
    "J.newer": "with_a_later_format",
    "J.wording": "with_any_wording",
    "K.columns": "more_cells_than_columns",
    "K.rows": "without_a_bound_more_rows",
}
"""For each rule of the reader, the control above that shows what gets through without it."""


def test_every_rule_has_a_control_that_shows_what_it_keeps_out() -> None:
    """The rules of the verifier are counted in the trials of the package, `I.header` and
    `K.stopped` have theirs in those of the child process."""
    elsewhere = {"I.header", "K.stopped"}
    assert SWITCHED_OFF.keys() == set(grammar.reasons()) - elsewhere
    for control in SWITCHED_OFF.values():
        assert [name for name in globals() if name.startswith("test_control_") and control in name]


def test_control_without_a_bound_more_rows_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = packets.parts()
    monkeypatch.setattr(reader, "MAX_ROWS", 1)
    assert getattr(refusal(parts), "rule", "") == "K.rows"
    monkeypatch.undo()
    assert refusal(parts) is None


def test_control_without_the_look_at_parts_a_foreign_one_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = packets.parts()
    EDITS["shared strings"][1](parts)
    passed = reader._PASSED_OVER | {"xl/sharedStrings.xml"}
    monkeypatch.setattr(reader, "_PASSED_OVER", passed)
    assert refusal(parts) is None


def test_every_rule_of_j_and_k_is_tried() -> None:
    elsewhere = {"I.header", "K.stopped"}  # in the trials of the child process
    assert {rule for rule, _ in EDITS.values()} == set(grammar.reasons()) - elsewhere


def test_control_without_writing_again_most_edits_get_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "_check_written", lambda *_: None)
    through = []
    for name, (_, edit) in EDITS.items():
        parts = packets.parts()
        edit(parts)
        if refusal(parts) is None:
            through.append(name)
    assert {"hidden column", "format that hides", "words of another code"} <= set(through)
    assert len(through) > len(EDITS) / 2


def test_evidence_names_part_and_row() -> None:
    parts = packets.parts()
    restyled("A4", 6)(parts)
    refused = refusal(parts)
    assert refused is not None
    assert refused.evidence == f"{OUTREACH}, row 4"


def test_parts_of_the_seal_are_passed_over() -> None:
    sealed = packets.parts() | {
        opc.SIGNATURE: b"",
        opc.ORIGIN: b"",
        opc.ORIGIN_RELS: b"",
        opc.ROOT_RELS: b"",
        opc.CONTENT_TYPES: b"",
    }
    assert reader.read(sealed) == packets.plain()


def test_every_line_of_the_header_sheet_is_where_the_reader_looks() -> None:
    lines = pages.header_lines(wording.newest(), packets.plain())
    registers = lines[pages.register_row(wording.newest()) - pages.HEADER_ROW :]
    assert [line[0][1] for line in registers] == [register.name for register in TRAVELLING]
