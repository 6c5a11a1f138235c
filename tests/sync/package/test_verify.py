"""P2: attacks on the signature, each refused by its rule, and each rule shown to be needed."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest

from desktop.records.language import LANGUAGES, use
from sync.package import container
from sync.package.reasons import reason
from sync.package.verify import RULES, Verdict, verify
from tests.sync.package import sealed
from tests.sync.package.attacks import CATALOGUE, Attack


def _named(attack: Attack) -> str:
    return f"{attack.rule}-{attack.name}"


def test_honest_packet_is_valid() -> None:
    verdict = verify(sealed.packet(), sealed.trust(), sealed.NOW)

    assert (verdict.status, verdict.rule, verdict.clock_doubt) == ("valid", "", False)
    assert verdict.parts == sealed.package()
    assert verdict.sender is not None
    assert (verdict.sender.unit, verdict.sender.tier) == ("01858", "commune")


@pytest.mark.parametrize("attack", CATALOGUE, ids=_named)
def test_attack_is_refused_by_its_rule(attack: Attack) -> None:
    verdict = verify(attack.data(), sealed.trust(), sealed.NOW)

    assert verdict.status != "valid"
    assert (verdict.check, verdict.rule) == (attack.rule, attack.rule[0])
    assert verdict.reason
    assert not verdict.parts


@pytest.mark.parametrize("attack", [a for a in CATALOGUE if a.alone], ids=_named)
def test_attack_gets_through_with_its_rule_off(attack: Attack) -> None:
    others = {name: rule for name, rule in RULES.items() if name != attack.rule}

    assert verify(attack.data(), sealed.trust(), sealed.NOW, others).status == "valid"


def test_every_rule_is_needed_by_an_attack() -> None:
    assert len(CATALOGUE) >= 40
    assert {attack.rule for attack in CATALOGUE if attack.alone} == set(RULES)


def test_office_that_is_not_trusted_is_told_apart_from_a_refusal() -> None:
    attack = next(a for a in CATALOGUE if a.name == "office_that_nobody_here_knows")
    verdict = verify(attack.data(), sealed.trust(), sealed.NOW)

    assert (verdict.status, verdict.rule, verdict.sender) == ("unknown_sender", "I", None)


def test_first_broken_rule_decides_whatever_else_is_wrong() -> None:
    attack = next(a for a in CATALOGUE if a.name == "cell_changed")

    assert verify(attack.data() + b"x", sealed.trust(), sealed.NOW).check == "B.end"


def _saved_again(data: bytes) -> bytes:
    buffer = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data)).save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (lambda: _saved_again(sealed.packet()), "lưu lại bằng chương trình khác"),
        (lambda: container.pack(sealed.workbook()), "lưu lại bằng chương trình khác"),
        (lambda: sealed.packet()[:5000], "chép chưa xong"),
        (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "khóa bằng mật khẩu"),
        (lambda: b"%PDF-1.7", "không phải gói dữ liệu"),
        (lambda: b"", "không phải gói dữ liệu"),
        (lambda: next(a for a in CATALOGUE if a.name == "cell_changed").data(), "sửa sau khi ký"),
    ],
    ids=["openpyxl", "unsigned", "cut", "encrypted", "pdf", "empty", "changed"],
)
def test_officer_is_told_what_happened_and_what_to_do(data: Callable[[], bytes], told: str) -> None:
    reason = verify(data(), sealed.trust(), sealed.NOW).reason

    assert told in reason
    assert "Chưa nhập gì vào sổ" in reason


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_reason(language: str) -> None:
    use(language)
    try:
        assert all(len(reason(rule)) > 40 for rule in RULES)
    finally:
        use("vi")


def _signed(moment: datetime, now: datetime) -> Verdict:
    packet = container.pack(sealed.device().seal(sealed.workbook(), moment))
    return verify(packet, sealed.trust(), now)


@pytest.mark.parametrize(
    ("moment", "doubt"),
    [
        (sealed.NOW, False),
        (sealed.NOW - timedelta(days=10), False),
        (sealed.NOW + timedelta(seconds=1), True),
        (datetime(1980, 1, 1, tzinfo=UTC), True),
        (datetime(2099, 1, 1, tzinfo=UTC), True),
    ],
)
def test_signing_time_is_only_a_claim(moment: datetime, doubt: bool) -> None:
    verdict = _signed(moment, sealed.NOW)

    assert (verdict.status, verdict.clock_doubt) == ("valid", doubt)


def test_certificate_is_judged_at_the_receivers_time() -> None:
    expired = verify(sealed.packet(), sealed.trust(), sealed.NOW + timedelta(days=6 * 365))

    assert (expired.status, expired.check) == ("refused", "I.chain")
    assert expired.reason


def test_verdict_cannot_be_altered() -> None:
    verdict = verify(sealed.packet(), sealed.trust(), sealed.NOW)

    with pytest.raises(AttributeError):
        verdict.status = "refused"  # type: ignore[misc]
    with pytest.raises(TypeError):
        verdict.parts["xl/workbook.xml"] = b""  # type: ignore[index]
