"""Rows that are given back to be corrected, from the district to the commune and back."""

import pytest

from desktop.records import journal, store
from desktop.records.errors import InputError
from desktop.records.mailbox import remarks
from desktop.records.registers import REGISTERS
from sync import outbox, send
from sync.enrolment import enrol
from sync.enrolment.keyring import signing_identity
from sync.errors import PacketRefused
from sync.outbox import State
from sync.package import container, seal
from sync.xlsx import receipt_writer
from tests import rows
from tests.district import NOW, record, whole
from tests.sync.post import OUTREACH, Post


def test_a_row_is_given_back_corrected_and_taken_again(post: Post) -> None:
    post.take(post.export())
    (row,) = post.commune.db.query("SELECT uid FROM outreach")
    remarks.remark(post.office, OUTREACH, row["uid"], "Số nữ  nhiều hơn thực tế", now=NOW)
    applied = post.read(post.write())

    assert applied.returned == 1
    assert applied.news[1] == "Huyện Pác Nặm trả lại 1 dòng để sửa."
    (got,) = remarks.returned(post.commune.db)
    assert (got.register, got.uid, got.version) == ("outreach", row["uid"], 1)
    assert got.reason == "Số nữ nhiều hơn thực tế"
    assert "05/03/2024" in got.caption
    (item,) = outbox.states(post.commune)
    assert (item.state, item.state.words) == (State.REMARKED, "nhận kèm ý kiến")

    record(post.commune, "outreach", rows.outreach(uid=row["uid"], women=11))
    assert remarks.returned(post.commune.db) == []
    assert len(remarks.given(post.office.db)) == 1
    post.take(send.export(post.commune, now=NOW).path.read_bytes())
    assert remarks.given(post.office.db) == []
    told = post.write()
    assert post.opened(told).remarks == ()
    assert post.read(told).returned == 0
    assert post.states() == [State.RECEIVED] * 2


def test_a_remark_is_seen_also_when_the_row_was_changed_before_it_came(post: Post) -> None:
    post.take(post.export())
    uid = post.remark("Sai địa điểm").uid
    told = post.write()
    record(post.commune, "outreach", rows.outreach(uid=uid, women=11))
    assert post.read(told).returned == 1
    record(post.commune, "outreach", rows.outreach(uid=uid, place="Thôn Nà Phầy"))
    assert remarks.returned(post.commune.db) == []

    enrol.revoke(post.office, "01867", NOW)
    assert len(post.opened(later := post.write()).remarks) == 1
    assert post.read(later).returned == 0


def test_a_row_that_its_owner_retires_needs_no_correction(post: Post) -> None:
    post.take(post.export())
    post.remark()
    post.read(post.write())
    (got,) = remarks.returned(post.commune.db)
    store.retire(post.commune, OUTREACH, got.uid, "ghi nhầm", now=NOW)
    assert remarks.returned(post.commune.db) == []
    post.take(send.export(post.commune, now=NOW).path.read_bytes())
    assert remarks.given(post.office.db) == []


def test_a_remark_can_be_said_better_or_taken_back(post: Post) -> None:
    post.take(post.export())
    post.remark()
    (uid,) = (found.uid for found in remarks.given(post.office.db))
    remarks.remark(post.office, OUTREACH, uid, "Sai địa điểm", now=NOW)
    assert [found.reason for found in remarks.given(post.office.db, "01864")] == ["Sai địa điểm"]
    assert remarks.given(post.office.db, "01867") == []
    post.read(post.write())
    remarks.withdraw(post.office, OUTREACH.name, uid, now=NOW)
    with pytest.raises(InputError):
        remarks.withdraw(post.office, OUTREACH.name, uid, now=NOW)

    assert post.read(post.write()).returned == 0
    assert post.states() == [State.RECEIVED]
    assert journal.verify(post.office.db) is journal.verify(post.commune.db) is None


def test_only_rows_that_travelled_can_be_given_back(post: Post) -> None:
    record(post.commune, "referrals", rows.referral())
    post.take(post.export())
    (own,) = record(post.office, "outreach", rows.outreach())
    total = post.office.db.execute("SELECT uid FROM referral_months").fetchone()[0]
    (theirs,) = post.events()
    before = whole(post.office.db)

    attempts = [
        (OUTREACH, own, "Sai"),
        (OUTREACH, "0190aaaa-0000-7000-8000-000000000000", "Sai"),
        (REGISTERS["referral_months"], total, "Sai"),
        (REGISTERS["referrals"], theirs, "Sai"),
        (OUTREACH, theirs, " "),
        (OUTREACH, theirs, "x" * 301),
    ]
    for register, uid, reason in attempts:
        with pytest.raises(InputError):
            remarks.remark(post.office, register, uid, reason, now=NOW)
    assert whole(post.office.db) == before


def test_a_receipt_about_referrals_is_no_receipt(post: Post) -> None:
    post.take(post.export())
    post.remark()
    receipt = post.opened(post.write())
    parts = receipt_writer.write(receipt)
    name = "xl/worksheets/sheet4.xml"
    parts[name] = parts[name].replace(b">outreach<", b">referrals<")
    forged = container.pack(seal.seal(parts, *signing_identity(post.office), NOW))
    with pytest.raises(PacketRefused) as refusal:
        post.read(forged)
    assert refusal.value.rule == "J.values"


def test_text_from_another_program_cannot_break_a_receipt(post: Post) -> None:
    post.take(post.export())
    (uid,) = post.events()
    remarks.remark(post.office, OUTREACH, uid, "=1+1 \u202e\x01 <b>&amp; _x0041_", now=NOW)
    post.read(post.write())
    assert remarks.returned(post.commune.db)[0].reason == "=1+1    <b>&amp; _x0041_"
