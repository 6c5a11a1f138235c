"""Enrolment between real books: a province, two districts and their communes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from desktop.records import units
from desktop.records.book import Book
from desktop.records.errors import InputError, SobanError
from sync.enrolment import enrol, founding
from sync.enrolment.acceptance import examine
from sync.enrolment.keyring import authority_of, signing_identity, trust_of
from sync.errors import TrustError
from sync.pki import certificates, pem, revocation
from sync.pki.certificates import Authority
from sync.pki.fingerprint import fingerprint_words
from sync.pki.profile import Subject
from sync.pki.trust import Trust, check_chain
from tests.sync.enrolment.books import DAY, NOW, Offices, ask, enrolled, sender_of, settings_of


def test_a_commune_is_enrolled_by_its_district(offices: Offices, tmp_path: Path) -> None:
    district, commune = offices("060"), offices("01876")
    words = enrol.request(commune, tmp_path / "request.pem")
    data = (tmp_path / "request.pem").read_bytes()
    assert certificates.read_request(data).words == words
    bundle = enrol.issue(district, data, NOW)
    offer = examine(commune, bundle, NOW)
    assert offer.words == enrol.issuer_words(district)
    sender = enrol.accept(commune, bundle, NOW)
    assert (sender.unit, sender.device, sender.issuer) == ("01876", commune.device, "060")
    assert enrol.issuer_words(commune) == enrol.issuer_words(district)
    identity = signing_identity(commune)
    assert fingerprint_words(identity.key.public_key()) == words
    assert identity.issuer == authority_of(district).certificate
    assert sender_of(commune, district) == "01876"
    assert sender_of(district, commune) == "060"
    assert check_chain(identity.certificate, (), Trust.from_pem(bundle), NOW) == sender


def test_asking_again_keeps_the_key_and_an_early_answer_still_fits(offices: Offices) -> None:
    district, commune = offices("060"), offices("01876")
    first, second = ask(commune), ask(commune)
    assert certificates.read_request(first).words == certificates.read_request(second).words
    enrol.accept(commune, enrol.issue(district, first, NOW), NOW)


def test_renewal_changes_the_key_only_when_it_is_answered(offices: Offices) -> None:
    district = offices("060")
    commune = enrolled(offices("01876"), district)
    old = signing_identity(commune)
    renewal = ask(commune)
    assert signing_identity(commune).certificate == old.certificate
    enrol.accept(commune, enrol.issue(district, renewal, NOW), NOW)
    assert signing_identity(commune).certificate.public_key() != old.certificate.public_key()
    assert sender_of(commune, district) == "01876"


def test_a_district_goes_under_the_province_without_issuing_anew(offices: Offices) -> None:
    district, province = offices("060"), offices("06")
    commune = enrolled(offices("01876"), district)
    with pytest.raises(TrustError, match="chưa biết"):
        sender_of(commune, province)
    enrolled(district, province)
    assert sender_of(commune, province) == "01876"
    assert sender_of(district, province) == "060"
    assert sender_of(district, commune) == "060"
    later = enrolled(offices("01879"), district)
    assert sender_of(later, district) == sender_of(later, province) == "01879"
    assert signing_identity(later).issuer == authority_of(district).certificate
    assert trust_of(later).anchors == trust_of(province).anchors


def test_a_lost_laptop_is_revoked_and_replaced(offices: Offices) -> None:
    district = offices("060")
    lost = enrolled(offices("01876"), district)
    neighbour = enrolled(offices("01879"), district)
    assert enrol.revoke(district, "01876", NOW + DAY) == 1
    with pytest.raises(TrustError, match="thu hồi"):
        sender_of(lost, district, NOW + DAY)
    assert sender_of(lost, district, NOW) == "01876"
    assert sender_of(neighbour, district, NOW + DAY) == "01879"
    replacement = enrolled(offices("01876"), district)
    assert sender_of(replacement, district, NOW + DAY) == "01876"
    assert len(enrol.issued_to(district, "01876", NOW + DAY)) == 1
    enrol.learn(neighbour, trust_of(district))
    with pytest.raises(TrustError, match="thu hồi"):
        sender_of(lost, neighbour, NOW + DAY)


def test_a_district_that_the_province_revoked_takes_its_communes_along(offices: Offices) -> None:
    province = offices("06")
    district = enrolled(offices("060"), province)
    commune = enrolled(offices("01876"), district)
    assert enrol.revoke(province, "060", NOW + DAY) == 1
    with pytest.raises(TrustError, match="Pác Nặm đã bị thu hồi"):
        sender_of(commune, province, NOW + DAY)


def test_accepting_an_old_bundle_forgets_no_revocation(offices: Offices) -> None:
    district = offices("060")
    commune = offices("01876")
    bundle = enrol.issue(district, ask(commune), NOW)
    lost = enrolled(offices("01879"), district)
    enrol.accept(commune, bundle, NOW)
    enrol.revoke(district, "01879", NOW)
    enrol.learn(commune, trust_of(district))
    enrol.accept(commune, bundle, NOW)
    with pytest.raises(TrustError, match="thu hồi"):
        sender_of(lost, commune)


def test_a_dead_clock_does_not_keep_a_commune_out(offices: Offices) -> None:
    district, commune = offices("060"), offices("01876")
    bundle = enrol.issue(district, ask(commune), NOW)
    assert enrol.accept(commune, bundle, datetime(1980, 1, 1, tzinfo=UTC)).unit == "01876"


def test_an_expired_bundle_is_refused(offices: Offices) -> None:
    district, commune = offices("060"), offices("01876")
    bundle = enrol.issue(district, ask(commune), NOW)
    with pytest.raises(TrustError, match="hết hạn"):
        enrol.accept(commune, bundle, NOW + certificates.DEVICE_LIFE + DAY)


def test_requests_that_an_office_must_not_answer(offices: Offices) -> None:
    district, commune, stranger = offices("060"), offices("01876"), offices("02020")
    key = certificates.make_key()
    altered = bytearray(pem.read_request(ask(commune)).public_bytes(Encoding.DER))
    altered[altered.index(commune.device.encode())] ^= 1
    cases = {
        "không thuộc Huyện Pác Nặm": ask(stranger),
        "không thuộc Huyện Pác": certificates.make_request(Subject(units.find("2021", "061")), key),
        "không được đề nghị quyền cấp": certificates.make_request(Subject(commune.office), key),
        "đề nghị quyền cấp": certificates.make_request(Subject(district.office), key),
        "dấu ký trong tệp không đúng": as_pem(bytes(altered)),
        "bị hỏng": ask(commune)[:-40],
        "không phải tệp của Sổ Bản": b"PK\x03\x04",
        "Chọn nhầm tệp": trust_of(district).to_pem(),
    }
    before = settings_of(district)
    for reason, data in cases.items():
        with pytest.raises(TrustError, match=reason):
            enrol.issue(district, data, NOW)
    assert settings_of(district) == before


def as_pem(der: bytes) -> bytes:
    return pem.write(x509.load_der_x509_csr(der))


def test_bundles_that_a_device_must_not_accept(offices: Offices) -> None:
    district, commune = offices("060"), offices("01876")
    answer = enrol.issue(district, ask(commune), NOW)
    neighbour = enrol.issue(district, ask(offices("01879")), NOW)
    cut = answer[: answer.index(b"-----BEGIN X509 CRL")]
    cases = {
        "một máy khác": neighbour,
        "thiếu, bị hỏng": cut,
        "bị hỏng hoặc": answer[:-30],
        "không có chứng thư gốc": pem.write(pem.read_bundle(answer)[0][0]),
        "là giả": answer.replace(*anchors_swapped(answer)),
        "Tệp chứng thư": b"",
        "Chọn nhầm": ask(commune),
    }
    before = settings_of(commune)
    for reason, data in cases.items():
        with pytest.raises(TrustError, match=reason):
            enrol.accept(commune, data, NOW)
    assert settings_of(commune) == before
    enrol.accept(commune, answer, NOW)


def anchors_swapped(bundle: bytes) -> tuple[bytes, bytes]:
    """The bundle's anchor, and one of the same name with another key."""
    anchor = Trust.from_pem(bundle).anchors[0]
    twin = certificates.self_root(units.find("2021", "060"), certificates.make_key(), NOW)
    return pem.write(anchor), pem.write(twin.certificate)


