"""P3: certificates that must not be believed, each with the reason the officer reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from desktop.records import units
from sync.errors import TrustError, UnknownSender
from sync.pki import pem
from sync.pki import trust as trust_module
from sync.pki.certificates import Authority, self_root
from sync.pki.profile import DEVICE_PURPOSES, DEVICE_USAGE, ISSUER_USAGE, Subject
from sync.pki.revocation import make_crl
from sync.pki.trust import Trust, check_chain
from tests.sync.pki import offices as pki
from tests.sync.pki.offices import BA_BE, COMMUNE, DEVICE, LATER, NOW, OTHER_COMMUNE, PAC_NAM, forge

Case = tuple[x509.Certificate, tuple[x509.Certificate, ...]]
DAY = timedelta(days=1)


def name(**changes: str) -> x509.Name:
    """The honest device's name with some values changed."""
    oids = {"O": NameOID.ORGANIZATION_NAME, "OU": NameOID.ORGANIZATIONAL_UNIT_NAME}
    wanted = {oids.get(short, NameOID.USER_ID): value for short, value in changes.items()}
    return x509.Name(
        x509.NameAttribute(a.oid, wanted.get(a.oid, str(a.value))) for a in DEVICE.to_name()
    )


def impostor() -> Authority:
    """Pác Nặm by name, with a key the province never saw."""
    return self_root(PAC_NAM, pki.key("impostor"), NOW)


def below(issuer: Authority, subject: Subject = DEVICE) -> Case:
    """A device certificate of that issuer, which is sent along."""
    return forge(subject.to_name(), issuer), (issuer.certificate,)


def issuer(owner: str = "false issuer", **parts: object) -> Authority:
    return pki.forge_issuer(Subject(BA_BE).to_name(), pki.province(), owner, **parts)  # type: ignore[arg-type]


def sub_issuer() -> Authority:
    return pki.forge_issuer(Subject(COMMUNE).to_name(), pki.district(), "sub issuer")


def impostor_tree() -> Case:
    root = self_root(pki.PROVINCE, pki.key("impostor root"), NOW)
    middle = pki.forge_issuer(Subject(PAC_NAM).to_name(), root, "impostor")
    certificate, extra = below(middle)
    return certificate, (*extra, root.certificate)


def device_as_issuer() -> Case:
    return below(Authority(pki.leaf(), pki.key("commune")), Subject(COMMUNE, "second"))


def two_offices_in_one_name() -> Case:
    attributes = list(DEVICE.to_name())
    other = x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, f"commune-{OTHER_COMMUNE.code}")
    return forge(x509.Name([*attributes[:2], other, *attributes[2:]])), ()


def one_bit_flipped() -> Case:
    der = bytearray(pki.leaf().public_bytes(Encoding.DER))
    der[-1] ^= 1
    return x509.load_der_x509_certificate(bytes(der)), ()


def exponent_one() -> Case:
    """A key that verifies whatever one likes; the library itself does not make such a one."""
    der = pki.leaf().public_bytes(Encoding.DER)
    three, one = bytes.fromhex("0203010001"), bytes.fromhex("0203000001")
    assert der.count(three) == 1
    return x509.load_der_x509_certificate(der.replace(three, one)), ()


def constrained() -> x509.NameConstraints:
    return x509.NameConstraints([x509.DNSName("example")], None)


def weak(bits: int = 3072, exponent: int = 65537) -> Case:
    return forge(public_key=rsa.generate_private_key(exponent, bits).public_key()), ()


