"""Up the line: the province verifies every sender itself, in packets that nobody signed again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.records import units
from sync import forward
from sync.enrolment import enrol
from sync.enrolment.keyring import trust_of
from sync.errors import TrustError
from sync.forward import CERTIFICATES
from sync.pki import certificates, revocation
from sync.pki.trust import Trust
from tests import rows
from tests.district import DISTRICT, NEIGHBOUR, NOW, District, Office, enrolled, state

DAY = timedelta(days=1)
ROWS = ("outreach", "sites", "models")


@pytest.fixture(scope="module")
def settled(founded: District, tmp_path_factory: pytest.TempPathFactory) -> District:
    """Two districts, which had their communes before they had the province above them."""
    district = founded.copy(tmp_path_factory.mktemp("province") / "offices")
    above = Office.found(district.folder / "06", "06")
    for office in (district.office, district.neighbour):
        enrolled(office, above)
    for commune in (*district.communes, district.stranger):
        commune.record("outreach", rows.outreach(place=f"Thôn của {commune.code}"))
    district.office.record("outreach", rows.outreach(place="Huyện lỵ"))
    return district


@pytest.fixture
def district(settled: District, tmp_path: Path) -> District:
    return settled.copy(tmp_path / "offices")


def province(district: District) -> Office:
    return Office(district.folder / "06", "06")


def statuses(found: list[Any]) -> dict[str, str]:
    return {line["unit"]: line["status"] for line in found}


def test_the_province_holds_what_the_communes_signed(district: District, tmp_path: Path) -> None:
    signed = {}
    for commune in district.communes:
        packet = commune.export()
        signed[packet.name] = packet.read_bytes()
        assert district.office.run("import", packet).code == 0
    neighbours = district.stranger.export()
    assert district.neighbour.run("import", neighbours).code == 0

    told = district.office.run("forward", "--out", tmp_path / "usb").json
    assert (len(told["packets"]), told["lost"]) == (3, [])
    assert {Path(f).name: Path(f).read_bytes() for f in told["packets"]} == signed
    assert district.neighbour.run("forward", "--out", tmp_path / "usb").code == 0
    assert not [f for f in (tmp_path / "usb").iterdir() if not f.name.isascii()]

    above = province(district)
    answer = above.run("import", tmp_path / "usb")
    units = [DISTRICT, NEIGHBOUR, *(c.code for c in district.communes), district.stranger.code]
    assert (answer.code, statuses(answer.lines)) == (0, dict.fromkeys(units, "accepted"))
    for office in (*district.communes, district.office):
        with office.peek() as theirs, above.peek() as held:
            query = "SELECT uid, place, device FROM outreach WHERE unit = ?"
            assert held.execute(query, [office.code]).fetchall() == (
                theirs.execute(query, [office.code]).fetchall()
            )
    answer = above.run("import", tmp_path / "usb")
    assert statuses(answer.lines) == dict.fromkeys(units, "duplicate")


def test_a_commune_that_the_district_revoked_is_refused_at_the_province(
    district: District, tmp_path: Path
) -> None:
    lost, above = district.communes[0], province(district)
    known = lost.export()
    assert above.run("import", known).json["status"] == "accepted"
    later = lost.export(now=NOW + 2 * DAY)
    district.office.run("enrol revoke", "--unit", lost.code, now=NOW + DAY)
    told = district.office.run("forward", "--out", tmp_path / "usb", now=NOW + DAY).json
    assert Path(told["certificates"]).name.endswith(CERTIFICATES)

    answer = above.run("import", tmp_path / "usb", later, now=NOW + 3 * DAY)
    (told,) = (line for line in answer.lines if line["file"] == str(later))
    assert (told["status"], "thu hồi" in told["reason"]) == ("refused", True)
    assert above.run("import", known, now=NOW + 3 * DAY).json["status"] == "duplicate"


def test_control_without_the_certificates_the_province_knows_of_no_revocation(
    district: District, tmp_path: Path
) -> None:
    lost, above = district.communes[0], province(district)
    district.office.run("enrol revoke", "--unit", lost.code, now=NOW + DAY)
    told = district.office.run("forward", "--out", tmp_path / "usb", now=NOW + DAY).json
    Path(told["certificates"]).unlink()
    late = lost.export(now=NOW + 2 * DAY)

    answer = above.run("import", tmp_path / "usb", late, now=NOW + 3 * DAY)
    assert [line["status"] for line in answer.lines if line["file"] == str(late)] == ["accepted"]


def test_the_successor_of_a_revoked_laptop_is_taken_at_the_province_without_a_question(
    district: District, tmp_path: Path
) -> None:
    lost, above = district.communes[0], province(district)
    assert above.run("import", lost.export()).json["status"] == "accepted"
    new = Office.found(tmp_path / "new" / lost.code, lost.code)
    enrolled(new, district.office)
    packet = new.export()
    assert above.run("import", packet, "--plan").json["status"] == "fork"

    with lost.open() as book:
        device = book.device
    options = ("--unit", lost.code, "--device", device)
    assert district.office.run("enrol revoke", *options).json["revoked"] == 1
    told = district.office.run("forward", "--out", tmp_path / "usb").json
    answer = above.run("import", told["certificates"], packet)
    assert (answer.code, answer.json["status"]) == (0, "accepted")
    assert "thay máy cũ" in answer.json["reason"]


def test_certificates_of_strangers_old_ones_and_spoilt_ones_change_nothing(
    district: District,
) -> None:
    with district.office.open() as book:
        old = trust_of(book).to_pem()
        enrol.revoke(book, district.communes[0].code, NOW + DAY)
        theirs = trust_of(book).to_pem()
    root = certificates.self_root(units.find("2021", "062"), certificates.make_key(), NOW)
    twin = certificates.self_root(units.find("2021", "060"), certificates.make_key(), NOW)
    strangers = [
        Trust((one.certificate,), (), (revocation.make_crl(one, (), (), NOW + 9 * DAY),)).to_pem()
        for one in (root, twin)
    ]
    with province(district).open() as book:
        forward.take_certificates(book, theirs)
        before = book.settings.get("trust")
        for content in (*strangers, old, Path(district.trust).read_bytes()):
            forward.take_certificates(book, content)
            assert book.settings.get("trust") == before
        for content in (b"", theirs[:-40], theirs.replace(b"MII", b"MIJ", 1)):
            with pytest.raises(TrustError):
                forward.take_certificates(book, content)
        assert book.settings.get("trust") == before


def test_a_spoilt_list_of_certificates_does_not_stop_the_packets(
    district: District, tmp_path: Path
) -> None:
    (tmp_path / f"060_x{CERTIFICATES}").write_bytes(b"-----BEGIN")
    (tmp_path / "de-nghi.pem").write_bytes(b"a request of someone, which is no business here")
    packet = district.communes[0].export(out=tmp_path)
    answer = province(district).run("import", tmp_path)
    assert (answer.code, statuses(answer.lines)) == (1, {district.communes[0].code: "accepted"})
    assert packet.exists()


def test_a_packet_whose_original_is_gone_is_named(district: District, tmp_path: Path) -> None:
    for commune in district.communes:
        district.office.run("import", commune.export())
    first, second, _ = sorted((district.office.folder / "inbox").glob("*.xlsx"))
    first.unlink()
    second.write_bytes(b"saved again by another program")
    answer = district.office.run("forward", "--out", tmp_path / "usb")
    assert (answer.code, len(answer.json["packets"]), len(answer.json["lost"])) == (1, 1, 2)
    assert answer.err.count("mất hoặc hỏng") == 2


@pytest.mark.parametrize("which", ["commune", "province"])
def test_only_an_office_in_between_forwards(district: District, tmp_path: Path, which: str) -> None:
    office = district.communes[0] if which == "commune" else province(district)
    answer = office.run("forward", "--out", tmp_path / "usb")
    assert answer.code == 1
    assert not (tmp_path / "usb").exists()


def test_communes_from_before_the_province_still_believe_their_district(
    district: District, tmp_path: Path
) -> None:
    commune = district.communes[0]
    district.office.run("import", commune.export())
    written = district.office.run("receipts", "--out", tmp_path)
    assert written.code == 0
    read = commune.run("receipts", *tmp_path.glob("ack_*.xlsx"))
    assert read.code == 0, read.err
    assert commune.run("receipts").lines[0]["state"] == "received"


def test_what_the_province_holds_of_a_district_is_its_own_record(
    district: District, tmp_path: Path
) -> None:
    district.office.run("import", district.communes[0].export())
    told = district.office.run("forward", "--out", tmp_path).json
    above = province(district)
    assert above.run("import", told["own"]).json["added"] == 1
    with above.peek() as held, district.office.peek() as theirs:
        query = "SELECT count(*) FROM outreach"
        assert (held.execute(query).fetchone(), theirs.execute(query).fetchone()) == ((1,), (2,))
        assert state(held, ROWS) != state(theirs, ROWS)
