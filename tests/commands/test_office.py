"""``init`` and ``enrol`` as an office uses them."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.records import units
from desktop.records.book import Book
from tests.district import COMMUNES, NOW, PASSPHRASE, Answer, District, Office, run


def init(folder: Path, unit: str, tier: str, *more: object) -> Answer:
    secret = folder.parent / "passphrase.txt"
    secret.write_text(f"{PASSPHRASE}\r\n", encoding="utf-8-sig")
    options = ("--book", folder, "--passphrase-file", secret, "--now", NOW, "--json")
    return run("init", *options, "--unit", unit, "--tier", tier, *more)


@pytest.mark.parametrize(
    ("unit", "tier", "edition", "name"),
    [
        ("01864", "commune", "2021", "Xã Bộc Bố"),
        ("060", "district", "2021", "Huyện Pác Nặm"),
        ("06", "province", "2021", "Tỉnh Bắc Kạn"),
        ("01864", "commune", "2025", ""),
    ],
)
def test_init_makes_the_book_of_the_unit(
    tmp_path: Path, unit: str, tier: str, edition: str, name: str
) -> None:
    name = name or units.find(edition, unit).name
    answer = init(tmp_path / "book", unit, tier, "--edition", edition)

    assert answer.code == 0
    told = answer.json
    assert (told["unit"], told["tier"], told["edition"]) == (unit, tier, edition)
    assert told["name"] == name
    assert len(told["recovery"]) == 24
    with Book.open(tmp_path / "book", PASSPHRASE) as book:
        assert (book.office, book.device) == (units.find(edition, unit), told["device"])


def test_recovery_words_open_the_book(tmp_path: Path) -> None:
    words = init(tmp_path / "book", "01864", "commune").json["recovery"]
    sheet = tmp_path / "sheet.txt"
    sheet.write_text(" ".join(words), encoding="utf-8")

    answer = run("check", "--book", tmp_path / "book", "--passphrase-file", sheet, "--json")
    assert (answer.code, answer.json["ok"]) == (0, True)


def test_book_speaks_its_language(tmp_path: Path) -> None:
    answer = init(tmp_path / "book", "01864", "commune", "--language", "en")
    assert answer.code == 0
    office = Office(tmp_path / "book", "01864")

    answer = office.run("rows people")
    assert (answer.code, answer.out) == (1, '{"error": ' + f'"{answer.err.strip()}"' + "}\n")
    answer = office.run("export")
    assert answer.err.isascii()
    assert "certificate" in answer.err


def test_enrolment_by_files(tmp_path: Path) -> None:
    district, commune = Office(tmp_path / "060", "060"), Office(tmp_path / "01864", "01864")
    init(district.folder, "060", "district")
    device = init(commune.folder, "01864", "commune").json["device"]
    request, bundle = tmp_path / "request.pem", tmp_path / "bundle.pem"

    asked = commune.run("enrol request", "--out", request)
    issued = district.run("enrol issue", request, "--out", bundle)
    accepted = commune.run("enrol accept", bundle)

    assert [answer.code for answer in (asked, issued, accepted)] == [0, 0, 0]
    assert asked.json["words"] == issued.json["words"]
    assert len(asked.json["words"]) == 5
    assert accepted.json == {"unit": "01864", "device": device}
    assert request.read_text("ascii").startswith("-----BEGIN CERTIFICATE REQUEST-----")
    packet = commune.run("export").json["path"]
    verified = run("verify", packet, "--trust", bundle, "--json", "--now", NOW)
    assert (verified.json["status"], verified.json["unit"]) == ("valid", "01864")


def test_packets_of_a_revoked_unit_are_refused(district: District) -> None:
    commune, office = district.communes[0], district.office
    packet = commune.export()

    answer = office.run("enrol revoke", "--unit", commune.code)
    assert answer.json == {"unit": commune.code, "revoked": 1}
    answer = office.run("import", packet)
    assert (answer.code, answer.json["status"]) == (1, "refused")
    assert office.run("enrol revoke", "--unit", commune.code).code == 1


def test_only_one_laptop_of_a_unit_is_revoked_when_it_is_named(
    district: District, tmp_path: Path
) -> None:
    lost, office = district.communes[0], district.office
    new = Office.found(tmp_path / "new" / lost.code, lost.code)
    asked, bundle = tmp_path / "request.pem", tmp_path / "bundle.pem"
    new.run("enrol request", "--out", asked)
    with lost.open() as book, new.open() as other:
        devices = book.device, other.device

    answer = office.run("enrol issue", asked, "--out", bundle)
    assert answer.json["others"] == [devices[0]]
    assert devices[0] in answer.err
    assert office.run("enrol revoke", "--unit", lost.code, "--device", "none").code == 1
    answer = office.run("enrol revoke", "--unit", lost.code, "--device", devices[0])
    assert answer.json == {"unit": lost.code, "revoked": 1}
    assert new.run("enrol accept", bundle).code == 0
    assert office.run("import", new.export()).json["status"] == "accepted"
    assert office.run("import", lost.export()).json["status"] == "refused"


def test_what_ends_soon_is_told_and_what_is_ours_is_renewed(district: District) -> None:
    office, commune = district.office, district.communes[0]
    assert office.run("enrol status").json == {"expiring": [], "below": []}
    soon = NOW + timedelta(days=5 * 365 - 30)

    told = office.run("enrol status", now=soon).json
    (own,) = told["expiring"]
    assert (own["unit"], own["role"], own["until"]) == ("060", "device", "2029-06-30")
    assert own["renewed_by"] == "renew"
    assert [one["unit"] for one in told["below"]] == list(COMMUNES)
    (own,) = commune.run("enrol status", now=soon).json["expiring"]
    assert (own["unit"], own["renewed_by"]) == (commune.code, "request")

    assert len(office.run("enrol renew", now=soon).json["renewed"]) == 1
    assert office.run("enrol status", now=soon).json["expiring"] == []
    assert commune.run("enrol renew", now=soon).code == 1