REFUSED: dict[str, tuple[Callable[[], Case], str]] = {
    "expired": (lambda: (forge(end=LATER - DAY), ()), "hết hạn ngày 03/04/2024"),
    "not yet valid": (lambda: (forge(start=LATER + DAY), ()), "chỉ có hiệu lực từ ngày 05/04"),
    "issuer expired": (lambda: below(issuer(end=LATER - DAY)), "Ba Bể đã hết hạn"),
    "no key usage": (lambda: (forge(usage=None), ()), "không được cấp để ký"),
    "usage of an issuer": (lambda: (forge(usage=ISSUER_USAGE), ()), "không được cấp để ký"),
    "no purposes": (lambda: (forge(purposes=None), ()), "không được cấp để ký"),
    "purpose of a server": (
        lambda: (forge(purposes=x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])), ()),
        "không được cấp để ký",
    ),
    "one purpose more": (
        lambda: (
            forge(
                purposes=x509.ExtendedKeyUsage(
                    [*DEVICE_PURPOSES, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE]
                )
            ),
            (),
        ),
        "không được cấp để ký",
    ),
    "no basic constraints": (lambda: (forge(constraints=None), ()), "không được cấp để ký"),
    "device that is a CA": (
        lambda: (forge(constraints=pki.LAST_ISSUER), ()),
        "không được cấp để ký",
    ),
    "issuer as signer": (lambda: (pki.district().certificate, ()), "không được cấp để ký"),
    "root as signer": (lambda: (pki.province().certificate, ()), "không được cấp để ký"),
    "look-alike issuer": (lambda: below(impostor()), "là giả"),
    "look-alike tree": (impostor_tree, "là giả"),
    "one bit flipped": (one_bit_flipped, "là giả"),
    "device as issuer": (device_as_issuer, "không có quyền cấp"),
    "issuer below an issuer": (lambda: below(sub_issuer()), "không có quyền cấp"),
    "issuer without CA": (
        lambda: below(issuer(constraints=pki.NO_ISSUER)),
        "không có quyền cấp",
    ),
    "issuer without constraints": (lambda: below(issuer(constraints=None)), "không có quyền cấp"),
    "issuer without usage": (lambda: below(issuer(usage=None)), "không có quyền cấp"),
    "issuer for documents": (
        lambda: below(issuer(usage=DEVICE_USAGE), Subject(OTHER_COMMUNE, "x")),
        "không có quyền cấp",
    ),
    "unit of another district": (
        lambda: (forge(Subject(OTHER_COMMUNE, "x").to_name()), ()),
        "Pác Nặm không có quyền cấp chứng thư cho",
    ),
    "another district's issuer": (lambda: below(issuer()), "Ba Bể không có quyền cấp"),
    "office above": (
        lambda: (forge(Subject(pki.PROVINCE, "x").to_name()), ()),
        "không có quyền cấp chứng thư cho Tỉnh Bắc Kạn",
    ),
    "unit of the other edition": (
        lambda: (forge(Subject(units.find("2025", "01864"), "x").to_name()), ()),
        "không có quyền cấp",
    ),
    "commune as district": (lambda: (forge(name(OU=f"district-{COMMUNE.code}")), ()), "mẫu"),
    "unknown unit": (lambda: (forge(name(OU="commune-99999")), ()), "không có mã “99999”"),
    "unknown edition": (lambda: (forge(name(O="SOBAN-1999")), ()), "1999"),
    "foreign scheme": (lambda: (forge(name(O="KHAC-2021")), ()), "mẫu"),
    "two offices in one name": (two_offices_in_one_name, "mẫu"),
    "device with a path": (lambda: (forge(name(UID="../../x")), ()), "mẫu"),
    "SHA-1": (lambda: (pki.with_sha1(pki.leaf(), pki.key("district")), ()), "quá yếu"),
    "SHA-512": (lambda: (forge(algorithm=SHA512()), ()), "quá yếu"),
    "PSS": (lambda: (forge(pss=True), ()), "quá yếu"),
    "RSA 1024": (lambda: weak(bits=1024), "quá yếu"),
    "exponent 3": (lambda: weak(exponent=3), "quá yếu"),
    "exponent 1": (exponent_one, "bị hỏng"),
    "one use more": (
        lambda: (
            forge(usage=x509.KeyUsage(True, True, True, *[False] * 6)),
            (),
        ),
        "không được cấp để ký",
    ),
    "constraints on names": (lambda: (forge(critical=constrained()), ()), "mẫu"),
    "issuer without a path length": (
        lambda: below(
            issuer(constraints=x509.BasicConstraints(True, None)), Subject(OTHER_COMMUNE, "x")
        ),
        "mẫu",
    ),
    "root as issuer of a commune": (
        lambda: (forge(DEVICE.to_name(), pki.province()), ()),
        "Bắc Kạn không có quyền cấp",
    ),
    "elliptic curve": (
        lambda: (forge(public_key=ec.generate_private_key(ec.SECP256R1()).public_key()), ()),
        "quá yếu",
    ),
    "unknown critical extension": (
        lambda: (
            forge(critical=x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\5\0")),
            (),
        ),
        "không có quyền cấp",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_certificate_is_refused_with_its_reason(case: str) -> None:
    make, reason = REFUSED[case]
    certificate, extra = make()
    with pytest.raises(TrustError, match=reason):
        check_chain(certificate, extra, pki.trust(), LATER)


@pytest.mark.parametrize("certificate", [pki.leaf, forge])
def test_honest_certificate_names_its_sender(
    certificate: Callable[[], x509.Certificate],
) -> None:
    made = certificate()
    sender = check_chain(made, (), pki.trust(), LATER)
    assert (sender.edition, sender.unit, sender.tier) == ("2021", COMMUNE.code, "commune")
    assert (sender.device, sender.name) == (DEVICE.device, COMMUNE.name)
    assert (sender.issuer, sender.fingerprint) == ("060", made.fingerprint(SHA256()).hex())


def test_the_forged_issuer_of_the_cases_is_believed_in_its_own_area() -> None:
    certificate, extra = below(issuer(), Subject(OTHER_COMMUNE, "x"))
    assert check_chain(certificate, extra, pki.trust(), LATER).issuer == "061"


def test_without_the_area_check_a_district_speaks_for_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certificate = forge(Subject(OTHER_COMMUNE, "x").to_name())
    monkeypatch.setattr(trust_module, "covers", lambda issuer, unit: True)
    assert check_chain(certificate, (), pki.trust(), LATER).unit == OTHER_COMMUNE.code


def test_unknown_sender_is_not_called_forged() -> None:
    elsewhere = Trust((self_root(BA_BE, pki.key("elsewhere"), NOW).certificate,))
    for held in (elsewhere, Trust(())):
        with pytest.raises(UnknownSender, match="Máy này chưa biết"):
            check_chain(pki.leaf(), (pki.district().certificate,), held, LATER)
    with pytest.raises(TrustError) as caught:
        check_chain(*below(impostor()), pki.trust(), LATER)
    assert not isinstance(caught.value, UnknownSender)


def test_issuer_that_travels_along_counts_only_below_an_anchor() -> None:
    held = Trust((pki.province().certificate,))
    assert check_chain(pki.leaf(), (pki.district().certificate,), held, LATER).issuer == "060"
    own_root = self_root(PAC_NAM, pki.key("elsewhere"), NOW)
    with pytest.raises(TrustError):
        check_chain(*below(own_root), held, LATER)


@pytest.mark.parametrize("owner", ["device", "issuer"])
def test_revoked_is_refused_from_then_on_and_history_still_verifies(owner: str) -> None:
    certificate, authority = {
        "device": (pki.leaf(), pki.district()),
        "issuer": (pki.district().certificate, pki.province()),
    }[owner]
    held = pki.trust()
    crl = make_crl(authority, held.crls, [certificate], LATER)
    informed = held.with_news(Trust((), (), (crl,)))
    assert check_chain(pki.leaf(), (), informed, LATER - DAY).unit == COMMUNE.code
    for moment in (LATER, LATER + DAY):
        with pytest.raises(TrustError, match="đã bị thu hồi ngày 04/04/2024"):
            check_chain(pki.leaf(), (), informed, moment)
    assert check_chain(pki.leaf(), (), held, LATER).unit == COMMUNE.code


def test_an_older_or_forged_list_takes_nothing_back() -> None:
    held = pki.trust()
    crl = make_crl(pki.district(), held.crls, [pki.leaf()], LATER)
    informed = held.with_news(Trust((), (), (crl,)))
    forged = make_crl(impostor(), (), [], LATER + DAY)
    for offered in (held, Trust((), (), (forged,))):
        with pytest.raises(TrustError, match="thu hồi"):
            check_chain(pki.leaf(), (), informed.with_news(offered), LATER)


def test_a_forged_list_revokes_nobody() -> None:
    forged = make_crl(impostor(), (), [pki.leaf()], NOW)
    held = pki.trust()
    widened = Trust(held.anchors, held.issuers, (*held.crls, forged))
    assert check_chain(pki.leaf(), (), widened, LATER).unit == COMMUNE.code


def test_news_brings_issuers_but_never_an_anchor() -> None:
    held = Trust((pki.province().certificate,))
    news = Trust((impostor().certificate,), (pki.district().certificate, impostor().certificate))
    informed = held.with_news(news)
    assert informed.anchors == held.anchors
    assert informed.issuers == (pki.district().certificate,)


def test_trust_survives_its_pem_form() -> None:
    held = pki.trust()
    bundle = pem.write(pki.leaf()) + held.to_pem()
    assert Trust.from_pem(bundle) == held
    assert check_chain(pki.leaf(), (), Trust.from_pem(bundle), LATER).unit == COMMUNE.code


def test_damaged_pem_is_refused_wherever_it_is_cut() -> None:
    whole = pki.trust().to_pem().rstrip()
    for end in range(0, len(whole), 97):
        try:
            partial = Trust.from_pem(whole[:end])
        except TrustError:
            continue
        assert whole[:end].rstrip().endswith(b"-----"), end
        assert partial.anchors == pki.trust().anchors


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 not a certificate",
        b"-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n",
        b"-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n",
        b"-----BEGIN CERTIFICATE-----\n" + b"A" * (1 << 20) + b"\n-----END CERTIFICATE-----\n",
    ],
    ids=["empty", "a zip", "no certificate inside", "a private key", "too large"],
)
def test_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(TrustError):
        Trust.from_pem(data)
