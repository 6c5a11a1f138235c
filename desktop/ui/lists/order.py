"""Where the rows of a list stand: eight bytes for each, and eight for each of its numbers."""

from array import array
from collections.abc import Sequence

from desktop.records.lineup import Part


class Order:
    """The places of a list's rows in the table, and the numbers that are added up."""

    def __init__(self, numbers: int) -> None:
        self.places = array("q")
        self.numbers = [array("q") for _ in range(numbers)]

    def add(self, part: Part) -> None:
        """Put the next rows at the end."""
        self.places += part.places
        for column, more in zip(self.numbers, part.numbers, strict=True):
            column.extend(more)

    def cut(self, first: int, end: int) -> None:
        """Take the rows from ``first`` up to ``end`` out."""
        for column in (self.places, *self.numbers):
            del column[first:end]

    def sums(self, spans: Sequence[tuple[int, int]]) -> list[int]:
        """What the rows from the first to the last of each span add up to, column by column."""
        return [
            sum(sum(memoryview(column)[first : last + 1]) for first, last in spans)
            for column in self.numbers
        ]

    def difference(self, other: "Order") -> tuple[int, int, int]:
        """Where the rows of both begin to differ, and where in each of them they end to."""
        ours, theirs = self.places, other.places
        least = min(len(ours), len(theirs))
        start = _alike(memoryview(ours), memoryview(theirs), least)
        after = _alike(memoryview(ours[::-1]), memoryview(theirs[::-1]), least - start)
        return start, len(ours) - after, len(theirs) - after


def _alike(one: "memoryview[int]", other: "memoryview[int]", most: int) -> int:
    """How many of the first ``most`` numbers are the same."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
