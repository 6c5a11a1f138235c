"""An office's record as one whole: what is given out, and how it takes the place of the earlier."""

from __future__ import annotations

import json
from collections.abc import Mapping

from desktop.records import queries, snapshot, store
from desktop.records.book import Book
from desktop.records.change import Changes
from desktop.records.fields import Row
from desktop.records.identifiers import new_case_code, new_uid
from desktop.records.queries import Wanted
from desktop.records.registers import TRAVELLING
from tests.records.making import (
    NOW,
    OUTREACH,
    REACH,
    REFERRALS,
    SITES,
    event,
    model,
    referral,
    save,
    site,
)

UNIT, DEVICE = "01864", "00112233aabbccdd"


def empty() -> dict[str, list[Row]]:
    return {register.name: [] for register in TRAVELLING}


def put(book: Book, rows: Mapping[str, list[Row]], **changes: Changes) -> None:
    """Put ``rows`` of ``UNIT`` in place, with the changes named by register."""
    whole = {register.name: changes.get(register.name, Changes()) for register in TRAVELLING}
    with book.db.atomic():
        snapshot.put(book.db, UNIT, DEVICE, {**empty(), **rows}, whole)


def stored(row: Row, version: int = 1) -> Row:
    """``row`` as a packet holds it."""
    moment = "2024-03-06T01:00:00Z"
    stamp: Row = {"uid": new_uid(NOW), "version": version, "created_at": moment}
    return {**stamp, "updated_at": moment, **row}


def test_every_travelling_register_is_there_even_when_the_book_is_new(book: Book) -> None:
    assert snapshot.take(book) == empty()


def test_own_live_rows_are_taken_as_they_stand(book: Book) -> None:
    kept, dropped = save(book, "outreach", event()), save(book, "outreach", event())
    theirs = save(book, "outreach", event())
    place = save(book, "sites", site())
    save(book, "reach", {"event": kept, "site": place, "attended": 3})
    save(book, "models", model())
    store.retire(book, OUTREACH, dropped, "x", now=NOW)
    book.db.execute("UPDATE outreach SET device = ? WHERE uid = ?", [DEVICE, theirs])
    taken = snapshot.take(book)
    assert taken["outreach"] == [queries.get(book.db, OUTREACH, kept)]
    assert {name: len(rows) for name, rows in taken.items() if rows} == {
        "outreach": 1,
        "sites": 1,
        "reach": 1,
        "models": 1,
    }


def test_nothing_of_a_referral_is_taken_but_counts(book: Book) -> None:
    uids = [save(book, "referrals", referral(due="2029-09-09")) for _ in range(3)]
    codes = [str((queries.get(book.db, REFERRALS, uid) or {})["code"]) for uid in uids]
    taken = snapshot.take(book)
    assert "referrals" not in taken
    written = json.dumps(taken)
    assert not [secret for secret in (*uids, *codes, "2029-09-09") if secret in written]
    assert [set(row) for row in taken["referral_months"]] == [
        {"month", "service", "outcome", "count"}
    ]


def test_referrals_are_counted_by_month_service_and_outcome(book: Book) -> None:
    for day, outcome in (
        ("2024-01-31", "DA_CHUYEN"),
        ("2024-02-01", "DA_CHUYEN"),
        ("2024-02-29", "DA_CHUYEN"),
        ("2024-02-10", "DA_SU_DUNG"),
        ("2023-02-10", "DA_SU_DUNG"),
    ):
        save(book, "referrals", referral(date=day, outcome=outcome, consent_date=day))
    gone = save(book, "referrals", referral())
    store.retire(book, REFERRALS, gone, "x", now=NOW)
    counts = [tuple(row.values()) for row in snapshot.take(book)["referral_months"]]
    assert counts == [
        ("2023-02", "Y_TE", "DA_SU_DUNG", 1),
        ("2024-01", "Y_TE", "DA_CHUYEN", 1),
        ("2024-02", "Y_TE", "DA_CHUYEN", 2),
        ("2024-02", "Y_TE", "DA_SU_DUNG", 1),
    ]


def test_slips_of_a_year_are_counted_once_each(book: Book) -> None:
    one, two, three, four = (new_case_code() for _ in range(4))
    for row in (
        referral(code=one, outcome="DA_CHUYEN"),
        referral(code=one, outcome="DA_SU_DUNG"),
        referral(code=one, outcome="DA_SU_DUNG", service="HIV_BXH"),
        referral(code=two, outcome="DA_TIEP_CAN"),
        referral(code=three, outcome="DA_SU_DUNG", eligible=False),
        referral(code=four, outcome="DA_SU_DUNG", need=False),
    ):
        save(book, "referrals", row)
    assert snapshot.take(book)["referral_years"] == [{"year": 2024, "entitled": 2, "served": 1}]


def test_totals_get_a_stamp_that_follows_from_what_they_count() -> None:
    def stamped(device: str, count: int) -> Row:
        row: Row = {"month": "2024-02", "service": "Y_TE", "outcome": "DA_CHUYEN", "count": count}
        return snapshot.stamped(device, {"referral_months": [row]})["referral_months"][0]

    first, later, other = stamped(DEVICE, 1), stamped(DEVICE, 5), stamped("f" * 16, 1)
    assert first["uid"] == later["uid"] != other["uid"]
    assert (later["count"], first["created_at"]) == (5, "2024-01-01T00:00:00Z")


def test_rows_of_registers_with_uids_are_left_as_they_are() -> None:
    rows = {"outreach": [stored(event())]}
    assert snapshot.stamped(DEVICE, rows) == rows


