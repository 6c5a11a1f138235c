"""Reading the book: search as people type, pages, counts, sums."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records import journal, lists, queries, store
from desktop.records.book import Book
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS, Register
from desktop.records.text import order_key
from tests.records.making import NOW, OUTREACH, REACH, SITES, event, model, save, site

PLACES = ("Thôn Khuổi Bốc", "Xã Hòa Mục", "Đồng Lạc", "Nhà ông Sỹ", "100% dự_kiến")


@pytest.fixture
def shelf_of_five(book: Book) -> Book:
    """A book with one event at each of ``PLACES``."""
    rows = [event(place=place, attendees=10 * n, women=0) for n, place in enumerate(PLACES)]
    store.save_all(book, OUTREACH, rows, now=NOW, confirmed=True)
    return book


def places(book: Book, words: str) -> list[object]:
    """Where the events are that ``words`` find, in order of entry."""
    found = queries.page(book.db, OUTREACH, Wanted(words), descending=False)
    assert queries.count(book.db, OUTREACH, Wanted(words)) == len(found)
    return [row["place"] for row in found]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("khuoi boc", PLACES[0]),
        ("KHUỔI", PLACES[0]),
        (normalize("NFD", "Khuổi Bốc"), PLACES[0]),
        ("boc khuoi", PLACES[0]),
        ("khu bo", PLACES[0]),
        ("hoà mục", PLACES[1]),
        ("hòa mục", PLACES[1]),
        ("hoa muc", PLACES[1]),
        ("dong lac", PLACES[2]),
        ("Đồng Lạ", PLACES[2]),
        ("sĩ", PLACES[3]),
        ("sy", PLACES[3]),
        ("100", PLACES[4]),
    ],
)
def test_a_row_is_found_as_people_type(shelf_of_five: Book, typed: str, place: str) -> None:
    assert places(shelf_of_five, typed) == [place]


@pytest.mark.parametrize("typed", ["khuoi muc", "huoi", "boc1", "không có"])
def test_words_that_no_row_has_together_find_nothing(shelf_of_five: Book, typed: str) -> None:
    assert places(shelf_of_five, typed) == []


@pytest.mark.parametrize("typed", ["", "  ", "%", "*", '"', "'", "—", "()"])
def test_a_search_without_a_word_is_no_search(shelf_of_five: Book, typed: str) -> None:
    assert places(shelf_of_five, typed) == list(PLACES)


@pytest.mark.parametrize(
    "typed",
    [
        "'; DROP TABLE outreach; --",
        '" OR 1=1 --',
        "x' UNION SELECT 1 --",
        "NOT boc",
        "search : boc",
        "boc NEAR/2 khuoi",
        "{search}: *",
        "boc AND",
        "^boc",
        "\x00",
        "a" * 100_000,
    ],
)
def test_signs_of_a_query_language_are_only_text(shelf_of_five: Book, typed: str) -> None:
    assert set(places(shelf_of_five, typed)) <= set(PLACES)
    assert queries.count(shelf_of_five.db, OUTREACH) == 5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(typed=st.text(max_size=40))
def test_nothing_that_is_typed_breaks_a_search(shelf_of_five: Book, typed: str) -> None:
    assert set(places(shelf_of_five, typed)) <= set(PLACES)


def test_a_date_a_label_a_year_and_a_number_are_found(book: Book) -> None:
    save(book, "outreach", event(date="2024-03-05", form="LOA", attendees=1234, women=0))
    for typed in ("05/03/2024", "5/3", "03/2024", "loa truyen thanh", "1234", "tác hại"):
        assert queries.count(book.db, OUTREACH, Wanted(typed)) == 1, typed
    for typed in ("06/03/2024", "2023", "to roi"):
        assert queries.count(book.db, OUTREACH, Wanted(typed)) == 0, typed


def test_a_row_is_found_by_what_it_refers_to(book: Book) -> None:
    talk = save(book, "outreach", event(place="Nà Phầy"))
    place = save(book, "sites", site(name="Karaoke Núi Xanh"))
    save(book, "reach", {"event": talk, "site": place, "attended": 3})
    for typed, found in (("nui xanh", 1), ("na phay", 1), ("nui zz", 0)):
        assert queries.count(book.db, REACH, Wanted(typed)) == found


def test_a_row_is_found_by_the_new_name_of_what_it_refers_to(book: Book) -> None:
    talk, place = save(book, "outreach", event()), save(book, "sites", site(name="Núi Xanh"))
    save(book, "reach", {"event": talk, "site": place, "attended": 3})
    save(book, "sites", site(uid=place, name="Sông Năng"))
    assert queries.count(book.db, REACH, Wanted("song nang")) == 1
    assert queries.count(book.db, REACH, Wanted("nui xanh")) == 0
    assert journal.verify(book.db) is None


def test_search_keeps_step_with_edits_and_retirements(book: Book) -> None:
    uid = save(book, "outreach", event(place="Nà Phầy"))
    save(book, "outreach", event(uid=uid, place="Nà Coóc"))
    assert places(book, "phay") == []
    assert places(book, "cooc") == ["Nà Coóc"]
    store.retire(book, OUTREACH, uid, "x", now=NOW)
    assert places(book, "cooc") == []
    book.db.execute("INSERT INTO outreach_fts(outreach_fts) VALUES('integrity-check')")


def test_pages_cover_the_list_once_and_in_order(book: Book) -> None:
    rows = [event(attendees=n % 3, women=0) for n in range(25)]
    uids = [row.uid for row in store.save_all(book, OUTREACH, rows, now=NOW, confirmed=True)]

    def paged(order: str, *, descending: bool) -> list[tuple[object, object]]:
        return [
            (row["attendees"], row["uid"])
            for offset in range(0, 30, 10)
            for row in queries.page(
                book.db, OUTREACH, order=order, descending=descending, offset=offset, limit=10
            )
        ]

    assert [uid for _, uid in paged("", descending=True)] == uids[::-1]
    by_number = paged("attendees", descending=False)
    assert {uid for _, uid in by_number} == set(uids)
    assert len(by_number) == len(uids)
    assert [number for number, _ in by_number] == sorted(n % 3 for n in range(25))
    assert paged("attendees", descending=True) == by_number[::-1]


@pytest.mark.parametrize("order", ["no_such_field", "uid; DROP TABLE outreach", "1", "search"])
def test_an_unknown_order_is_the_order_of_entry(book: Book, order: str) -> None:
    uids = [save(book, "outreach", event()) for _ in range(3)]
    found = queries.page(book.db, OUTREACH, order=order, descending=False)
    assert [row["uid"] for row in found] == uids


def test_a_list_can_be_kept_to_some_offices(book: Book) -> None:
    mine, theirs = save(book, "outreach", event()), save(book, "outreach", event(attendees=60))
    book.db.execute("UPDATE outreach SET unit = '01867' WHERE uid = ?", [theirs])
    for units, uids, people in (
        ((), {mine, theirs}, 102),
        (("01867",), {theirs}, 60),
        (("01864", "01867"), {mine, theirs}, 102),
        (("99999",), set[str](), 0),
    ):
        wanted = Wanted("", units)
        assert {row["uid"] for row in queries.page(book.db, OUTREACH, wanted)} == uids
        assert queries.count(book.db, OUTREACH, wanted) == len(uids)
        assert queries.total(book.db, OUTREACH, "attendees", wanted) == people


def test_sums_follow_the_search_and_pass_over_what_is_not_said(shelf_of_five: Book) -> None:
    assert queries.total(shelf_of_five.db, OUTREACH, "attendees") == 100
    assert queries.total(shelf_of_five.db, OUTREACH, "attendees", Wanted("dong lac")) == 20
    assert queries.total(shelf_of_five.db, OUTREACH, "materials") == 0


def test_a_sum_is_of_a_declared_field_only(book: Book) -> None:
    with pytest.raises(KeyError):
        queries.total(book.db, OUTREACH, "attendees) FROM outreach --")


def test_rows_of_a_year_go_by_the_first_date(book: Book) -> None:
    for day in ("2022-12-31", "2023-01-01", "2023-12-31", "2024-01-01"):
        save(book, "outreach", event(date=day))
    days = [row["date"] for row in queries.rows(book.db, OUTREACH, year=2023)]
    assert days == ["2023-01-01", "2023-12-31"]
    assert len(list(queries.rows(book.db, OUTREACH))) == 4


def test_rows_can_be_kept_to_one_device(book: Book) -> None:
    mine, theirs = save(book, "outreach", event()), save(book, "outreach", event())
    book.db.execute("UPDATE outreach SET device = 'ffffffffffffffff' WHERE uid = ?", [theirs])
    assert [row["uid"] for row in queries.rows(book.db, OUTREACH, device=book.device)] == [mine]


@pytest.mark.parametrize(
    ("register", "row"), [(SITES, site()), (REGISTERS["models"], model()), (OUTREACH, event())]
)
def test_a_row_is_got_by_uid_and_only_from_its_register(
    book: Book, register: Register, row: dict[str, str]
) -> None:
    uid = save(book, register.name, {**row})
    assert (queries.get(book.db, register, uid) or {})["uid"] == uid
    others = [other for other in REGISTERS.values() if other is not register]
    assert all(queries.get(book.db, other, uid) is None for other in others)
    assert queries.get(book.db, register, "' OR '1'='1") is None


def test_lists_are_in_vietnamese_order(book: Book) -> None:
    wanted = ["Ăng", "Bản Mới", "bàn", "bạn", "Dế", "Đá", "Đăng", "Na", "Nà", "Ná", "Thôn 2"]
    rows = [event(place=place, attendees=0, women=0) for place in reversed(wanted)]
    store.save_all(book, OUTREACH, rows, now=NOW, confirmed=True)
    found = queries.page(book.db, OUTREACH, order="place", descending=False)
    assert [row["place"] for row in found] == sorted(wanted, key=order_key)
    assert [row["place"] for row in found][:5] == ["Ăng", "bàn", "Bản Mới", "bạn", "Dế"]


def test_codes_and_references_are_ordered_by_what_is_read(book: Book) -> None:
    forms = ["LOA", "HOI_NGHI", "TO_ROI"]
    place = save(book, "sites", site())
    for n, form in enumerate(forms, start=1):
        held = save(book, "outreach", event(form=form, date=f"2024-03-0{n}"))
        save(book, "reach", {"event": held, "site": place, "attended": 1})
    by_form = queries.page(book.db, OUTREACH, order="form", descending=False)
    labels = [lists.codes(("outreach_form",))[str(row["form"])].vi for row in by_form]
    assert labels == sorted(labels, key=order_key) and len(labels) == 3
    by_event = queries.page(book.db, REACH, order="event", descending=True)
    days = [queries.get(book.db, OUTREACH, str(row["event"])) for row in by_event]
    assert [day["date"] for day in days if day] == ["2024-03-03", "2024-03-02", "2024-03-01"]


def test_filters_hold_together(book: Book) -> None:
    days = ["2023-12-31", "2024-01-01", "2024-03-31", "2024-04-01"]
    for n, day in enumerate(days):
        topics = ["PHAP_LUAT"] if n % 2 else ["PHAP_LUAT", "DICH_VU"]
        save(book, "outreach", event(date=day, form=["LOA", "HOI_NGHI"][n // 2], topics=topics))

    def found(**wanted: Any) -> list[str]:
        rows = queries.page(book.db, OUTREACH, Wanted(**wanted), order="date", descending=False)
        assert queries.count(book.db, OUTREACH, Wanted(**wanted)) == len(rows)
        return [str(row["date"]) for row in rows]

    assert found(days=("2024-01-01", "2024-03-31")) == days[1:3]
    assert found(codes=(("topics", "DICH_VU"),)) == days[::2]
    assert found(codes=(("topics", "DICH_VU"), ("form", "HOI_NGHI"))) == days[2:3]
    assert found(codes=(("form", "LOA"),), days=("2024-01-01", "2024-12-31")) == days[1:2]
    assert found(units=("00000",)) == []


def test_a_year_and_a_moment_are_dates_too(book: Book) -> None:
    tips = REGISTERS["tips"]
    for n, moment in enumerate(["2024-01-31T23:59", "2024-02-01T00:00"]):
        save(book, "tips", {"number": f"{n}", "received": moment, "kind": "TO_GIAC"})
    january = Wanted(days=("2024-01-01", "2024-01-31"))
    assert [row["number"] for row in queries.page(book.db, tips, january)] == ["0"]
    save(book, "figures", {"year": 2023, "figure": "staff_commune", "value": 3})
    assert queries.count(book.db, REGISTERS["figures"], january) == 0


def test_rows_taken_out_are_a_list_of_their_own(book: Book) -> None:
    kept, gone = (save(book, "outreach", event(place=p)) for p in PLACES[:2])
    store.retire(book, OUTREACH, gone, "ghi nhầm", now=NOW)
    uids = [row["uid"] for row in queries.page(book.db, OUTREACH, Wanted(retired=True))]
    assert uids == [gone]
    assert [row["uid"] for row in queries.page(book.db, OUTREACH)] == [kept]
    assert queries.count(book.db, OUTREACH, Wanted("hoa muc", retired=True)) == 1
