"""How wide the columns of a list are: as wide as what stands in them, as far as there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

NARROWEST = 72
"""A column whose words may be shortened shrinks no further, in pixels."""


@dataclass
class Ask:
    """What one column asks for, in pixels.

    ``usual`` is how wide it begins, ``title`` what its title takes on one line and ``folded`` on
    two, ``need`` the widest of its cells that has been seen, 0 before any was. One that ``grows``
    shares what is left over; where there is too little, the cells of one that is ``exact`` are not
    shortened. ``leaves`` tells that it goes where there is little room, those with 1 first. One
    that was ``made`` so wide by a person stays so.
    """

    usual: int
    title: int
    folded: int
    grows: bool
    exact: bool
    leaves: int = 0
    made: bool = False
    need: int = 0

    @property
    def whole(self) -> int:
        """With its title on one line, and nothing shortened."""
        cells = self.need if self.grows and self.need else max(self.usual, self.need)
        return self.usual if self.made else max(self.title, cells)

    @property
    def tight(self) -> int:
        """With its title on two lines, and nothing shortened."""
        cells = max(self.usual, self.need) if self.exact else self.need or self.usual
        return self.usual if self.made else max(self.folded, cells)

    @property
    def least(self) -> int:
        """With its cells shortened, where they may be."""
        return self.tight if self.fast else max(self.folded, min(NARROWEST, self.tight))

    @property
    def fast(self) -> bool:
        """Whether its cells are never shortened."""
        return self.exact or self.made


def spread(asks: Sequence[Ask], room: int) -> list[int]:
    """The width of each column, 0 for one that goes; together as wide as ``room`` if that can be.

    What is over goes to the growing ones. What lacks is taken from the titles, which then stand on
    two lines, and after that from the widest whose cells may be shortened, so that short words stay
    whole; from none more than a third while another can still give.
    """
    shown = _shown(asks, room)
    widths = {place: asks[place].whole for place in shown}
    over = room - sum(widths.values())
    if over >= 0:
        _share(widths, over, {p: asks[p].usual for p in shown if asks[p].grows})
    else:
        folds = {place: widths[place] - asks[place].tight for place in shown}
        _share(widths, -min(-over, sum(folds.values())), folds)
        scrolls = sum(asks[place].least for place in shown) > room
        for least in (_readable,) if scrolls else (_easy, _least):
            _lower(widths, room, {p: least(asks[p]) for p in shown if not asks[p].fast})
    return [widths.get(place, 0) for place in range(len(asks))]


def _shown(asks: Sequence[Ask], room: int) -> list[int]:
    """The columns there is room for without shortening the others by more than a third."""
    shown = list(range(len(asks)))
    easy = [_easy(ask) for ask in asks]
    for level in sorted({ask.leaves for ask in asks if ask.leaves}):
        if sum(easy[place] for place in shown) <= room:
            break
        shown = [place for place in shown if asks[place].leaves != level]
    return shown


def _easy(ask: Ask) -> int:
    """Shortened by no more than a third."""
    return max(ask.least, min(ask.tight, max(ask.usual, ask.title) * 2 // 3))


def _least(ask: Ask) -> int:
    return ask.least


def _readable(ask: Ask) -> int:
    """For a list that scrolls sideways in any case."""
    return max(ask.least, min(ask.tight, ask.usual))


def _share(widths: dict[int, int], amount: int, parts: dict[int, int]) -> None:
    """Add ``amount`` to the widths in these proportions, to the last pixel."""
    left, whole = amount, sum(parts.values())
    for place, part in parts.items():
        given = left * part // whole if whole else 0
        widths[place] += given
        left, whole = left - given, whole - part


def _lower(widths: dict[int, int], room: int, least: dict[int, int]) -> None:
    """Shorten the widest of these columns to one width, so that all fit into ``room``."""
    lacks = sum(widths.values()) - room
    while lacks > 0:
        above = [place for place in least if widths[place] > least[place]]
        if not above:
            return
        widest = max(widths[place] for place in above)
        high = [place for place in above if widths[place] == widest]
        floors = [least[place] for place in high]
        floors += [widths[place] for place in above if widths[place] < widest]
        fall = min(widest - max(floors), -(-lacks // len(high)))
        for place in high:
            taken = min(fall, lacks)
            widths[place] -= taken
            lacks -= taken
