"""Setting a channel up in the window, on real servers: nothing is kept before it works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.ui.carrying.trials import key_words
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.look.problems import Banner
from desktop.ui.pages.settings.channel import ChannelSection
from desktop.ui.pages.settings.section import Around
from desktop.ui.remember import Remember
from sync.channels import account as accounts
from sync.channels.account import Account
from sync.channels.channel import Trial
from tests.sync.channels.certificates import make
from tests.sync.channels.conftest import on
from tests.sync.channels.servers import (
    PASSWORD,
    USER,
    Place,
    dav_server,
    login_page,
    refusing,
    sftp_server,
)
from tests.sync.channels.test_stop import silent_server
from tests.ui.hands import Hands, said


@pytest.fixture
def dav(tmp_path: Path) -> Iterator[Place]:
    with dav_server(tmp_path) as place:
        yield place


@pytest.fixture
def section(desk: Desk, jobs: Jobs, hands: Hands, tmp_path: Path) -> ChannelSection:
    remember = Remember(tmp_path / "remember.ini")

    def nothing(*_: Any) -> None:
        return

    around = Around(desk, remember, nothing, Banner(), nothing, nothing, nothing)
    return hands.show(ChannelSection(around))


def kept(section: ChannelSection) -> Account | None:
    return accounts.kept(section.desk.book.settings)


def fill(section: ChannelSection, kind: int, place: str, password: str = PASSWORD) -> None:
    section.form.kind.setCurrentIndex(kind)
    section.form.place.setText(place)
    section.form.user.setText(USER)
    section.form.password.setText(password)


def test_a_folder_is_tried_then_kept_then_removed(
    section: ChannelSection, hands: Hands, tmp_path: Path
) -> None:
    place = tmp_path / "chung"
    fill(section, 0, str(place))
    section.test.click()
    hands.settle()
    assert "Không thấy thư mục" in section.trials.advice
    place.mkdir()
    section.test.click()
    hands.settle()
    assert section.trials.done == list(Trial)
    assert kept(section) is None, "a trial keeps nothing"
    section.save.click()
    hands.settle()
    found = kept(section)
    assert found is not None
    assert found.url == str(place)
    assert str(place) in section.now_words.text()
    section.remove.click()
    section.yes.click()
    hands.settle()
    assert kept(section) is None
    assert list(place.iterdir()) == []


def test_what_is_wrong_stands_at_the_part_that_failed(
    section: ChannelSection, hands: Hands, dav: Place, tmp_path: Path
) -> None:
    url = on(dav, "webdav", "").url
    fill(section, 1, url, "sai")
    section.save.click()
    hands.settle()
    assert section.trials.done == []
    assert "tên hoặc mật khẩu" in section.trials.advice
    (tmp_path / "full").mkdir()
    with dav_server(tmp_path / "full", refusing("PUT", "507 Insufficient Storage")) as full:
        fill(section, 1, f"webdav://127.0.0.1:{full.port}")
        section.save.click()
        hands.settle()
        assert section.trials.done == [Trial.LIST]
        assert "hết chỗ" in section.trials.advice
    with login_page() as portal:
        fill(section, 1, f"webdav://127.0.0.1:{portal.port}/x")
        section.save.click()
        hands.settle()
        assert "đăng nhập" in section.trials.advice
    assert kept(section) is None
    fill(section, 1, url)
    section.save.click()
    hands.settle()
    assert section.banner.property("look") == "banner-warn", "a line without encryption is told"
    found = kept(section)
    assert found is not None
    assert (found.user, found.password) == (USER, PASSWORD)
    assert not any(PASSWORD in text for text in said(section))


def test_a_password_that_is_not_typed_again_stays(
    section: ChannelSection, hands: Hands, dav: Place
) -> None:
    fill(section, 1, on(dav, "webdav", "").url)
    section.save.click()
    hands.settle()
    assert section.form.password.text() == ""
    section.save.click()
    hands.settle()
    found = kept(section)
    assert found is not None
    assert found.password == PASSWORD
    assert section.trials.done == list(Trial)
    section.form.place.setText(found.url.replace("127.0.0.1", "127.0.0.2"))
    section.test.click()
    hands.settle()
    assert section.trials.done == [], "a password is never tried at another place"


def test_a_certificate_of_its_own(section: ChannelSection, hands: Hands, tmp_path: Path) -> None:
    pair, other = make(tmp_path / "pair"), make(tmp_path / "other")
    (tmp_path / "dav").mkdir()
    with dav_server(tmp_path / "dav", secret=pair) as place:
        fill(section, 1, f"127.0.0.1:{place.port}")
        for file, words in ((None, "chứng thư không khớp"), (other.certificate, "không khớp")):
            if file:
                section.form.read_ca(file)
            section.save.click()
            hands.settle()
            assert words in section.trials.advice
        section.form.read_ca(pair.certificate)
        section.save.click()
        hands.settle()
    found = kept(section)
    assert found is not None
    assert found.address.scheme == "webdavs", "what a person leaves out is encrypted"
    assert found.ca == pair.pem


def test_a_key_is_compared_before_it_is_pinned(
    section: ChannelSection, hands: Hands, tmp_path: Path
) -> None:
    with sftp_server(tmp_path) as server:
        fill(section, 2, replace(on(server, "sftp", "")).url)
        section.save.click()
        hands.settle()
        assert section.key.isVisible()
        assert section.key.key in server.facts["keys"]
        assert section.key.words.text() == key_words(section.key.key)
        section.key.deny.click()
        assert kept(section) is None
        assert "Khóa không khớp" in section.trials.advice
        section.save.click()
        hands.settle()
        section.key.pin.click()
        hands.settle()
        found = kept(section)
        assert found is not None
        assert found.host_key == section.key.key
        assert section.key.key in section.key_line.text()


def test_a_trial_can_be_left(section: ChannelSection, hands: Hands) -> None:
    with silent_server() as (port, waits):
        fill(section, 1, f"webdav://127.0.0.1:{port}/x")
        section.test.click()
        hands.until(waits.is_set)
        assert section.working.isVisible()
        assert not section.save.isEnabled()
        section.cancel()
        hands.settle()
        assert section.save.isEnabled()
        assert "Đã dừng theo yêu cầu" in section.trials.advice


def test_a_practice_book_gets_no_server(section: ChannelSection, hands: Hands) -> None:
    section.desk.book.settings.put(practice="1")
    fill(section, 1, "webdav://127.0.0.1:1/x")
    section.save.click()
    hands.settle()
    assert "sổ thực hành" in section.trials.advice
    assert kept(section) is None
