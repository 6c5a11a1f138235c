"""Sealing: the recipe, and what engines that nobody here wrote say of the result."""

import zipfile
from datetime import timedelta, timezone

import pytest
from cryptography import x509
from lxml import etree
from signxml.exceptions import SignXMLException

from sync.errors import SealError
from sync.package import container, opc
from sync.package.seal import seal
from sync.package.verify import verify
from sync.packet import Packet
from sync.xlsx import workbook
from tests.sync.package import judges, sealed
from tests.sync.package.attacks import CATALOGUE
from tests.sync.package.forge import Forgery
from tests.sync.xlsx import packets


def real_packet() -> bytes:
    """A packet as an office sends it, from the real workbook writer."""
    packet = Packet.of(packets.header(previous=""), {})
    return container.pack(sealed.device().seal(workbook.write(packet)))


def test_every_installed_judge_accepts(capsys: pytest.CaptureFixture[str]) -> None:
    engines, missing = judges.installed()
    office = sealed.device().office.certificate
    files = {"small": sealed.packet(), "real": real_packet()}

    said = {
        (engine, name): judge(data, office)
        for engine, judge in engines.items()
        for name, data in files.items()
    }

    with capsys.disabled():
        print(f"\n  judged by {', '.join(engines)}; not installed: {', '.join(missing) or 'none'}")
    assert "signxml" in engines
    assert set(said.values()) == {True}


def test_judges_refuse_a_changed_cell() -> None:
    """The control: the judges do look at the digests."""
    office = sealed.device().office.certificate
    altered = next(attack for attack in CATALOGUE if attack.name == "cell_changed").data()

    for name, judge in judges.installed()[0].items():
        assert not judge(altered, office), name


def test_judges_let_attacks_through_that_our_verifier_refuses() -> None:
    """Why they are cross-checks and never the gate."""
    office = sealed.device().office.certificate
    harmful = [a for a in CATALOGUE if a.rule[0] in "CDEG"]

    accepted = [attack for attack in harmful if _signxml_accepts(attack.data(), office)]

    assert len(accepted) >= 10
    for attack in accepted:
        assert verify(attack.data(), sealed.trust(), sealed.NOW).status == "refused"


def _signxml_accepts(data: bytes, office: x509.Certificate) -> bool:
    try:
        return judges.signxml(data, office)
    except (SignXMLException, KeyError, AssertionError, zipfile.BadZipFile, etree.LxmlError):
        return False


def test_real_packet_is_valid() -> None:
    verdict = verify(real_packet(), sealed.trust(), sealed.NOW)

    assert (verdict.status, verdict.check) == ("valid", "")


def test_same_arguments_give_the_same_bytes() -> None:
    assert sealed.device().seal(sealed.workbook()) == sealed.package()


def test_what_is_signed_is_canonical_already() -> None:
    for name, content in sealed.package().items():
        if name.endswith((".rels", "sig1.xml")) or name == opc.CONTENT_TYPES:
            assert etree.tostring(etree.fromstring(content), method="c14n") == content, name


def test_document_properties_are_dropped() -> None:
    assert any(name.startswith("docProps/") for name in sealed.workbook())
    assert not any(name.startswith("docProps/") for name in sealed.package())
    assert b"docProps" not in b"".join(sealed.package().values())


def test_signing_time_is_written_in_utc() -> None:
    there = sealed.NOW.astimezone(timezone(timedelta(hours=7)))

    assert sealed.device().seal(sealed.workbook(), there) == sealed.package()


def test_sealed_again_is_sealed_once() -> None:
    assert Forgery().tree().tag == f"{{{opc.DSIG}}}Signature"
    with pytest.raises(SealError):
        sealed.device().seal(sealed.package())


def test_foreign_part_is_not_sealed() -> None:
    with pytest.raises(SealError, match=r"xl/vbaProject\.bin"):
        sealed.device().seal({**sealed.workbook(), "xl/vbaProject.bin": b""})


def test_key_and_certificate_must_belong_together() -> None:
    one, other = sealed.device(), sealed.device("01891", "061")
    office = one.office.certificate

    with pytest.raises(SealError):
        seal(sealed.workbook(), other.key, one.certificate, office, sealed.NOW)
    with pytest.raises(SealError):
        seal(sealed.workbook(), other.key, other.certificate, office, sealed.NOW)
