"""P2: attacks on the signature, each refused by its rule, and each rule shown to be needed."""

import pytest

from sync.verify import RULES, verify
from tests.sync import sealed
from tests.sync.attacks import CATALOGUE, Attack


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
