"""The receipt as a file: one way to write it, read back whole, and as the specification says."""

import io
from dataclasses import fields, replace
from functools import cache

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.records import language
from desktop.records.registers import TRAVELLING
from sync.errors import PacketRefused
from sync.package import container, opc, verify
from sync.receipt import (
    MOST_PACKETS,
    STATES,
    Cover,
    Header,
    Held,
    Receipt,
    Remark,
    Told,
    file_name,
)
from sync.xlsx import receipt_form, receipt_reader, receipt_writer, wording
from sync.xlsx.cells import MAX_NUMBER
from tests.sync.package import judges, sealed
from tests.sync.test_packet import SPECIFICATION, table
from tests.sync.xlsx.packets import texts, uid

AT = "2024-06-05T08:30:00Z"
HEADER = Header(
    format=1,
    wording=wording.newest().name,
    edition="2021",
    unit="060",
    tier="district",
    device="office-1",
    to_unit="01858",
    to_device="device-1",
    epoch="e2",
    before="e1 e0",
    number=7,
    created=AT,
    packet="a" * 64,
    sequence=3,
    state="accepted",
    reads=1,
)


@cache
def plain() -> Receipt:
    return Receipt(
        HEADER,
        (
            Told(3, "e1", "accepted", "Toàn vẹn", AT, 4, 1, 0, "a" * 64),
            Told(0, "", "refused", "Trong gói có hai dòng cùng một mã.", AT, 0, 0, 0, "b" * 64),
        ),
        (Remark("Tuyên truyền", "05/03/2024, Hội nghị", "=1+1 & <b>", AT, 2, "outreach", uid(1)),),
        tuple(Held(register.vi, 5, register.name) for register in TRAVELLING),
        (Cover("01858", "device-1", 3, "e1", "a" * 64),),
        sealed.trust().to_pem().decode(),
    )


