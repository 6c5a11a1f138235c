"""Small numbers of people who use services are not posted (1 to 4), nor what would give them away.

On a sheet that leaves the office:

* a figure of 1 to 4 reads "dưới 5";
* a sum over offices is withheld where it would give away a figure that one of them hid on its own
  posted sheet: when just one of them is small, or the small ones are nearly all 1 or nearly all 4;
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
        if self.internal or not _hidden(figure):
            return number_words(sum(figure))
        return SMALL if _says_small(figure) else WITHHELD

    def bound(self, figure: Sequence[int]) -> str:
        """A figure that bounds others of the sheet: withheld with them."""
        if self.withholding and sum(figure) > 0 and not _says_small(figure):
            return WITHHELD
        return self.part(figure)

    def total(self, figures: Iterable[Sequence[int]]) -> str:
        """The sum of figures that stand beside it."""
        parts = list(figures)
        if not self.internal and any(map(_hidden, parts)):
            return WITHHELD
        return number_words(sum(number for figure in parts for number in figure))


def _is_small(number: int) -> bool:
    return 0 < number < LEAST


def _says_small(figure: Sequence[int]) -> bool:
    """Whether "dưới 5" may stand: of 4 small figures it would say that each of them is 1."""
    small = [number for number in figure if _is_small(number)]
    return _is_small(sum(figure)) and len(small) < LEAST - 1


def _hidden(figure: Sequence[int]) -> bool:
    """Whether the sum is small, or too telling beside the figures that the offices post."""
    small = [number for number in figure if _is_small(number)]
    lowest, highest = len(small), len(small) * (LEAST - 1)
    telling = len(small) == 1 or not lowest + 1 < sum(small) < highest - 1
    return _is_small(sum(figure)) or (bool(small) and telling)
