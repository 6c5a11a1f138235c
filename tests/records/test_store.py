"""Writing the book: all or nothing, one version after another, own rows only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.records import journal, queries, store
from desktop.records.book import Book
from desktop.records.cipher import DatabaseError
from desktop.records.errors import InputError, RowChanged, RowsRefused
from desktop.records.fields import Row
from desktop.records.identifiers import is_case_code, new_case_code, new_uid
from tests.records.making import (
    NOW,
    OUTREACH,
    REACH,
    REFERRALS,
    SITES,
    event,
    referral,
    save,
    site,
)

UID = "018fdb9c-3a80-72d2-84d6-5b6bd997f691"
LATER = NOW + timedelta(hours=3)


def held(book: Book, uid: str) -> Row:
    row = queries.get(book.db, OUTREACH, uid)
    assert row is not None
    return row


def entries(book: Book) -> int:
    return int(book.db.table("journal").count)


def test_a_row_comes_back_as_it_was_given_with_its_stamp(book: Book) -> None:
    given = event(topics=["TAC_HAI", "DICH_VU"], cost=10**15, note="“trích” 'nháy'; --", women=0)
    saved = store.save(book, OUTREACH, given, now=NOW)
    row = held(book, saved.uid)
    assert {name: row[name] for name in given} == given
    assert row["venue"] is None
    assert (row["unit"], row["device"]) == (book.office.code, book.device)
    assert (row["version"], saved.version, row["retired"]) == (1, 1, None)
    assert row["created_at"] == row["updated_at"] == "2024-06-03T01:00:00Z"


@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no_come_back_as_they_are(book: Book, value: bool) -> None:
    uid = save(book, "referrals", referral(need=value))
    row = queries.get(book.db, REFERRALS, uid)
    assert row is not None
    assert row["need"] is value


def test_an_edit_is_the_next_version_of_the_same_row(book: Book) -> None:
    uid = save(book, "outreach", event())
    row = held(book, uid)
    saved = store.save(book, OUTREACH, row | {"attendees": 50, "women": None}, now=LATER)
    after = held(book, uid)
    assert (saved.uid, saved.version) == (uid, 2)
    assert (after["attendees"], after["women"], after["version"]) == (50, None, 2)
    assert after["created_at"] == row["created_at"]
    assert after["updated_at"] == "2024-06-03T04:00:00Z"
    assert queries.count(book.db, OUTREACH) == 1


def test_an_edit_of_an_older_version_is_refused_and_changes_nothing(book: Book) -> None:
    uid = save(book, "outreach", event())
    stale = held(book, uid)
    store.save(book, OUTREACH, stale | {"attendees": 50}, now=NOW)
    before = held(book, uid), entries(book)
    with pytest.raises(RowChanged, match="vừa được sửa"):
        store.save(book, OUTREACH, stale | {"attendees": 60}, now=NOW)
    assert (held(book, uid), entries(book)) == before


@pytest.mark.parametrize("bad", [0, 1, 2])
def test_a_batch_with_one_bad_row_saves_none(book: Book, bad: int) -> None:
    rows = [event(date=f"2024-03-0{day}") for day in (5, 6, 7)]
    rows[bad] |= {"date": "2019-01-01", "form": "SAI"}
    before = entries(book)
    with pytest.raises(RowsRefused, match=f"dòng {bad + 1}") as refused:
        store.save_all(book, OUTREACH, rows, now=NOW)
    found = [(problem["row"], problem["field"]) for problem in refused.value.problems]
    assert found == [(bad + 1, "date"), (bad + 1, "form")]
    assert queries.count(book.db, OUTREACH) == 0
    assert entries(book) == before


def test_a_batch_is_saved_whole_and_in_its_order(book: Book) -> None:
    given = [event(attendees=n, women=0) for n in range(20)]
    saved = store.save_all(book, OUTREACH, given, now=NOW, confirmed=True)
    rows = list(queries.rows(book.db, OUTREACH))
    assert [row["attendees"] for row in rows] == list(range(20))
    assert [row["uid"] for row in rows] == [row.uid for row in saved]
    assert journal.verify(book.db) is None


def test_a_batch_that_breaks_off_in_the_middle_saves_none(book: Book) -> None:
    def rows() -> list[Row]:
        return [event(), event(uid=None), event(uid="không phải uid")]

    before = entries(book)
    with pytest.raises(InputError, match="không phải uid"):
        store.save_all(book, OUTREACH, rows(), now=NOW, confirmed=True)
    assert (queries.count(book.db, OUTREACH), entries(book)) == (0, before)


def test_a_warning_refuses_until_it_is_confirmed_and_is_then_told(book: Book) -> None:
    odd = event(note="gọi 0912 345 678")
    with pytest.raises(RowsRefused, match="số điện thoại"):
        store.save(book, OUTREACH, odd, now=NOW)
    saved = store.save(book, OUTREACH, odd, now=NOW, confirmed=True)
    assert [problem.field for problem in saved.warnings] == ["note"]


def test_confirming_does_not_make_wrong_right(book: Book) -> None:
    with pytest.raises(RowsRefused):
        store.save(book, OUTREACH, event(note="0912345678", women=99), now=NOW, confirmed=True)
    assert queries.count(book.db, OUTREACH) == 0


def test_a_slip_code_is_drawn_where_none_was_typed_and_a_typed_one_is_kept(book: Book) -> None:
    typed = new_case_code()
    uids = [save(book, "referrals", referral(code=code)) for code in (None, "", typed)]
    codes = [(queries.get(book.db, REFERRALS, uid) or {})["code"] for uid in uids]
    assert all(is_case_code(str(code)) for code in codes)
    assert codes[2] == typed
    assert len(set(codes)) == 3


def test_an_edit_that_leaves_the_slip_code_out_keeps_it(book: Book) -> None:
    uid = save(book, "referrals", referral())
    before = queries.get(book.db, REFERRALS, uid) or {}
    store.save(book, REFERRALS, referral(uid=uid, outcome="DA_SU_DUNG"), now=NOW)
    after = queries.get(book.db, REFERRALS, uid) or {}
    assert (after["code"], after["outcome"]) == (before["code"], "DA_SU_DUNG")


def test_a_row_given_with_a_uid_keeps_it(book: Book) -> None:
    uid = new_uid(NOW)
    assert save(book, "outreach", event(uid=uid)) == uid
    assert held(book, uid)["version"] == 1


@pytest.mark.parametrize("uid", ["", "1", 7, "g" * 36, "0" * 32, f"{UID}\n", "A" * 36])
def test_what_is_no_uid_is_refused(book: Book, uid: str | int) -> None:
    with pytest.raises(InputError, match="không phải là mã dòng"):
        save(book, "outreach", event(uid=uid))


def test_a_row_of_another_office_can_be_neither_edited_nor_retired(book: Book) -> None:
    uid = save(book, "outreach", event())
    book.db.execute("UPDATE outreach SET device = 'ffffffffffffffff', unit = '01867'")
    before = held(book, uid)
    for change in (
        lambda: store.save(book, OUTREACH, event(uid=uid), now=NOW),
        lambda: store.retire(book, OUTREACH, uid, "x", now=NOW),
    ):
        with pytest.raises(InputError, match="của đơn vị khác"):
            change()
    assert held(book, uid) == before


def test_a_row_may_not_refer_to_a_row_of_another_office(book: Book) -> None:
    theirs, place = save(book, "outreach", event()), save(book, "sites", site())
    book.db.execute("UPDATE outreach SET device = 'ffffffffffffffff'")
    with pytest.raises(RowsRefused, match="không có dòng"):
        store.save(book, REACH, {"event": theirs, "site": place, "attended": 1}, now=NOW)


def test_a_retired_row_leaves_the_lists_and_stays_in_the_book(book: Book) -> None:
    uid = save(book, "outreach", event())
    store.retire(book, OUTREACH, uid, "ghi nhầm", now=LATER)
    assert queries.get(book.db, OUTREACH, uid) is None
    assert queries.count(book.db, OUTREACH) == 0
    kept = book.db.execute(
        "SELECT retired, version, updated_at, attendees FROM outreach"
    ).fetchone()
    assert kept == ("ghi nhầm", 2, "2024-06-03T04:00:00Z", 42)


@pytest.mark.parametrize("again", ["edit", "retire"])
def test_a_retired_row_stays_retired(book: Book, again: str) -> None:
    uid = save(book, "outreach", event())
    store.retire(book, OUTREACH, uid, "", now=NOW)
    with pytest.raises(InputError, match="đã được bỏ"):
        if again == "edit":
            save(book, "outreach", event(uid=uid))
        else:
            store.retire(book, OUTREACH, uid, "", now=NOW)


def test_a_row_that_others_use_is_not_retired_until_they_are(book: Book) -> None:
    talk, place = save(book, "outreach", event()), save(book, "sites", site())
    uses = save(book, "reach", {"event": talk, "site": place, "attended": 3})
    for register, uid in ((OUTREACH, talk), (SITES, place)):
        with pytest.raises(InputError, match="Còn 1 dòng ở sổ “Lượt tiếp cận theo nơi”"):
            store.retire(book, register, uid, "x", now=NOW)
    store.retire(book, REACH, uses, "x", now=NOW)
    store.retire(book, SITES, place, "x", now=NOW)
    assert queries.count(book.db, SITES) == 0


def test_retiring_what_is_not_there_is_refused(book: Book) -> None:
    with pytest.raises(InputError, match="Không có dòng"):
        store.retire(book, OUTREACH, new_uid(NOW), "x", now=NOW)


def test_referrals_are_kept_at_communes_only(district: Book) -> None:
    with pytest.raises(InputError, match="Chuyển gửi dịch vụ"):
        store.save(district, REFERRALS, referral(), now=NOW)
    assert store.save(district, OUTREACH, event(), now=NOW).version == 1


@pytest.mark.parametrize("name", ["date", "form", "topics", "attendees"])
def test_the_table_itself_refuses_what_a_rule_would(book: Book, name: str) -> None:
    save(book, "outreach", event())
    with pytest.raises(DatabaseError):
        book.db.execute(f"UPDATE outreach SET {name} = NULL")


def test_the_table_itself_keeps_references_and_kinds(book: Book) -> None:
    talk, place = save(book, "outreach", event()), save(book, "sites", site())
    save(book, "reach", {"event": talk, "site": place, "attended": 3})
    for statement in ("DELETE FROM outreach", "UPDATE outreach SET attendees = 'nhiều'"):
        with pytest.raises(DatabaseError):
            book.db.execute(statement)


def test_a_check_says_what_saving_would_and_saves_nothing(book: Book) -> None:
    assert store.check(book, OUTREACH, event(), now=NOW) == []
    problems = store.check(book, OUTREACH, event(women=99), now=NOW)
    assert [problem.field for problem in problems] == ["women"]
    assert queries.count(book.db, OUTREACH) == 0


def test_the_day_is_the_day_in_vietnam(book: Book) -> None:
    before_midnight = NOW.replace(hour=23, minute=59)
    tomorrow = event(date="2024-06-04")
    with pytest.raises(RowsRefused, match="còn ở phía trước"):
        store.save(book, OUTREACH, tomorrow, now=before_midnight)
    store.save(book, OUTREACH, tomorrow, now=before_midnight + timedelta(minutes=1))