numbers = st.integers(0, MAX_NUMBER)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
names = st.text("09azAZ-", min_size=1, max_size=64)
states = st.sampled_from([state.value for state in STATES])
travelling = [register.name for register in TRAVELLING]
with_rows = [register.name for register in TRAVELLING if not register.derived_from]
receipts = st.builds(
    Receipt,
    st.builds(
        replace,
        st.just(HEADER),
        number=numbers,
        sequence=numbers,
        to_device=names,
        packet=digests,
        state=states,
    ),
    st.lists(
        st.builds(
            Told,
            numbers,
            st.just("") | names,
            states,
            texts(),
            st.just(AT),
            numbers,
            numbers,
            numbers,
            digests,
        ),
        max_size=3,
    ).map(tuple),
    st.lists(
        st.builds(
            Remark,
            texts(),
            texts(),
            texts(),
            st.just(AT),
            numbers,
            st.sampled_from([*with_rows, "a_later_register"]),
            st.integers(1, 9).map(uid),
        ),
        max_size=3,
    ).map(tuple),
    st.lists(st.builds(Held, texts(), numbers, st.sampled_from(travelling)), max_size=3).map(tuple),
    st.lists(st.builds(Cover, st.just("01858"), names, numbers, names, digests), max_size=3).map(
        tuple
    ),
    st.just(plain().trust),
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(receipt=receipts)
def test_every_receipt_reads_back(receipt: Receipt) -> None:
    texts_in_nfc = Receipt.of(_composed(receipt))
    parts = receipt_writer.write(texts_in_nfc)
    assert receipt_reader.is_receipt(parts)
    assert receipt_reader.read(parts) == texts_in_nfc


def _composed(receipt: Receipt) -> dict[str, object]:
    from dataclasses import asdict

    from desktop.records.text import nfc

    def composed(value: object) -> object:
        if isinstance(value, str):
            return nfc(value)
        if isinstance(value, dict):
            return {key: composed(held) for key, held in value.items()}
        if isinstance(value, list | tuple):
            return [composed(held) for held in value]
        return value

    found = composed(asdict(receipt))
    assert isinstance(found, dict)
    return found


def test_the_same_receipt_is_the_same_file_in_either_language() -> None:
    written = receipt_writer.write(plain())
    language.use("en")
    assert receipt_writer.write(plain()) == written


def test_a_person_reads_it_in_any_spreadsheet() -> None:
    parts = receipt_writer.write(plain())
    whole = parts | {opc.ROOT_RELS: opc.write_relationships(opc.ROOT_LINES[:1])}
    whole[opc.CONTENT_TYPES] = opc.write_content_types(whole)
    book = openpyxl.load_workbook(io.BytesIO(container.pack(whole)))

    titles = [sheet.title for sheet in book]
    assert titles == [*receipt_form.TITLES.values(), *(x.title for x in receipt_form.TABLES)]
    summary = {row[0]: row[1] for row in book["Giấy báo nhận"].iter_rows(values_only=True)}
    assert summary["Gửi"] == "Xã Bằng Thành"
    assert summary["Tình trạng"] == "Đã nhận (accepted)"
    assert summary["Hoạt động truyền thông"] == 5
    assert summary["05/03/2024, Hội nghị"] == "Tuyên truyền"
    (row,) = list(book["Trả lại để sửa"].iter_rows(min_row=3, values_only=True))
    assert row[:3] == ("Tuyên truyền", "05/03/2024, Hội nghị", "=1+1 & <b>")


def test_the_verifier_of_packets_and_an_outside_engine_take_it_as_it_is() -> None:
    file = container.pack(sealed.device().seal(receipt_writer.write(plain())))
    verdict = verify.verify(file, sealed.trust(), sealed.NOW)
    assert (verdict.status, verdict.check) == ("valid", "")
    assert judges.signxml(file, sealed.device().office.certificate)


BENT = [
    ("xl/worksheets/sheet1.xml", "(accepted)", "(refused)", "J.cells"),
    ("xl/worksheets/sheet2.xml", ">3<", ">4<", "J.cells"),
    ("xl/worksheets/sheet2.xml", "Máy ký giấy này", "Máy khác", "J.header"),
    ("xl/worksheets/sheet2.xml", ">district<", ">commune<", "J.header"),
    ("xl/worksheets/sheet3.xml", "Đã nhận (accepted)", "Không nhận được (accepted)", "J.cells"),
    ("xl/worksheets/sheet3.xml", "(accepted)", "(duplicate)", "J.values"),
    ("xl/worksheets/sheet3.xml", "b" * 64, "b" * 63, "J.values"),
    ("xl/worksheets/sheet4.xml", ">outreach<", ">referrals<", "J.values"),
    ("xl/worksheets/sheet4.xml", ">outreach<", ">referral_months<", "J.values"),
    ("xl/worksheets/sheet4.xml", ">Tuyên truyền<", ">Khác<", "J.cells"),
    ("xl/worksheets/sheet5.xml", ">outreach<", ">referrals<", "J.values"),
    ("xl/worksheets/sheet5.xml", ">outreach<", ">Outreach<", "J.values"),
    ("xl/worksheets/sheet4.xml", 's="3"', 's="1"', "J.cells"),
    ("xl/worksheets/sheet7.xml", "MII", "MIJ", "J.values"),
    ("xl/workbook.xml", "Số dòng đang giữ", "Số dòng", "J.frame"),
]


@pytest.mark.parametrize(("name", "old", "new", "rule"), BENT)
def test_what_is_seen_is_what_is_believed(name: str, old: str, new: str, rule: str) -> None:
    parts = receipt_writer.write(plain())
    assert old in parts[name].decode()
    parts[name] = parts[name].decode().replace(old, new).encode()
    with pytest.raises(PacketRefused) as refusal:
        receipt_reader.read(parts)
    assert refusal.value.rule == rule


@pytest.mark.parametrize("edit", ["wording", "missing", "foreign", "rows"])
def test_other_editions_parts_and_sizes_are_refused(edit: str) -> None:
    parts = receipt_writer.write(plain())
    if edit == "wording":
        name, old = "xl/worksheets/sheet2.xml", wording.newest().digest
        parts[name] = parts[name].decode().replace(old, "0" * 16).encode()
    elif edit == "missing":
        del parts["xl/worksheets/sheet6.xml"]
    elif edit == "foreign":
        parts["xl/worksheets/sheet8.xml"] = parts["xl/worksheets/sheet6.xml"]
    else:
        name = "xl/worksheets/sheet6.xml"
        many = b"<row></row>" * (receipt_reader.MAX_ROWS + 1)
        parts[name] = parts[name].replace(b"</sheetData>", many + b"</sheetData>")
    with pytest.raises(PacketRefused) as refusal:
        receipt_reader.read(parts)
    expected = {"wording": "J.wording", "rows": "K.rows"}.get(edit, "J.parts")
    assert refusal.value.rule == expected


def test_the_name_tells_nothing_but_who_it_is_for() -> None:
    assert file_name(HEADER, "c" * 64) == "ack_01858_device-1_7_cccccccc.xlsx"


def test_the_specification_names_fields_sheets_and_states() -> None:
    names = [field.name for field in fields(Header)]
    assert [row[0] for row in table("receipt field")] == names
    sheets = [(name.rsplit("/", 1)[1], title) for name, title in receipt_form.TITLES.items()]
    sheets += [(sheet.part.rsplit("/", 1)[1], sheet.title) for sheet in receipt_form.TABLES]
    assert [(row[0], row[1]) for row in table("part")] == sheets
    shown = [
        [sheet.part.rsplit("/", 1)[1], "`, `".join(column.name for column in sheet.columns)]
        for sheet in receipt_form.TABLES
    ]
    assert table("sheet of the receipt") == shown
    assert all(f"`{state.value}`" in SPECIFICATION for state in STATES)
    assert f"at most {MOST_PACKETS}" in SPECIFICATION
    assert SPECIFICATION.count("| `L.") == 4
