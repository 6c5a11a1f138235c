"""``record --dry-run``: what a file would add, without adding it."""

import argparse
import json

from desktop.records.fields import Row
from desktop.records.language import t
from sync.commands import common
from sync.commands.common import OK, REFUSED
from sync.intake.planned import Plan, Planned

_SHOWN = 20


def answer(args: argparse.Namespace, plan: Plan) -> int:
    """Tell the plan; refused when a row of it could not be saved."""
    words = t(
        "Chưa lưu gì. Đọc được {n} dòng: {good} dòng lưu được, {refused} dòng có lỗi.",
        n=len(plan.rows),
        good=plan.good,
        refused=plan.refused,
    )
    problems = [found for planned in plan.rows for found in _problems(planned)]
    common.say(words)
    for problem in problems[:_SHOWN]:
        common.say(f"  {problem['row']}: {problem['message']}")
    common.answer(args, _told(plan, problems), plan.file_map.to_json())
    return REFUSED if plan.refused else OK


def _problems(planned: Planned) -> list[dict[str, object]]:
    return [
        {"row": planned.number, "field": problem.field, "message": problem.message}
        | ({"warning": True} if problem.warning else {})
        for problem in planned.problems
    ]


def _told(plan: Plan, problems: list[dict[str, object]]) -> dict[str, object]:
    fields = [field.name for field in plan.register.fields]
    return {
        "saved": 0,
        "good": plan.good,
        "problems": problems,
        "map": json.loads(plan.file_map.to_json()),
        "unsure": sorted(plan.file_map.unsure),
        "unread": list(plan.unread),
        "left_out": [
            {"row": left.number, "reason": left.reason, "text": left.text}
            for left in plan.table.left_out
        ],
        "words": [
            {"field": x.field, "words": x.words, "rows": x.rows, "codes": list(x.codes)}
            for x in plan.words
        ],
        "dates": [
            {"column": x.head, "reason": x.doubt.reason, "suggested": x.doubt.suggested.value}
            for x in plan.dates
        ],
        "fonts": [
            {
                "font": x.font,
                "encoding": x.encoding.value,
                "certain": x.certain,
                "before": list(x.before),
                "after": list(x.after),
            }
            for x in plan.samples
        ],
        "rows": [{"row": planned.number, **_said(planned.row, fields)} for planned in plan.rows],
    }


def _said(row: Row, fields: list[str]) -> Row:
    return {name: row[name] for name in fields if row.get(name) is not None}
