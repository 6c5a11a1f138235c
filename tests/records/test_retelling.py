"""Sentences that were kept, in the language that is spoken now."""

from __future__ import annotations

import pytest

from desktop.records import language
from desktop.records.language import t
from desktop.records.retelling import retold

WHY = "thiếu số liệu tháng 5. Chị xem lại nhé"


def sentences() -> list[str]:
    """What offices keep of one another, in the language in use."""
    broken = t("“{raw}” không phải là ngày. Gõ như 05/03/2024.", raw="5/13")
    return [
        t("Toàn vẹn, đúng đơn vị."),
        t("Toàn vẹn, đúng đơn vị. Thiếu {n} gói trước, không ảnh hưởng.", n=1),
        t("Toàn vẹn, đúng đơn vị. Thiếu {n} gói trước, không ảnh hưởng.", n=3),
        t("Gói số {n} cũ hơn gói đang giữ nên không dùng đến.", n=12),
        t("Nhận theo quyết định của cán bộ: {why}", why=WHY),
        t("Gói từ một máy khác của cùng đơn vị.")
        + " "
        + t("Gói được giữ lại để cán bộ quyết định; chưa nhập gì vào sổ."),
        t(
            "Sổ {register}, dòng {n}: {message} Chưa nhập gì vào sổ; xin đơn vị sửa rồi gửi gói "
            "mới.",
            register="Hoạt động truyền thông",
            n=7,
            message=broken,
        ),
    ]


@pytest.mark.parametrize(("written", "read"), [("vi", "en"), ("en", "vi"), ("vi", "vi")])
def test_what_was_kept_is_said_as_if_it_happened_now(written: str, read: str) -> None:
    language.use(written)
    kept = sentences()
    language.use(read)
    now = sentences()
    kept[-1] = kept[-1].replace("Outreach events", "Hoạt động truyền thông")
    assert [retold(one) for one in kept] == now
    language.use(written)
    assert [retold(one, read) for one in kept] == now


def test_words_of_a_person_stay_as_they_are() -> None:
    language.use("en")
    for words in (WHY, "", "Nà Vài", "Số 5; gói này thiếu."):
        assert retold(words) == words
