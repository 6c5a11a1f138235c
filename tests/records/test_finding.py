"""One search over every register: marks ignored, newest first, slips by their code alone."""

from __future__ import annotations

from desktop.records.book import Book
from desktop.records.finding import Hits, day, everywhere
from desktop.records.registers import REGISTERS
from tests.district import NOW, record

EVENT: dict[str, object] = {
    "date": "5/5/2024",
    "form": "HOI_NGHI",
    "topics": "PHAP_LUAT",
    "audiences": "NHAN_DAN",
    "place": "Đồn Khuổi Bốc",
    "attendees": "42",
}
SITE: dict[str, object] = {
    "name": "Nhà nghỉ Khuổi Bốc",
    "kind": "NHA_NGHI",
    "headcount": "3",
    "active_from": "1/1/2022",
}
SLIP: dict[str, object] = {
    "date": "2/5/2024",
    "need": "có",
    "eligible": "có",
    "service": "HIV_BXH",
    "outcome": "DA_CHUYEN",
    "consent_date": "2/5/2024",
}


def found(book: Book, typed: str, limit: int = 4) -> dict[str, Hits]:
    hits = everywhere(book.db, REGISTERS.values(), typed, limit)
    return {one.register.name: one for one in hits}


def test_marks_and_case_do_not_matter_and_every_register_answers(book: Book) -> None:
    record(book, "outreach", EVENT, now=NOW)
    record(book, "sites", SITE, now=NOW)
    for typed in ("khuoi boc", "KHUỔI BỐC", "boc khuo"):
        assert set(found(book, typed)) == {"outreach", "sites"}, typed
    assert set(found(book, "don khuoi")) == {"outreach"}
    assert found(book, "khuoi lung") == {}
    assert found(book, "k") == {} == found(book, " ")


def test_the_newest_entry_comes_first_and_more_is_told(book: Book) -> None:
    for number in range(1, 7):
        record(book, "outreach", EVENT | {"attendees": str(number)}, now=NOW)
    hits = found(book, "khuoi boc", limit=5)["outreach"]
    assert [row["attendees"] for row in hits.rows] == [6, 5, 4, 3, 2]
    assert hits.more
    assert not found(book, "khuoi boc", limit=6)["outreach"].more


def test_a_row_taken_out_is_not_found(book: Book) -> None:
    from desktop.records import store

    (uid,) = record(book, "outreach", EVENT, now=NOW)
    store.retire(book, REGISTERS["outreach"], uid, "", now=NOW)
    assert found(book, "khuoi boc") == {}


def test_a_slip_is_found_by_its_code_and_by_nothing_else(book: Book) -> None:
    record(book, "referrals", SLIP, now=NOW)
    (code,) = book.db.execute("SELECT code FROM referrals").fetchone()
    stored = book.db.execute("SELECT search FROM referrals").fetchone()[0]
    hits = found(book, code[:5].lower())["referrals"]
    assert [row["code"] for row in hits.rows] == [code]
    assert day(hits.register, hits.rows[0]) == ""
    others = [word for word in stored.split() if len(word) > 1 and word not in code.casefold()]
    assert len(others) > 5, "the register's own search knows more words"
    for word in others:
        assert "referrals" not in found(book, word), word
