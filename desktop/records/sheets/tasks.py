"""The plan's tasks clause by clause: what of each is recorded, and which have nothing yet."""

from dataclasses import replace
from datetime import date

from desktop.records import coverage
from desktop.records.coverage import Clause
from desktop.records.registers import REGISTERS
from desktop.records.sheets.blocks import NOTHING, Cell, Column, Line, Paragraph, SheetData, Table
from desktop.records.sheets.context import Context
from desktop.records.sheets.counting import Scope
from desktop.records.sheets.lists import register_annex
from desktop.records.sheets.small import WITHHELD
from desktop.records.sheets.summary import report
from desktop.records.words import date_words

ABOUT_PEOPLE = ("referrals", "referral_months", "referral_years")
"""How many rows these registers have is not posted."""

REMARK = f"“{WITHHELD}”: nhiệm vụ này có ghi nhận trong sổ chuyển gửi dịch vụ, tờ này không nêu số."


def tasks_sheet(context: Context) -> SheetData:
    """Every task asked of the area's tier with the rows that show it, beside last year's; the
    register of those that no other one holds is the annex."""
    clauses = _clauses(context, context.scope)
    before = {c.id: c for c in _clauses(context, context.before)} if context.before else {}
    lines = [_line(context, clause, before) for clause in clauses]
    done = sum(clause.rows > 0 for clause in clauses)
    words = (
        f"Trong kỳ (số liệu {context.days}), {done}/{len(clauses)} nhiệm vụ của Kế hoạch giao cho "
        f"cấp này đã có việc ghi trong sổ; {len(clauses) - done} nhiệm vụ chưa ghi nhận."
    )
    hidden = any(WITHHELD in line.cells for line in lines)
    table = Table(
        "Nhiệm vụ theo mục của Kế hoạch",
        (
            Column("Mục", 23),
            Column("Nhiệm vụ"),
            *_counts(compared=bool(before)),
            Column("Gần nhất", 24, "center"),
            Column("Ghi ở sổ", 42),
        ),
        tuple(lines),
        REMARK if hidden else "",
        small=True,
    )
    abstract = f"Kết quả thực hiện các nhiệm vụ của {context.plan.programme}"
    others = (register_annex(context, REGISTERS["tasks"]),)
    return report(context, "tasks", abstract, [Paragraph(words), table], others)


def _clauses(context: Context, scope: Scope) -> list[Clause]:
    period = replace(scope.period, last=date.fromisoformat(scope.last))
    return coverage.of(context.book, context.area, period, context.plan)


def _counts(*, compared: bool) -> tuple[Column, ...]:
    if not compared:
        return (Column("Số dòng", 18, "right"),)
    return tuple(Column(words, 16, "right", "Số dòng") for words in ("Kỳ này", "Cùng kỳ"))


def _line(context: Context, clause: Clause, before: dict[str, Clause]) -> Line:
    earlier = [_rows(context, before[clause.id])] if before else []
    found = [REGISTERS[name].vi for name, rows in clause.registers.items() if rows]
    cells = (clause.clause, clause.name_vi, _rows(context, clause), *earlier)
    return Line((*cells, _last(context, clause), "; ".join(found) or NOTHING))


def _rows(context: Context, clause: Clause) -> Cell:
    return WITHHELD if _hidden(context, clause) else clause.rows


def _last(context: Context, clause: Clause) -> Cell:
    if not clause.last:
        return NOTHING
    return WITHHELD if _hidden(context, clause) else date_words(clause.last)


def _hidden(context: Context, clause: Clause) -> bool:
    return not context.internal and any(clause.registers.get(name) for name in ABOUT_PEOPLE)
