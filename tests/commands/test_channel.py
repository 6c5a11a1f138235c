"""``channel``, ``push`` and ``pull`` as offices use them, on real servers."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import rows
from tests.district import District, Office
from tests.sync.channels.conftest import on
from tests.sync.channels.servers import PASSWORD, USER, Place, dav_server, login_page, sftp_server
from tests.trials.canaries import files, scan, spellings

PACKET = {"kind", "state", "reason", "name", "unit", "sequence", "sha256", "carried", "overdue"}


@pytest.fixture(scope="module")
def dav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with dav_server(tmp_path_factory.mktemp("dav")) as place:
        yield place


@pytest.fixture
def login(tmp_path: Path) -> Path:
    file = tmp_path / "login.txt"
    file.write_text(f"{USER}\n{PASSWORD}\n", encoding="utf-8")
    return file


def states(office: Office, command: str, *options: object, code: int = 0) -> list[str]:
    """What the command tells, in order."""
    answer = office.run(command, *options)
    assert answer.code == code, answer
    return [line["state"] for line in answer.lines]


def test_the_whole_way_over_webdav(district: District, dav: Place, login: Path) -> None:
    commune, office = district.communes[0], district.office
    commune.record("outreach", rows.outreach())
    url = on(dav, "webdav", "").url
    assert commune.run("channel").json == {"url": None}
    for each in (commune, office):
        told = each.run("channel", url, "--credentials-file", login).json
        assert (told["url"], told["user"], told["problem"]) == (url, USER, None)

    sent = commune.run("push", "--export").json
    assert set(sent) == PACKET
    assert (sent["state"], sent["unit"], sent["sequence"]) == ("sent", "01864", 1)
    assert commune.run("receipts").lines[0]["state"] == "sent"
    assert states(office, "pull") == ["fetched", "accepted", "sent"]
    assert states(commune, "push") == ["sent", "read"]
    assert commune.run("receipts").lines[0]["state"] == "received"
    assert commune.run("push").lines == []
    assert office.run("pull").lines == []


def test_no_secret_is_shown_or_lies_anywhere(
    district: District, dav: Place, tmp_path: Path
) -> None:
    """The password goes from the address into the encrypted book, and nowhere else."""
    from urllib.parse import quote

    commune = district.communes[0]
    commune.record("outreach", rows.outreach())
    url = on(dav, "webdav", "").url
    typed = url.replace("://", f"://{USER}:{quote(PASSWORD, safe='')}@")
    wrong = typed.replace(quote(PASSWORD, safe=""), "khac-hoan-toan")
    said = [commune.run("channel", typed), commune.run("channel"), commune.run("push", "--export")]
    said += [commune.run("channel", wrong), commune.run("channel", f"ftp{typed}")]
    assert [answer.code for answer in said] == [0, 0, 0, 1, 1]
    assert commune.run("channel").json["url"] == url

    secrets = {"password": spellings(PASSWORD), "quoted": spellings(quote(PASSWORD, safe=""))}
    secrets["wrong"] = spellings("khac-hoan-toan")
    for answer in said:
        assert scan([("said", (answer.out + answer.err).encode())], secrets) == set()
    assert scan(files(commune.folder), secrets) == set()
    assert scan([("control", b"log: " + PASSWORD.encode())], secrets)


def test_a_key_has_to_be_compared_before_anything_is_sent(
    district: District, tmp_path: Path, login: Path
) -> None:
    commune = district.communes[0]
    commune.record("outreach", rows.outreach())
    with sftp_server(tmp_path / "..") as server:
        url = replace(on(server, "sftp", "")).url
        answer = commune.run("channel", url, "--credentials-file", login)
        assert answer.code == 1
        assert answer.json["host_key"] in server.facts["keys"]
        assert commune.run("channel").json == {"url": None}
        pinned = ("--host-key", answer.json["host_key"])
        told = commune.run("channel", url, "--credentials-file", login, *pinned).json
        assert (told["url"], told["pinned"]) == (url, True)
        assert states(commune, "push", "--export") == ["sent"]


def test_a_problem_is_told_with_advice(district: District, dav: Place, login: Path) -> None:
    commune = district.communes[0]
    commune.record("outreach", rows.outreach())
    url = on(dav, "webdav", "").url
    commune.run("channel", url, "--credentials-file", login)
    with login_page() as portal:
        strange = url.replace(str(dav.port), str(portal.port))
        answer = commune.run("channel", strange, "--credentials-file", login)
        assert (answer.code, answer.json["error"]) == (1, answer.err.strip())
        assert "đăng nhập" in answer.err
    assert commune.run("channel").json["url"] == url


def test_a_stick_is_a_channel_for_one_time(district: District, tmp_path: Path) -> None:
    commune, office = district.communes[0], district.office
    commune.record("outreach", rows.outreach())
    stick = tmp_path / "USB của xã"
    stick.mkdir()
    answer = commune.run("push", "--export", "--at", stick)
    assert [line["state"] for line in answer.lines] == ["copied"]
    assert states(office, "pull", "--at", stick) == ["fetched", "accepted", "copied"]
    assert states(commune, "push", "--at", stick) == ["copied", "read"]
    assert commune.run("channel").json == {"url": None}

    stick.rename(tmp_path / "gone")
    commune.run("export")
    answer = commune.run("push", "--at", stick)
    assert (answer.code, answer.json["problem"]) == (1, "missing")
    assert "Cắm USB" in answer.err
    assert commune.run("push", "--at", "sftp://server/x").code == 1


def test_without_a_channel_there_is_one_clear_sentence(district: District) -> None:
    for command in ("push", "pull"):
        answer = district.communes[0].run(command)
        assert answer.code == 1
        assert "chưa có kênh" in json.loads(answer.out)["error"]


def test_a_channel_can_be_taken_away(district: District, tmp_path: Path) -> None:
    commune = district.communes[0]
    assert commune.run("channel", tmp_path).json["url"] == str(tmp_path)
    assert commune.run("channel", "--remove").json == {"url": None}
    assert commune.run("push").code == 1


def test_a_credentials_file_without_a_password(district: District, tmp_path: Path) -> None:
    file = tmp_path / "login.txt"
    file.write_text("ten\n", encoding="utf-8")
    answer = district.communes[0].run("channel", "webdavs://h/x", "--credentials-file", file)
    assert answer.code == 1
    assert "hai dòng" in answer.err
