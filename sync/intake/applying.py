"""Taking a planned import into the book: one action, so that it can be undone as one."""

from datetime import datetime

from desktop.records import store
from desktop.records.book import Book
from desktop.records.errors import InputError, RowsRefused
from desktop.records.language import t
from sync.intake.guessing import remember
from sync.intake.planned import Plan, Planned


def apply(
    book: Book,
    plan: Plan,
    *,
    now: datetime,
    only_good: bool = False,
    only_plain: bool = False,
    because: str = "",
) -> list[store.Saved]:
    """Save the rows of ``plan``, all of them or none; warnings count as seen, ``because`` is why
    they are kept. ``only_good`` leaves out the rows that may not be saved, ``only_plain`` those
    with warnings.

    The file map is kept for the next file with the same heads. Raises InputError while the
    encoding of the text is undecided, RowsRefused with rows numbered as in the file, and what
    `store.save_all` raises; no row is saved then.
    """
    require_decided(plan)
    chosen = [
        planned
        for planned in plan.rows
        if (planned.good or not only_good) and not (planned.odd and only_plain)
    ]
    if not chosen:
        raise InputError(
            t("Chưa lưu gì: tệp không có dòng nào lưu được. Xem lại các lỗi rồi thử lại.")
        )
    bad = [planned for planned in chosen if not planned.good]
    if bad:
        raise refusal([problem for planned in bad for problem in told(planned)])
    remember(book, plan.file_map, plan.table)
    try:
        rows = [planned.row for planned in chosen]
        return store.save_all(book, plan.register, rows, now=now, confirmed=True, because=because)
    except RowsRefused as error:
        problems = [
            problem | {"row": chosen[int(str(problem["row"])) - 1].number}
            for problem in error.problems
        ]
        raise refusal(problems) from error


def require_decided(plan: Plan) -> None:
    """Raises InputError while nobody has said which encoding the text of the file is in."""
    if plan.undecided:
        sample = plan.undecided[0]
        raise InputError(
            t(
                "Chữ trong tệp có vẻ gõ bằng bảng mã cũ {encoding}: “{before}” là “{after}”? Chọn "
                "bảng mã cho phông “{font}”; chưa lưu gì.",
                encoding=sample.encoding.value,
                before=sample.before[0],
                after=sample.after[0],
                font=sample.font,
            )
        )
    if plan.undecoded:
        raise InputError(
            t("Không rõ bảng mã chữ của tệp .csv. Lưu lại thành UTF-8 rồi thử lại; chưa lưu gì.")
        )


def told(planned: Planned) -> list[dict[str, object]]:
    """What stands against saving a row, as the commands tell it."""
    return [
        {"row": planned.number, "field": problem.field, "message": problem.message}
        for problem in planned.problems
        if not problem.warning
    ]


def refusal(problems: list[dict[str, object]]) -> RowsRefused:
    """The error that tells of these problems; there is at least one."""
    first = problems[0]
    message = t("Chưa lưu gì: dòng {row}, {message}", row=first["row"], message=first["message"])
    return RowsRefused(message, problems)
