"""The chips above a list: each narrows it by one thing, and says so while it does."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.records import lists, periods, queries, units
from desktop.records.cipher import Database, translated
from desktop.records.fields import Field, Kind
from desktop.records.language import t
from desktop.records.periods import Basis, Length, Period
from desktop.records.queries import Wanted
from desktop.records.registers import Register
from desktop.records.words import date_words
from desktop.ui import facts, icons
from desktop.ui.desk import Desk
from desktop.ui.editors.base import Option
from desktop.ui.flow import Flow
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.menu import Menu
from desktop.ui.stretches import View
from desktop.ui.widgets import Button

MOST = 3
"""Code fields that have a chip of their own."""
WIDEST = 200
"""A chip's words are shortened to this many pixels; the whole stands in its tip."""


class Chip(Button):
    """One thing to narrow by: a click offers what there is, or takes the choice away."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Callable[[], Sequence[Option]]) -> None:
        super().__init__()
        self.name, self._options, self.key = name, options, ""
        self.setProperty("look", "filter")
        self.setCheckable(True)
        self.clicked.connect(lambda _on: self._clear() if self.key else self._ask())
        self.show_choice(None)

    def show_choice(self, option: Option | None) -> None:
        """Say what the list is narrowed to, None for nothing."""
        self.key = option.key if option else ""
        self.setChecked(bool(option))
        words = f"{self.name}: {option.words}" if option else self.name
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDEST))
        self.setToolTip(t("{words}: bấm để bỏ lọc", words=words) if option else "")
        self.setAccessibleName(t("Lọc theo {name}", name=words))
        self.setIcon(icons.icon("x" if option else "chevron-down", "accent" if option else "muted"))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def take(self, option: Option) -> None:
        """Narrow to this one."""
        self.show_choice(option)
        self.chosen.emit(self.key)

    def _ask(self) -> None:
        self.setChecked(False)
        if options := self._options():
            Menu(self, options, self.take).drop(self)

    def _clear(self) -> None:
        self.show_choice(None)
        self.chosen.emit("")


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
        self.codes = {field.name: self._code_chip(field) for field in narrowing(view.register)}
        self.day = Chip(t("Thời gian"), self._days)
        self.day.chosen.connect(self._choose_days)
        self.unit = Chip(t("Đơn vị"), self._units)
        self.unit.chosen.connect(lambda key: self._want(units=(key,) if key else ()))
        self.gone = Button(t("Đã bỏ"))
        self.gone.setProperty("look", "filter")
        self.gone.setCheckable(True)
        self.gone.setToolTip(t("Xem những dòng đã bỏ ra khỏi sổ, đưa lại được"))
        self.gone.toggled.connect(lambda on: self._want(retired=on))
        self.late = Button(t("Quá hẹn theo dõi"))
        self.late.setProperty("look", "filter")
        self.late.setCheckable(True)
        self.late.toggled.connect(lambda on: self._want(overdue=desk.today() if on else ""))
        has_day = queries.day_of(view.register) is not None
        above = bool(units.children(desk.book.office))
        shown = [*([self.day] if has_day else []), *([self.unit] if above else [])]
        late = [self.late] if queries.followed_up(view.register) else []
        for chip in (*late, *shown, *self.codes.values()):
            row.addWidget(chip)

    def refresh(self) -> None:
        """Read again which years there are."""
        self.desk.read(self, lambda db: years(db, self.view.register), self._read)

    def narrow(self, to: str) -> None:
        """Narrow to this and nothing else: ``days=2024-04-15/2024-05-14&unit=01864`` or
        ``overdue=yes``."""
        asked = {name: values[0] for name, values in parse_qs(to).items()}
        days, unit, late = (asked.get(name, "") for name in ("days", "unit", "overdue"))
        for chip in self.codes.values():
            chip.show_choice(None)
        self.day.show_choice(Option(days, _span(days)) if days else None)
        edition = self.desk.book.office.edition
        self.unit.show_choice(Option(unit, units.find(edition, unit).name) if unit else None)
        for tick, on in ((self.late, bool(late)), (self.gone, False)):
            tick.blockSignals(True)
            tick.setChecked(on)
            tick.blockSignals(False)
        first, _, last = days.partition("/")
        self.wanted = Wanted()
        self._want(
            days=(first, last) if days else None,
            units=(unit,) if unit else (),
            overdue=self.desk.today() if late else "",
        )

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

    def _choose_days(self, key: str) -> None:
        first, _, last = key.partition("/")
        self._want(days=(first, last) if key else None)

    def _days(self) -> list[Option]:
        found = [Option(f"{year}-01-01/{year}-12-31", _year(year)) for year in self.years]
        day = queries.day_of(self.view.register)
        if day is not None and day.kind is not Kind.YEAR:
            found = recent(date.fromisoformat(self.desk.today())) + found
        return found

    def _units(self) -> list[Option]:
        office = self.desk.book.office
        return [Option(unit.code, unit.name) for unit in (office, *units.children(office))]

    def _want(self, **changes: object) -> None:
        self.wanted = replace(self.wanted, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.wanted)


def narrowing(register: Register) -> list[Field]:
    """The code fields that a list is narrowed by: those it shows or requires."""
    coded = [field for field in register.fields if field.lists]
    return [f for f in coded if f.required or f.name in register.columns][:MOST]


def recent(today: date) -> list[Option]:
    """The reporting month, this and the last calendar month, this quarter."""
    before = today.replace(day=1) - timedelta(days=1)
    calendar = (
        periods.holding(today, Length.MONTH, Basis.CALENDAR),
        periods.holding(before, Length.MONTH, Basis.CALENDAR),
        periods.holding(today, Length.QUARTER, Basis.CALENDAR),
    )
    found = [_option(period, period.label) for period in calendar if period]
    if report := facts.month(today):
        days = f"{report.first.day}/{report.first.month}–{report.last.day}/{report.last.month}"
        found.insert(0, _option(report, t("kỳ báo cáo này ({days})", days=days)))
    return found


@translated()
def years(db: Database, register: Register) -> list[int]:
    """The years that live rows of a register are of, the newest first."""
    field = queries.day_of(register)
    if field is None:
        return []
    found = db.execute(
        f"SELECT DISTINCT CAST(substr({field.name}, 1, 4) AS INTEGER) FROM {register.name}"
        " WHERE retired IS NULL ORDER BY 1 DESC"
    )
    return [int(year) for (year,) in found]


def _option(period: Period, words: str) -> Option:
    words = words[0].upper() + words[1:]
    return Option(f"{period.first.isoformat()}/{period.last.isoformat()}", words)


def _span(days: str) -> str:
    return "–".join(date_words(day) for day in days.split("/"))


def _year(year: int) -> str:
    return t("Năm {year}", year=year)