def test_a_first_snapshot_is_put_whole_and_can_be_searched(district: Book) -> None:
    talk, place = stored(event(place="Nà Phầy")), stored(site(name="Núi Xanh"))
    visit = stored({"event": talk["uid"], "site": place["uid"], "attended": 3})
    rows = {"outreach": [talk], "sites": [place], "reach": [visit]}
    put(district, rows, **{name: Changes(added=found) for name, found in rows.items()})
    held = snapshot.held(district.db, UNIT)
    assert {name: list(found) for name, found in held.items() if found} == {
        name: [found[0]["uid"]] for name, found in rows.items()
    }
    row = held["outreach"][str(talk["uid"])]
    assert {name: row[name] for name in talk} == talk
    assert (row["unit"], row["device"], row["retired"]) == (UNIT, DEVICE, None)
    assert queries.count(district.db, REACH, Wanted("nui xanh")) == 1
    assert queries.count(district.db, REACH, Wanted("na phay")) == 1


def test_a_later_snapshot_replaces_retires_and_brings_back(district: Book) -> None:
    stays, goes = stored(event(place="Nà Phầy")), stored(event())
    put(district, {"outreach": [stays, goes]}, outreach=Changes(added=[stays, goes]))
    changed = stays | {"attendees": 99, "version": 2, "place": "Nà Coóc"}
    put(
        district,
        {"outreach": [changed]},
        outreach=Changes(changed=[changed], removed=[str(goes["uid"])]),
    )
    (row,) = queries.rows(district.db, OUTREACH)
    assert (row["attendees"], row["version"]) == (99, 2)
    assert queries.count(district.db, OUTREACH, Wanted("phay")) == 0
    assert queries.count(district.db, OUTREACH, Wanted("cooc")) == 1
    assert district.db.execute("SELECT DISTINCT retired FROM outreach ORDER BY 1").fetchall() == [
        (None,),
        (snapshot.REMOVED,),
    ]
    put(district, {"outreach": [changed, goes]}, outreach=Changes(added=[goes]))
    assert queries.count(district.db, OUTREACH) == 2


def test_rows_are_found_by_the_new_name_of_what_they_refer_to(district: Book) -> None:
    talk, place = stored(event()), stored(site(name="Núi Xanh"))
    visit = stored({"event": talk["uid"], "site": place["uid"], "attended": 3})
    rows = {"outreach": [talk], "sites": [place], "reach": [visit]}
    put(district, rows, **{name: Changes(added=found) for name, found in rows.items()})
    renamed = place | {"name": "Sông Năng", "version": 2}
    put(district, rows | {"sites": [renamed]}, sites=Changes(changed=[renamed]))
    assert queries.count(district.db, REACH, Wanted("song nang")) == 1
    assert queries.count(district.db, REACH, Wanted("nui xanh")) == 0


def test_a_place_and_its_visits_can_go_together(district: Book) -> None:
    talk, place = stored(event()), stored(site())
    visit = stored({"event": talk["uid"], "site": place["uid"], "attended": 3})
    rows = {"outreach": [talk], "sites": [place], "reach": [visit]}
    put(district, rows, **{name: Changes(added=found) for name, found in rows.items()})
    put(
        district,
        {"outreach": [talk]},
        sites=Changes(removed=[str(place["uid"])]),
        reach=Changes(removed=[str(visit["uid"])]),
    )
    assert queries.count(district.db, SITES) == queries.count(district.db, REACH) == 0


def test_a_snapshot_never_touches_rows_of_another_office(district: Book) -> None:
    own = save(district, "outreach", event())
    before = queries.get(district.db, OUTREACH, own)
    forged = stored(event(uid=own, attendees=1000), version=9)
    put(district, {"outreach": [forged]}, outreach=Changes(changed=[forged], removed=[own]))
    assert queries.get(district.db, OUTREACH, own) == before


def test_uids_of_another_office_are_told(district: Book) -> None:
    own = save(district, "outreach", event())
    retired = save(district, "sites", site())
    store.retire(district, SITES, retired, "x", now=NOW)
    free, theirs = stored(event()), stored(event())
    put(district, {"outreach": [theirs]}, outreach=Changes(added=[theirs]))
    rows = empty() | {
        "outreach": [free, theirs, stored(event(uid=own))],
        "sites": [stored(site(uid=retired))],
    }
    assert sorted(snapshot.foreign(district.db, UNIT, rows)) == sorted([own, retired])
    assert snapshot.foreign(district.db, UNIT, empty() | {"outreach": [free, theirs]}) == []


def test_what_is_held_is_of_that_office_and_live(district: Book) -> None:
    save(district, "outreach", event())
    assert snapshot.held(district.db, UNIT) == {name: {} for name in empty()}


def test_many_rows_are_held_without_a_limit(district: Book) -> None:
    many = [stored(event()) for _ in range(300)]
    put(district, {"outreach": many}, outreach=Changes(added=many))
    assert len(snapshot.held(district.db, UNIT)["outreach"]) == 300
    assert snapshot.foreign(district.db, "01867", empty() | {"outreach": many}) == [
        row["uid"] for row in many
    ]


def test_a_record_that_did_not_change_gives_the_same_snapshot(book: Book) -> None:
    save(book, "outreach", event())
    save(book, "referrals", referral())
    first = snapshot.take(book)
    assert first == snapshot.take(book)
    assert list(first) == [register.name for register in TRAVELLING]
