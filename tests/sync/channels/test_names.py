"""Names and addresses: what is let through, and that no secret is shown."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.errors import InputError
from sync.channels import names
from sync.channels.account import Account
from sync.channels.address import FOLDER, PORTS, parse

LABEL = st.from_regex(r"[a-z][a-z0-9-]{0,10}[a-z0-9]", fullmatch=True)
STEP = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)
SECRET = st.text(min_size=1, max_size=12).map(lambda text: text.replace("\x00", "x"))


def test_a_name_says_whether_its_file_is_whole() -> None:
    content = b"packet"
    name = names.packet("01864", "ab12cd34ab12cd34", 12, sha256(content).hexdigest())

    assert names.checked(name) == name
    assert (names.unit(name), name.count("_0012_")) == ("01864", 1)
    assert names.whole(name, content)
    assert not names.whole(name, content[:-1])


def test_a_receipt_says_for_whom_it_is() -> None:
    name = names.receipt("01864", "ack_01864_ab12cd34ab12cd34_1719822600_12345678.xlsx")

    assert names.checked(name) == name
    assert names.addressee(name) == "ab12cd34ab12cd34"
    assert names.digest(name) == "12345678"


@given(st.sampled_from(sorted(PORTS)), LABEL, st.integers(1, 65535), st.lists(STEP, max_size=3))
def test_what_is_shown_leads_to_the_same_place(
    scheme: str, host: str, port: int, steps: list[str]
) -> None:
    address = parse(f"{scheme}://{host}:{port}/{'/'.join(steps)}")
    assert parse(address.shown) == address
    assert (address.scheme, address.host, address.port) == (scheme, host, port)


@given(user=LABEL, password=SECRET)
def test_nothing_shows_a_password(user: str, password: str) -> None:
    from urllib.parse import quote

    secret = "mk" + password
    address = parse(f"webdavs://{user}:{quote(secret, safe='')}@cloud.example/kho")
    account = Account(address.shown, "1111aaaa", user=address.user, password=address.password)

    assert (address.user, address.password) == (user, secret)
    assert address.shown == account.url == "webdavs://cloud.example/kho"
    assert secret not in repr(address) + repr(account)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https://cloud.example/remote.php/dav", "webdavs://cloud.example/remote.php/dav"),
        ("http://10.0.0.2:8080/kho/", "webdav://10.0.0.2:8080/kho"),
        ("SFTP://may.chu/~/so-ban", "sftp://may.chu/~/so-ban"),
        ("webdavs://[::1]:8443/x", "webdavs://[::1]:8443/x"),
        ("webdavs://cloud.example/Kho gói", "webdavs://cloud.example/Kho%20g%C3%B3i"),
        ("/media/usb/so-ban", "/media/usb/so-ban"),
    ],
)
def test_addresses_as_people_paste_them(typed: str, shown: str) -> None:
    assert parse(typed).shown == shown


def test_a_relative_folder_is_where_one_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert parse("usb") == parse(str(tmp_path / "usb"))
    assert parse("usb").scheme == FOLDER


@pytest.mark.parametrize(
    "typed",
    [
        *("", "  ", "ftp://u:mat-khau@server/x", "webdavs://", "webdavs:///x", "sftp://:22/x"),
        *("webdavs://u:mat-khau@h/x?token=1", "webdavs://h/x#y", "webdavs://h/../x"),
        *("webdavs://h/%2e%2e/x", "webdavs://h:mat-khau/x", "webdavs://h:99999/", "webdav://h/%00"),
    ],
)
def test_other_addresses_are_refused_without_repeating_them(typed: str) -> None:
    with pytest.raises(InputError) as refused:
        parse(typed)
    assert "mat-khau" not in str(refused.value)
