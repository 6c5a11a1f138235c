"""Small numbers of people who use services are not posted (1 to 4), nor what would give them away.

On a sheet that leaves the office:

* a figure of 1 to 4 reads "dưới 5";
* a sum over offices is withheld where their own posted sheets would let somebody subtract: when
  just one of them has a small figure, or when the small ones can only be all 1 or all 4;
* once one figure is hidden, every total that contains it is withheld too.

On a sheet marked LƯU HÀNH NỘI BỘ every number is exact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.records.words import number_words

LEAST = 5
SMALL = "dưới 5"
WITHHELD = "không nêu"
REMARK = (
    f"Số từ 1 đến 4 ghi “{SMALL}”; số ghi “{WITHHELD}” được ẩn để không suy ra được các số nhỏ đó."
)


@dataclass(frozen=True)
class Discretion:
    """How the figures of one sheet are shown, ``withholding`` when one of them had to be hidden."""

    internal: bool
    withholding: bool

    @staticmethod
    def over(figures: Iterable[Sequence[int]], *, internal: bool) -> "Discretion":
        """The discretion a sheet needs; each figure is given as the numbers of its offices."""
        return Discretion(internal, not internal and any(map(_hidden, figures)))

    def part(self, figure: Sequence[int]) -> str:
        """A figure that no other figure of the sheet contains or bounds."""
        total = sum(figure)
        if self.internal or not _hidden(figure):
            return number_words(total)
        return SMALL if _is_small(total) else WITHHELD

    def bound(self, figure: Sequence[int]) -> str:
        """A figure that bounds others of the sheet: withheld with them."""
        total = sum(figure)
        if self.withholding and total and not _is_small(total):
            return WITHHELD
        return self.part(figure)

    def total(self, figures: Iterable[Sequence[int]]) -> str:
        """The sum of figures that stand beside it."""
        parts = list(figures)
        if not self.internal and any(map(_hidden, parts)):
            return WITHHELD
        return number_words(sum(map(sum, parts)))


def _is_small(number: int) -> bool:
    return 0 < number < LEAST


def _hidden(figure: Sequence[int]) -> bool:
    if _is_small(sum(figure)):
        return True
    small = [number for number in figure if _is_small(number)]
    return len(small) == 1 or (
        len(small) > 1 and sum(small) in (len(small), (LEAST - 1) * len(small))
    )