@pytest.mark.parametrize("subject", ["01879", "device"])
def test_a_certificate_for_the_own_key_but_another_name(offices: Offices, subject: str) -> None:
    district, commune = offices("060"), offices("01876")
    asked = certificates.read_request(ask(commune))
    wrong = (
        Subject(commune.office, "another")
        if subject == "device"
        else Subject(units.find("2021", subject), commune.device)
    )
    authority = authority_of(district)
    certificate = certificates.issue(certificates.Request(wrong, asked.key), authority, NOW)
    with pytest.raises(TrustError, match="một máy khác"):
        enrol.accept(commune, pem.write(certificate) + trust_of(district).to_pem(), NOW)


def test_before_enrolment_each_verb_says_what_to_do(offices: Offices, tmp_path: Path) -> None:
    commune, district, province = offices("01876"), offices("060"), offices("06")
    bundle = enrol.issue(district, ask(offices("01876")), NOW)
    cases: dict[str, Callable[[], object]] = {
        "chưa được cấp chứng thư. Hãy làm đề nghị": lambda: signing_identity(commune),
        "chưa được cấp": lambda: trust_of(commune),
        "Hãy làm đề nghị": lambda: enrol.accept(commune, bundle, NOW),
        "Xã An Thắng không có quyền cấp": lambda: enrol.issue(commune, ask(commune), NOW),
        "không có quyền cấp": lambda: enrol.revoke(commune, "01876", NOW),
        "không có đơn vị cấp dưới": lambda: enrol.create_authority(commune, NOW),
        "đã có khóa": lambda: enrol.create_authority(district, NOW),
        "cao nhất": lambda: enrol.request(province, tmp_path / "request.pem"),
        "không có chứng thư nào": lambda: enrol.revoke(district, "01879", NOW),
        "không có chứng thư": lambda: enrol.revoke(district, "060", NOW),
    }
    for reason, act in cases.items():
        with pytest.raises(TrustError, match=reason):
            act()
    with pytest.raises(InputError, match="99999"):
        enrol.revoke(district, "99999", NOW)
    with pytest.raises(SobanError, match="Không ghi được"):
        enrol.request(commune, tmp_path / "nowhere" / "request.pem")


