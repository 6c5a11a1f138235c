"""All that the journal tells of can be read there, in words."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from desktop.records import audit
from desktop.records.journal import ActionName

ACTIONS: tuple[ActionName, ...] = get_args(ActionName)


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_is_of_one_kind_and_has_words(action: ActionName) -> None:
    kinds = Counter(one for group in audit.KINDS.values() for one in group)
    assert kinds[action] == 1
    assert audit.action_words(action) != action


def test_every_kind_has_words() -> None:
    assert all(audit.kind_words(kind) for kind in ("", *audit.KINDS))
