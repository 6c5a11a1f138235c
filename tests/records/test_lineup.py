"""Lists lined up from their index say what plain Python says of the same rows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records import collation, columns, lineup, lists, shown, store
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.fields import Row
from desktop.records.lineup import Asked
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS, Register
from desktop.records.text import order_key, words
from tests.records.making import NOW, OUTREACH, event, site

PLACES = ("Thôn Khuổi Bốc", "Xã Hòa Mục", "Đồng Lạc", "Ăng-ten", "Nà Ớt", None, "dong lac 2")
FORMS = ("HOI_NGHI", "LOA", "TO_ROI")
TOPICS = (["PHAP_LUAT"], ["TAC_HAI", "PHAP_LUAT"], ["TAC_HAI"])


def rows_of(draw: Any, count: int) -> list[Row]:
    return [
        event(
            date=f"202{draw.randrange(2, 5)}-0{draw.randrange(1, 6)}-15",
            place=draw.choice(PLACES),
            form=draw.choice(FORMS),
            topics=draw.choice(TOPICS),
            attendees=draw.randrange(0, 9),
            women=0,
        )
        for _ in range(count)
    ]


@pytest.fixture
def stored_rows(book: Book) -> list[Row]:
    """A book of 160 events, 10 of them taken out and 40 of another office; its rows as stored."""
    import random

    saved = store.save_all(book, OUTREACH, rows_of(random.Random(5), 160), now=NOW, confirmed=True)
    store.retire_all(book, OUTREACH, [row.uid for row in saved[:10]], "x", now=NOW)
    with book.db.atomic():
        book.db.execute("UPDATE outreach SET unit = '01867' WHERE rowid % 4 = 0")
    found = book.db.execute(f"SELECT {columns.listed(OUTREACH)}, search FROM outreach")
    return [columns.to_row(OUTREACH, c[:-1]) | {"search": c[-1]} for c in found]


def listed(db: Database, asked: Asked) -> tuple[list[object], int]:
    """The uids of a list in its order, and what its attendances add up to."""
    places, numbers = list[int](), 0
    for part in lineup.parts(db, asked):
        places += part.places
        numbers += sum(part.numbers[0])
    assert len(places) == len(set(places))
    rows = lineup.rows_at(db, asked.register, places)
    return [row and row["uid"] for row in rows], numbers


def expected(rows: list[Row], asked: Asked) -> tuple[list[object], int]:
    """The same without a database."""
    wanted = asked.wanted

    def fits(row: Row) -> bool:
        held = str(row["search"]).split()
        day = str(row["date"])
        return (
            (row["retired"] is not None) == wanted.retired
            and all(any(has.startswith(word) for has in held) for word in words(wanted.words))
            and (not wanted.units or row["unit"] in wanted.units)
            and (wanted.days is None or wanted.days[0] <= day <= wanted.days[1])
            and all(code == row[n] or code in (row[n] or []) for n, code in wanted.codes)  # type: ignore[operator]
        )

    def key(row: Row) -> tuple[object, ...]:
        value, uid = row.get(asked.order), str(row["uid"])
        if asked.order == "unit":
            return asked.offices.index(str(row["unit"])), uid
        if asked.order == "place":
            return value is not None, order_key(str(value or "")), uid
        if asked.order == "form":
            return order_key(lists.codes(("outreach_form",))[str(value)].label), uid
        return (value, uid) if asked.order else (uid,)

    found = sorted(filter(fits, rows), key=key, reverse=asked.descending)
    return [row["uid"] for row in found], sum(int(str(row["attendees"])) for row in found)


wanteds = st.builds(
    Wanted,
    words=st.sampled_from(["", "khuoi", "dong l", "d", "lac 2", "hoà", "thon khuoi boc", "zz"]),
    units=st.sampled_from([(), ("01867",), ("01864", "01867"), ("99999",)]),
    days=st.sampled_from([None, ("2023-01-01", "2023-12-31"), ("2024-03-15", "2024-03-15")]),
    codes=st.sampled_from(
        [(), (("form", "LOA"),), (("topics", "TAC_HAI"),), (("form", "LOA"), ("topics", "TAC_HAI"))]
    ),
    retired=st.booleans(),
)
askeds = st.builds(
    Asked,
    register=st.just(OUTREACH),
    wanted=wanteds,
    order=st.sampled_from(["date", "", "place", "form", "attendees", "unit"]),
    descending=st.booleans(),
    offices=st.just(("01867", "01864")),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(asked=askeds, limits=st.sampled_from([(64, 20_000, 2_000), (3, 5, 0), (2, 3, 1)]))
def test_any_list_is_what_plain_python_makes_of_it(
    book: Book, stored_rows: list[Row], asked: Asked, limits: tuple[int, int, int]
) -> None:
    """With the limits of a short and of a very long list: every way there is to the rows."""
    first, many, few = limits
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lineup, "FIRST", first)
        patch.setattr(lineup, "MANY", many)
        patch.setattr(lineup, "FEW", few)
        patch.setattr(lineup, "PART", 7)
        assert listed(book.db, asked) == expected(stored_rows, asked)


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda r: r.name)
def test_a_list_is_read_from_its_index_alone(book: Book, register: Register) -> None:
    asked = Asked(register, order=shown.first_order(register))
    sql, values = lineup._query(asked, None)
    plan = [line[3] for line in book.db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert len(plan) == 1, plan
    assert f"USING COVERING INDEX list_{register.name}" in plan[0]


def test_the_index_is_made_anew_when_the_declaration_changes(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.records import migrations

    before = book.db.schema
    book.db.execute("DROP INDEX list_outreach")
    book.db.execute("CREATE INDEX list_outreach ON outreach(retired)")
    book.db.execute("CREATE INDEX idx_outreach_retired_date_uid ON outreach(retired, date, uid)")
    migrations.migrate(book.db)
    assert sorted(book.db.schema.split(";")) == sorted(before.split(";"))


def test_a_list_that_is_left_half_read_leaves_no_transaction(book: Book) -> None:
    store.save_all(book, OUTREACH, [event() for _ in range(70)], now=NOW, confirmed=True)
    other = book.connect()
    reading = lineup.parts(other, Asked(OUTREACH, order="date"))
    next(reading)
    del reading
    assert not other.conn.in_transaction
    other.close()


def test_a_row_that_is_gone_leaves_its_place_empty(book: Book) -> None:
    (saved,) = store.save_all(book, REGISTERS["sites"], [site()], now=NOW, confirmed=True)
    place = lineup.place_of(book.db, REGISTERS["sites"], saved.uid)
    assert place is not None
    found = lineup.rows_at(book.db, REGISTERS["sites"], [place, 999])
    assert found[0] is not None and found[1] is None
    assert lineup.place_of(book.db, REGISTERS["sites"], "none") is None


def test_keys_of_the_database_sort_as_those_of_python() -> None:
    places = [place for place in PLACES if place]
    assert sorted(places, key=order_key) == sorted(places, key=lambda p: collation.key(p) or b"")
