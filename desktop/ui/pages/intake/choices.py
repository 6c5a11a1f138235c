"""What a person decides about a file: each question is one line with its answer beside it.

A question knows the plan it was asked about and answers with another file map.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.records import lists
from desktop.records.fields import Field, Kind
from desktop.records.language import t
from desktop.records.words import number_words
from desktop.ui.desk import Desk
from desktop.ui.editors import EDITORS, SHORT
from desktop.ui.form.drafting import setting
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Choice, label
from sync.intake.filemap import UID, Column, DateOrder, FileMap
from sync.intake.heads import is_personal
from sync.intake.legacy import Encoding, text_of
from sync.intake.planned import Plan
from sync.intake.tables import Head
from sync.intake.values import as_text
from sync.intake.vocabulary import plain

Decided = Callable[[FileMap], None]
_EXAMPLES = 3
_SHORT = 26


def _open_choice() -> Choice:
    """A list that says by itself that nothing is chosen yet."""
    answer = Choice()
    answer.setPlaceholderText(t("Chọn…"))
    return answer


class Question(QWidget):
    """Words on the left, the answer on the right (below, for one that is ``wide``), then help.

    It is ``known`` among the others by its words, where those always stay the same.
    """

    def __init__(
        self,
        words: str,
        answer: QWidget,
        note: str = "",
        look: str = "small",
        *,
        wide: bool = False,
        known: str = "",
    ) -> None:
        super().__init__()
        self.answer, self.known = answer, known or words
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(STEP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        name = label(words, wrap=True)
        name.setBuddy(answer)
        answer.setAccessibleName(words)
        answer.setMinimumWidth(220)
        grid.addWidget(name, 0, 0)
        grid.addWidget(answer, *((1, 0, 1, 2) if wide else (0, 1, 1, 1)))
        self.note: QLabel = label(note, look, wrap=True)
        self.note.setVisible(bool(note))
        grid.addWidget(self.note, 2, 0, 1, 2)


def columns(plan: Plan, decided: Decided) -> Iterator[Question]:
    """One question a column: which field it holds."""
    for head in plan.table.heads:
        if is_personal(plan.register, head.text):
            yield _left_alone(head)
            continue
        held = plan.file_map.columns.get(head.text, Column())
        answer = Choice()
        answer.addItem(t("(không nhập)"), "")
        for field in plan.register.fields:
            answer.addItem(field.label + (" *" if field.required else ""), field.name)
        if held.field == UID:
            answer.addItem(t("Mã dòng"), UID)
        answer.setCurrentIndex(max(answer.findData(held.field), 0))
        unsure = head.text in plan.file_map.unsure
        note = t("Máy đoán. {said}", said=_said(plan, head)) if unsure else _said(plan, head)
        _when_chosen(answer, decided, partial(_with_field, plan, head.text))
        yield Question(head.text, answer, note, "warning" if unsure else "small")


def _left_alone(head: Head) -> Question:
    """A column about people: there is no field to choose, and what it says is not shown."""
    answer = Choice()
    answer.addItem(t("(không nhập)"), "")
    answer.setEnabled(False)
    return Question(head.text, answer, t("Cột ghi về một người; sổ không ghi thông tin này."))


def constants(plan: Plan, desk: Desk, decided: Decided) -> Iterator[Question]:
    """A required field that no column holds: what holds for every row."""
    for field in plan.register.fields:
        if not field.required or field.kind is Kind.CASE or plan.file_map.head_of(field.name):
            continue
        editor = _constant(plan, desk, field, decided)
        yield Question(field.label + " *", editor, wide=field.kind not in SHORT)


def fonts(plan: Plan, decided: Decided) -> Iterator[Question]:
    """Text in an old encoding: how it reads before and after."""
    for sample in plan.samples:
        answer = _open_choice()
        for words, encoding in (
            (t("Chuyển sang Unicode"), sample.encoding),
            (t("Giữ nguyên"), Encoding.UNICODE),
        ):
            answer.addItem(words, encoding)
        chosen = plan.file_map.fonts.get(sample.font)
        answer.setCurrentIndex(-1 if chosen is None else int(chosen is Encoding.UNICODE))
        pairs = zip(sample.before, sample.after, strict=True)
        note = "\n".join(f"{before}  →  {after}" for before, after in list(pairs)[:_EXAMPLES])
        font = sample.font or t("không ghi phông")
        words = t(
            "Phông {font} ({encoding}): {n} ô",
            font=font,
            encoding=sample.encoding.value,
            n=number_words(sample.cells),
        )
        _when_chosen(answer, decided, partial(_with_font, plan, sample.font))
        yield Question(words, answer, note, "small" if chosen is not None else "warning")


def dates(plan: Plan, decided: Decided) -> Iterator[Question]:
    """A column whose days and months may have changed places."""
    for doubtful in plan.dates:
        answer = _open_choice()
        for words, order in (
            (t("Đúng như trong tệp"), DateOrder.DAY_FIRST),
            (t("Excel đã đổi ngày với tháng: sửa lại"), DateOrder.SWAPPED),
            (t("Gõ tháng trước ngày"), DateOrder.MONTH_FIRST),
        ):
            answer.addItem(words, order)
        answer.setCurrentIndex(answer.findData(doubtful.decided))
        _when_chosen(answer, decided, partial(_with_order, plan, doubtful.head))
        look = "small" if doubtful.decided else "warning"
        yield Question(doubtful.head, answer, doubtful.doubt.reason, look)


def words(plan: Plan, decided: Decided) -> Iterator[Question]:
    """Words that mean no entry of a list: which one they stand for."""
    for unknown in plan.asked_words():
        field = plan.register.field(unknown.field)
        entries = lists.codes(field.lists)
        answer = _open_choice()
        likely = [code for code in unknown.codes if code in entries]
        for code in [*likely, *(code for code in entries if code not in likely)]:
            answer.addItem(entries[code].label, code)
        answer.setCurrentIndex(-1 if unknown.given is None else answer.findData(unknown.given))
        asked = t(
            "{field}: “{words}” ({n} dòng)", field=field.label, words=unknown.words, n=unknown.rows
        )
        _when_chosen(answer, decided, partial(_with_words, plan, unknown.field, unknown.words))
        yield Question(asked, answer, known=f"{unknown.field}: {plain(unknown.words)}")


def _constant(plan: Plan, desk: Desk, field: Field, decided: Decided) -> QWidget:
    editor = EDITORS[field.kind](setting(desk, plan.register, field))
    held = plan.file_map.constants.get(field.name, "")
    editor.restore(held.split("; ") if field.kind is Kind.CODES and held else held)

    def take() -> None:
        raw = editor.raw()
        text = "; ".join(map(str, raw)) if isinstance(raw, list) else str(raw or "")
        if text != held:
            given = {**plan.file_map.constants, field.name: text}
            decided(replace(plan.file_map, constants={k: v for k, v in given.items() if v}))

    editor.left.connect(take)
    return editor


def _said(plan: Plan, head: Head) -> str:
    """The first things a column says, as examples."""
    found: dict[str, None] = {}
    for line in plan.table.lines:
        cell = line.cell(head.column)
        if cell.value is None:
            continue
        typed = isinstance(cell.value, str)
        text = text_of(cell, plan.file_map.fonts).strip() if typed else as_text(cell.value)
        if text:
            found[text if len(text) <= _SHORT else text[:_SHORT] + "…"] = None
        if len(found) == _EXAMPLES:
            break
    return t("Ví dụ: {said}", said=" · ".join(found)) if found else t("Cột trống")


def _with_field(plan: Plan, head: str, name: str) -> FileMap:
    """The map with ``head`` for that field, which no other column holds any longer."""
    kept = {
        other: replace(column, field="") if name and column.field == name else column
        for other, column in plan.file_map.columns.items()
    }
    kept[head] = replace(plan.file_map.columns.get(head, Column()), field=name)
    return replace(plan.file_map, columns=kept, unsure=plan.file_map.unsure - {head})


def _with_font(plan: Plan, font: str, encoding: str) -> FileMap:
    return replace(plan.file_map, fonts={**plan.file_map.fonts, font: Encoding(encoding)})


def _with_order(plan: Plan, head: str, order: str) -> FileMap:
    held = plan.file_map.columns
    column = replace(held[head], order=DateOrder(order))
    return replace(plan.file_map, columns={**held, head: column})


def _with_words(plan: Plan, name: str, said: str, code: str) -> FileMap:
    held = plan.file_map.words
    return replace(plan.file_map, words={**held, name: {**held.get(name, {}), said: code}})


def _when_chosen(answer: Choice, decided: Decided, made: Callable[[str], FileMap]) -> None:
    def take(place: int) -> None:
        decided(made(str(answer.itemData(place))))

    answer.activated.connect(take)
