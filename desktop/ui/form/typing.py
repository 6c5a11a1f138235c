"""What stands in a form and is not saved: kept as its draft, and settled when the row is saved."""

from collections.abc import Mapping
from datetime import date

from desktop.records.clock import from_text, local_day
from desktop.records.drafts import Draft
from desktop.records.fields import Row
from desktop.records.registers import Register
from desktop.records.shorthand import write_out
from desktop.records.store import Saved
from desktop.ui.desk import Desk
from desktop.ui.form.form import Form


class Typing:
    """Of one form. ``key`` is under which its draft is kept, ``given`` what was handed over to be
    saved, None for nothing."""

    def __init__(self, desk: Desk, register: Register, form: Form, row: Row) -> None:
        self._desk, self._register, self._form = desk, register, form
        self.key = (register.name, str(row.get("uid", "")))
        self.given: dict[str, object] | None = None
        self._blank: dict[str, object] = {}
        self._kept: dict[str, object] | None = None

    def fill(self, row: Row, *, open_to_changes: bool) -> Draft | None:
        """Show a row, and over it what was typed and not saved; gives that back."""
        self._form.put(row)
        self._blank, self._kept = self._form.raw(), None
        draft = self._desk.drafts.get(self.key) if open_to_changes else None
        if draft:
            self._kept = draft.raw
            self._form.begin(self._found_again(draft))
        return draft

    def keep(self) -> dict[str, object]:
        """Keep what stands in the form, unless it says nothing new; gives it back."""
        raw = self._form.raw()
        self._kept = raw if raw != self._blank else None
        if self._kept:
            self._desk.drafts.put(self.key, raw)
        else:
            self._desk.drafts.drop(self.key)
        return raw

    def give(self) -> dict[str, object]:
        """Hand it over to be saved; the draft is to be in the book before the row's turn comes,
        which may have to wait."""
        self.given = self.keep()
        self._desk.drafts.hurry()
        return self.given

    def forget(self) -> None:
        """What was typed is not wanted any more."""
        self._desk.drafts.drop(self.key)

    def settle(self, saved: Saved) -> None:
        """What was given is saved; what was typed since is a draft of the saved row."""
        later = self._desk.drafts.get(self.key)
        self._desk.drafts.drop(self.key)
        self.key = (self._register.name, saved.uid)
        if later and later.raw != self.given:
            self._desk.drafts.put(self.key, later.raw)
        else:
            self._desk.drafts.drop(self.key)

    def since(self) -> dict[str, object]:
        """What was typed while the row was being saved."""
        raw, given = self._form.raw(), self.given or {}
        return {
            name: value for name, value in raw.items() if name in given and value != given[name]
        }

    @property
    def overtaken(self) -> bool:
        """Whether something else was typed for this row in another form, or saved there."""
        draft = self._desk.drafts.get(self.key)
        return self.given is None and self._kept != (draft and draft.raw)

    def _found_again(self, draft: Draft) -> Mapping[str, object]:
        """ "Hôm qua" is the day that it was when it was typed."""
        typed = local_day(from_text(draft.at))
        if typed == date.fromisoformat(self._desk.today()):
            return draft.raw
        return write_out(self._register, draft.raw, typed)
