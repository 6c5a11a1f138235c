"""Telling at each field what is wrong with it, once a person has left it."""

from collections.abc import Callable
from functools import partial

from desktop.records.fields import Row
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.ui.desk import Desk
from desktop.ui.form import drafting
from desktop.ui.form.drafting import Verdict
from desktop.ui.form.form import Form
from desktop.ui.jobs import Job, Ok, Outcome


class Judging:
    """Of one form, while the row of ``stamp`` is open; ``other`` shows a row that looks the same,
    by its uid."""

    def __init__(
        self,
        desk: Desk,
        register: Register,
        form: Form,
        stamp: Callable[[], Row],
        other: Callable[[str], None],
    ) -> None:
        self._desk, self._register, self._form = desk, register, form
        self._stamp, self._other = stamp, other
        self._left: set[str] = set()
        self._job: Job | None = None

    def left(self, name: str) -> None:
        """A field was left: judge it, and those before it."""
        self._left.add(name)
        raw, stamp = self._form.raw(), self._stamp()
        if self._job:
            self._job.cancel()
        self._job = self._desk.read(
            self._form,
            lambda db: drafting.judge(self._desk, db, self._register, raw, stamp),
            partial(self._judged, raw),
        )

    def edited(self, name: str) -> None:
        """What was said of a field no longer holds."""
        if name in self._left:
            self._form.show_at([], [name])

    def begin_anew(self) -> None:
        """No field has been left yet."""
        self._left.clear()

    def point_at(self, like: str) -> None:
        """Offer the way to a row that looks the same, "" for none."""
        if like:
            box = self._form.boxes[self._register.distinct[0]]
            box.offer(t("Mở dòng kia"), partial(self._other, like))

    def _judged(self, raw: dict[str, object], outcome: Outcome[Verdict]) -> None:
        self._job = None
        if isinstance(outcome, Ok):
            given = {name for name in self._left if raw[name] not in (None, "", [])}
            self._form.show_at(outcome.value.problems, given)
            self.point_at(outcome.value.like)
