"""Small numbers of people who use services are not posted (1 to 4), nor what would give them away.

The *parts* of such a figure are the numbers of one office in one month. On a sheet that leaves the
office a part of 1 to 4 reads "dưới 5", and a sum with such a part in it reads as the span that
follows from the other parts ("10-13"). So whatever is posted, on one sheet or on many, of one
month or of a year, of a commune or of its district, says no more of a small part than that it is
1 to 4: it would read the same for each of the four.

On a sheet marked LƯU HÀNH NỘI BỘ every number is exact.
"""

from collections.abc import Iterable, Sequence

from desktop.records.sheets.blocks import Cell
from desktop.records.words import number_words

LEAST = 5
SMALL = "dưới 5"
WITHHELD = "không nêu"
REMARK = (
    f"Số từ 1 đến 4 ghi “{SMALL}”. Tổng có số như vậy chỉ ghi khoảng (ví dụ 10–13) hoặc "
    f"“{WITHHELD}”, để không suy ngược được."
)


def is_small(number: int) -> bool:
    """Whether a number is not to be posted."""
    return 0 < number < LEAST


def hides(parts: Iterable[int]) -> bool:
    """Whether a posted sum of ``parts`` is not exact."""
    return any(map(is_small, parts))


def figure(parts: Sequence[int], *, internal: bool) -> Cell:
    """The sum of ``parts`` as a sheet may show it."""
    if internal or not hides(parts):
        return sum(parts)
    small = [number for number in parts if is_small(number)]
    known = sum(parts) - sum(small)
    if len(small) == 1 and not known:
        return SMALL
    lowest, highest = known + len(small), known + len(small) * (LEAST - 1)
    return f"{number_words(lowest)}–{number_words(highest)}"
