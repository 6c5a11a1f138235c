"""The chips above a list: each narrows it by one thing, and says so while it does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.records import lists, queries, shown, units
from desktop.records.fields import Field, Kind
from desktop.records.language import t
from desktop.records.queries import Wanted
from desktop.ui.desk import Desk
from desktop.ui.editors.base import Option
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.lists import spans
from desktop.ui.lists.chip import Chip, set_quietly, tick
from desktop.ui.lists.menu import Menu
from desktop.ui.lists.stretches import View
from desktop.ui.look.flow import Flow
from desktop.ui.look.widgets import button


class Chips(QWidget):
    """What a list is narrowed by, beside the words that are searched for."""

    changed = Signal(object)

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__()
        self.desk, self.view = desk, view
        self.wanted, self.years = Wanted(), list[int]()
        row = Flow(gap=8)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self.codes = {f.name: self._code_chip(f) for f in shown.narrowing(view.register)}
        self.year = Chip(t("Năm"), self._year_options)
        self.year.chosen.connect(self._choose_year)
        self.part = Chip(t("Tháng, quý"), self._part_options)
        self.part.chosen.connect(lambda _key: self._choose_days())
        self.unit = Chip(t("Đơn vị"), self._units)
        self.unit.chosen.connect(lambda key: self._want(units=(key,) if key else ()))
        self.gone = tick(t("Đã bỏ"), t("Xem những dòng đã bỏ ra khỏi sổ, đưa lại được"))
        self.gone.toggled.connect(lambda on: self._want(retired=on))
        self.late = tick(t("Quá hẹn theo dõi"))
        self.late.toggled.connect(lambda on: self._want(overdue=desk.today() if on else ""))
        self.all = button(t("Bỏ hết lọc"), self.clear, "link")
        self.all.hide()
        self.more = button(t("Lọc"), self._offer, "filter", icon="chevron-down")
        self.more.hide()
        self._low = False
        self._chips = [*self._shown(), *self.codes.values()]
        late = [self.late] if queries.followed_up(view.register) else []
        self._late = bool(late)
        for part in (*late, *self._chips, self.all):
            row.addWidget(part)

    @property
    def narrowed(self) -> bool:
        """Whether any chip narrows the list."""
        return self.wanted != Wanted(retired=self.wanted.retired)

    def refresh(self) -> None:
        """Read again which years there are."""
        self.desk.read(self, lambda db: spans.years(db, self.view.register), self._read)

    def fold(self, low: bool) -> None:
        """In a low window only the chips that narrow the list are there, and ``more`` for the
        rest."""
        self._low = low
        self.more.setVisible(low and bool(self._chips))
        for chip in self._chips:
            chip.setVisible(not low or bool(chip.key))
        self.setHidden(low and not self._late and not self.narrowed)

    def clear(self) -> None:
        """Narrow by nothing."""
        self.narrow("")

    def narrow(self, to: str) -> None:
        """Narrow to this and nothing else: ``days=2024-04-15/2024-05-14&unit=01864`` or
        ``overdue=yes``."""
        asked = {name: values[0] for name, values in parse_qs(to).items()}
        days, unit, late = (asked.get(name, "") for name in ("days", "unit", "overdue"))
        for chip in (*self.codes.values(), self.year, self.part):
            chip.show_choice(None)
        if days:
            year = spans.year_option(int(days[:4]))
            whole = days == year.key
            (self.year if whole else self.part).show_choice(year if whole else spans.between(days))
        edition = self.desk.book.office.edition
        self.unit.show_choice(Option(unit, units.find(edition, unit).name) if unit else None)
        for made, on in ((self.late, bool(late)), (self.gone, False)):
            set_quietly(made, on)
        first, _, last = days.partition("/")
        self.wanted = Wanted()
        self._want(
            days=(first, last) if days else None,
            units=(unit,) if unit else (),
            overdue=self.desk.today() if late else "",
        )

    def _offer(self) -> None:
        """Which thing to narrow by, and then to what."""
        free = {chip.name: chip for chip in self._chips if not chip.key}
        if free:
            names = [Option(name, name) for name in free]
            Menu(self.more, names, lambda one: free[one.key].ask(self.more)).drop(self.more)

    def _shown(self) -> Sequence[Chip]:
        """The chips that make sense here, beside those of the codes."""
        day = shown.day_of(self.view.register)
        found = list[Chip]()
        if day is not None:
            found.append(self.year)
            found += [] if day.kind is Kind.YEAR else [self.part]
        if units.children(self.desk.book.office):
            found.append(self.unit)
        return found

    def _read(self, outcome: Outcome[list[int]]) -> None:
        if isinstance(outcome, Ok):
            self.years = outcome.value

    def _code_chip(self, field: Field) -> Chip:
        def options() -> list[Option]:
            return [Option(code.code, code.label) for code in lists.codes(field.lists).values()]

        chip = Chip(field.label, options)
        chip.chosen.connect(lambda _key: self._choose_codes())
        return chip

    def _choose_codes(self) -> None:
        self._want(codes=tuple((name, chip.key) for name, chip in self.codes.items() if chip.key))

    def _choose_year(self, _key: str) -> None:
        self.part.show_choice(None)
        self._choose_days()

    def _choose_days(self) -> None:
        """A month or quarter, or else the whole year."""
        first, _, last = (self.part.key or self.year.key).partition("/")
        self._want(days=(first, last) if first else None)

    def _year_options(self) -> list[Option]:
        return [spans.year_option(year) for year in self.years]

    def _part_options(self) -> list[Option]:
        if self.year.key:
            return spans.within(int(self.year.key[:4]))
        return spans.recent(date.fromisoformat(self.desk.today()))

    def _units(self) -> list[Option]:
        office = self.desk.book.office
        offices = (*units.children(office), *units.communes(office))
        return [Option(u.code, u.name) for u in dict.fromkeys((office, *offices))]

    def _want(self, **changes: object) -> None:
        self.wanted = replace(self.wanted, **changes)  # type: ignore[arg-type]
        self.all.setVisible(self.narrowed)
        self.fold(self._low)
        self.changed.emit(self.wanted)
