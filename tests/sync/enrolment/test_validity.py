"""Certificates end, are spoken of in time, and are renewed without losing what they signed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.records import clock
from desktop.records.book import Book
from sync.enrolment import enrol
from sync.enrolment.keyring import authority_of, read_certificates, signing_identity, trust_of
from sync.enrolment.validity import NOTICE, Expiry, Role, expiring, expiring_below, renew
from sync.errors import TrustError
from sync.pki.certificates import DEVICE_LIFE, ISSUER_LIFE, ROOT_LIFE
from sync.pki.trust import check_chain
from tests.sync.enrolment.books import DAY, NOW, Offices, ask, enrolled, sender_of

SOON = NOW + DEVICE_LIFE - NOTICE
SECOND = timedelta(seconds=1)


def renewed(book: Book, above: Book, now: object) -> None:
    enrol.accept(book, enrol.issue(above, ask(book), now), now)  # type: ignore[arg-type]


def test_nothing_is_said_until_sixty_days_before_the_end(offices: Offices) -> None:
    district = offices("060")
    commune = enrolled(offices("01876"), district)
    for book, ours in ((commune, False), (district, True)):
        assert expiring(book, SOON - SECOND) == []
        (found,) = expiring(book, SOON)
        until = NOW + DEVICE_LIFE
        assert found == Expiry(book.office, book.device, Role.DEVICE, until, ours)
    assert expiring_below(district, SOON - SECOND) == []
    assert [one.device for one in expiring_below(district, SOON)] == [commune.device]


def test_an_office_that_has_asked_nobody_yet_has_nothing_that_ends(offices: Offices) -> None:
    assert expiring(offices("01876"), NOW + 99 * DEVICE_LIFE) == []


def test_a_renewed_device_goes_on_and_what_it_signed_before_stays_good(offices: Offices) -> None:
    district = offices("060")
    commune = enrolled(offices("01876"), district)
    old = signing_identity(commune)
    renewed(commune, district, SOON)
    new = signing_identity(commune)
    assert new.certificate.public_key() != old.certificate.public_key()
    assert expiring(commune, SOON) == expiring_below(district, SOON) == []
    assert sender_of(commune, district, SOON + DEVICE_LIFE - DAY) == "01876"
    for moment in (NOW, SOON, NOW + DEVICE_LIFE):
        assert check_chain(old.certificate, (), trust_of(district), moment).device == commune.device


def test_revoked_and_ended_certificates_below_are_not_spoken_of(offices: Offices) -> None:
    district = offices("060")
    enrolled(offices("01876"), district)
    enrolled(offices("01879"), district)
    enrol.revoke(district, "01876", NOW + DAY)
    assert [one.unit.code for one in expiring_below(district, SOON)] == ["01879"]
    assert expiring_below(district, NOW + DEVICE_LIFE + DAY) == []


def test_a_district_renews_its_own_device_under_its_root(offices: Offices) -> None:
    district = offices("060")
    commune = enrolled(offices("01876"), district)
    before, root = signing_identity(district), authority_of(district).certificate
    (ended,) = renew(district, SOON)
    assert (ended.role, ended.until) == (Role.DEVICE, NOW + DEVICE_LIFE)
    assert signing_identity(district).key.private_numbers() != before.key.private_numbers()
    assert authority_of(district).certificate == root
    assert sender_of(district, commune, SOON + DEVICE_LIFE - DAY) == "060"
    assert len(read_certificates(district, "issued")) == 3


def test_a_root_is_renewed_with_its_key_and_below_it_nothing_breaks(offices: Offices) -> None:
    district = offices("060")
    late = NOW + ROOT_LIFE - NOTICE
    renew(district, late - DEVICE_LIFE + DAY)
    commune = offices("01876")
    renewed(commune, district, late - DAY)
    assert signing_identity(commune).certificate.not_valid_after_utc == NOW + ROOT_LIFE
    assert {one.role for one in expiring(district, late)} == {Role.DEVICE, Role.ISSUER}

    renew(district, late)
    assert expiring(district, late) == []
    assert sender_of(commune, district, late) == sender_of(commune, commune, late) == "01876"
    assert sender_of(district, commune, late) == "060"
    renewed(commune, district, late)
    afterwards = NOW + ROOT_LIFE + DAY
    assert sender_of(commune, district, afterwards) == "01876"
    assert sender_of(district, commune, afterwards) == "060"


def test_the_right_to_issue_is_renewed_by_the_province_also_after_everything_ended(
    offices: Offices,
) -> None:
    province, district = offices("06"), offices("060")
    enrolled(district, province)
    commune = enrolled(offices("01876"), district)
    late = NOW + ISSUER_LIFE - NOTICE
    (_, issuer) = expiring(district, late)
    assert (issuer.role, issuer.ours) == (Role.ISSUER, False)
    ended = NOW + ISSUER_LIFE + DAY
    with pytest.raises(TrustError, match="hết hiệu lực"):
        renew(district, ended)

    renewed(district, province, ended)
    assert expiring(district, ended) == []
    assert sender_of(district, province, ended) == "060"
    renewed(commune, district, ended)
    for judge in (district, province):
        assert sender_of(commune, judge, ended) == "01876"


def test_only_an_office_that_issues_renews_for_itself(offices: Offices) -> None:
    commune = enrolled(offices("01876"), offices("060"))
    with pytest.raises(TrustError, match="không có quyền cấp"):
        renew(commune, SOON)


def test_one_laptop_of_two_is_revoked(offices: Offices) -> None:
    district = offices("060")
    lost, new = (enrolled(offices("01876"), district) for _ in range(2))
    with pytest.raises(TrustError, match="không có chứng thư nào"):
        enrol.revoke(district, "01876", NOW, "another")
    assert enrol.revoke(district, "01876", NOW + DAY, lost.device) == 1
    with pytest.raises(TrustError, match="thu hồi"):
        sender_of(lost, district, NOW + DAY)
    assert sender_of(new, district, NOW + DAY) == "01876"


def test_a_certificate_shows_a_dead_clock_what_time_it_is_at_least(offices: Offices) -> None:
    district, commune = offices("060"), offices("01876")
    start = NOW + 400 * DAY
    bundle = enrol.issue(district, ask(commune), start)
    enrol.accept(commune, bundle, clock.BUILT)
    assert clock.believed(commune, clock.BUILT) == (start, True)


def test_a_district_keeps_the_face_its_communes_know(offices: Offices) -> None:
    district, province = offices("060"), offices("06")
    root = authority_of(district).certificate
    early = enrolled(offices("01876"), district)
    enrolled(district, province)
    assert signing_identity(district).issuer == root
    later = enrolled(offices("01879"), district)
    for judge in (early, later, province, district):
        assert sender_of(district, judge) == "060"