def test_an_office_whose_own_certificate_ran_out_does_not_issue(offices: Offices) -> None:
    district, commune = offices("060"), offices("01876")
    for moment in (NOW - DAY, NOW + certificates.ROOT_LIFE + DAY):
        with pytest.raises(TrustError, match="Kiểm tra ngày giờ"):
            enrol.issue(district, ask(commune), moment)


def test_a_list_made_after_an_old_backup_is_still_the_newer_one(offices: Offices) -> None:
    district = offices("060")
    commune = enrolled(offices("01876"), district)
    authority: Authority = authority_of(district)
    backup = trust_of(district).crls
    for hour in range(3):
        before = revocation.make_crl(authority, backup, (), NOW + timedelta(hours=hour))
    after = revocation.make_crl(
        authority, backup, [signing_identity(commune).certificate], NOW + DAY
    )
    assert revocation.crl_number(after) > revocation.crl_number(before)


def test_no_private_key_is_in_any_file_of_the_exchange(offices: Offices) -> None:
    district, commune = offices("060"), offices("01876")
    bundle = enrol.issue(district, ask(commune), NOW)
    enrol.accept(commune, bundle, NOW)
    written = [bundle, *(f.read_bytes() for f in commune.folder.rglob("*") if f.is_file())]
    assert len(written) > 2
    assert not any(b"PRIVATE" in content for content in written)


def test_a_founding_that_was_cut_off_is_made_whole_when_the_book_is_opened(tmp_path: Path) -> None:
    office = units.find("2021", "060")
    cut_off, _ = Book.create(tmp_path, "mật khẩu đủ dài", office, now=NOW)
    with cut_off, pytest.raises(TrustError):
        signing_identity(cut_off)

    with founding.completed(Book.open(tmp_path, "mật khẩu đủ dài"), NOW) as book:
        first = signing_identity(book).certificate
        assert signing_identity(founding.completed(book, NOW)).certificate == first
