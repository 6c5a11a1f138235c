"""What posted sheets say about small numbers, attacked by trying every value that fits."""

from collections.abc import Callable, Sequence
from itertools import product

import pytest

from desktop.records.sheets.small import SMALL, WITHHELD, Discretion

HIGHEST = 9


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (1, SMALL), (4, SMALL), (5, "5")])
def test_one_to_four_are_not_posted(number: int, shown: str) -> None:
    assert Discretion.over([[number]], internal=False).part([number]) == shown


def test_an_internal_sheet_is_exact() -> None:
    discretion = Discretion.over([[3], [1200]], internal=True)
    assert discretion.part([3]) == "3"
    assert discretion.bound([1200]) == "1.200"
    assert discretion.total([[3], [1200]]) == "1.203"


def test_what_bounds_a_hidden_figure_is_withheld_with_it() -> None:
    discretion = Discretion.over([[3], [12]], internal=False)
    assert (discretion.bound([3]), discretion.bound([12])) == (SMALL, WITHHELD)
    assert discretion.bound([0]) == "0"


def posted_by_offices_and_district(numbers: Sequence[int]) -> tuple[str, ...]:
    """Each commune posts its own figure, the district the sum over all of them."""
    own = [Discretion.over([[number]], internal=False).part([number]) for number in numbers]
    return (*own, Discretion.over([numbers], internal=False).part(numbers))


def posted_with_a_total(numbers: Sequence[int]) -> tuple[str, ...]:
    """One sheet with several figures and their sum."""
    figures = [[number] for number in numbers]
    discretion = Discretion.over(figures, internal=False)
    return (*map(discretion.part, figures), discretion.total(figures))


def careless(numbers: Sequence[int]) -> tuple[str, ...]:
    """The control: small figures are hidden, but the sum is always there."""
    own = [Discretion.over([[number]], internal=False).part([number]) for number in numbers]
    return (*own, str(sum(numbers)))


def betrayed(post: Callable[[Sequence[int]], tuple[str, ...]], offices: int) -> int:
    """How many ways of posting leave a hidden small number with one possible value only."""
    fitting: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    for numbers in product(range(HIGHEST + 1), repeat=offices):
        fitting.setdefault(post(numbers), []).append(numbers)
    return sum(
        any(len({numbers[i] for numbers in group}) == 1 for i in _hidden(group[0]))
        for group in fitting.values()
    )


def _hidden(numbers: Sequence[int]) -> list[int]:
    return [place for place, number in enumerate(numbers) if 1 <= number <= 4]


@pytest.mark.parametrize("offices", [1, 2, 3, 4])
@pytest.mark.parametrize("post", [posted_by_offices_and_district, posted_with_a_total])
def test_no_hidden_number_can_be_worked_out(
    post: Callable[[Sequence[int]], tuple[str, ...]], offices: int
) -> None:
    assert betrayed(post, offices) == 0


def test_the_attack_succeeds_on_careless_sheets() -> None:
    assert betrayed(careless, 3) > 100
