"""The rules a row must keep: pure, so that form, import and headless commands judge alike."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from desktop.records import lists
from desktop.records.fields import NOTHING, Field, Kind, Row, filled
from desktop.records.identifiers import is_case_code
from desktop.records.language import t
from desktop.records.privacy import seems_personal
from desktop.records.problem import Problem
from desktop.records.registers import REGISTERS, Register
from desktop.records.words import caption, date_words, moment_words, number_words

EARLIEST = "2021-01-01"
"""The plan was issued in 2021; nothing recorded under it happened before that year."""

OLDEST = "1900-03-01"
"""The first day that every spreadsheet counts alike; a packet holds no earlier one."""

_YEARS = range(2015, 2100)
"""Base figures reach back before the plan, to compare with; nothing reaches beyond the century."""


@dataclass(frozen=True)
class Known:
    """What the rules may ask of the world.

    ``today`` is the day in Vietnam, ``clock_doubted`` whether it may be wrong. ``find`` gives the
    own live row of a register by uid, or None; ``elsewhere`` the same among all offices' rows, and
    is None where that cannot be known. ``alike`` gives another own row that shares the fields by
    which rows of the register differ, or None; it is None where nobody would be asked about that.
    """

    today: date
    find: Callable[[str, str], Row | None]
    clock_doubted: bool = False
    elsewhere: Callable[[str, str], Row | None] | None = None
    alike: Callable[[Register, Row], Row | None] | None = None


def check(register: Register, row: Row, known: Known) -> list[Problem]:
    """Every problem of ``row``, in the order of the fields; empty when the row may be kept."""
    problems: list[Problem] = []
    for field in register.fields:
        if row.get(field.name) in NOTHING:
            if field.required:
                problems.append(
                    Problem(
                        field.name, t("{label}: chưa ghi. Mục này bắt buộc.", label=field.label)
                    )
                )
            continue
        for rule in _BY_KIND[field.kind]:
            problems += rule(register, field, row, known)
    return problems + [problem for rule in _OF_THE_ROW for problem in rule(register, row, known)]


def _real_date(register: Register, field: Field, row: Row, known: Known) -> list[Problem]:
    day = str(row[field.name])[:10]
    if not field.ahead and day > known.today.isoformat():
        message = t(
            "{label} {day} còn ở phía trước (hôm nay {today}). Kiểm tra lại ngày.",
            label=field.label,
            day=_shown(day),
            today=_shown(known.today.isoformat()),
        )
        return [Problem(field.name, message, warning=known.clock_doubted)]
    if day < OLDEST:
        message = t(
            "{label} {day} quá xa: bảng tính không hiện được ngày trước 01/03/1900. Kiểm tra lại "
            "năm.",
            label=field.label,
            day=_shown(day),
        )
        return [Problem(field.name, message)]
    if day < EARLIEST and not field.old:
        message = t(
            "{label} {day} trước ngày 01/01/2021, khi chưa có Kế hoạch. Kiểm tra lại năm.",
            label=field.label,
            day=_shown(day),
        )
        return [Problem(field.name, message)]
    return _not_before(register, field, row)


def _not_before(register: Register, field: Field, row: Row) -> list[Problem]:
    if not field.not_before or not filled(row, field.not_before):
        return []
    day, first = str(row[field.name]), str(row[field.not_before])
    if day >= first:
        return []
    shown = moment_words if field.kind is Kind.MOMENT else date_words
    message = t(
        "“{label}” ({day}) trước “{other}” ({first}). Kiểm tra lại một trong hai ngày.",
        label=field.label,
        day=shown(day),
        other=register.field(field.not_before).label,
        first=shown(first),
    )
    return [Problem(field.name, message)]


def _count(register: Register, field: Field, row: Row, _known: Known) -> list[Problem]:
    number = row[field.name]
    if not isinstance(number, int) or number < 0:
        message = t("{label}: {n} nhỏ hơn 0. Ghi số từ 0 trở lên.", label=field.label, n=number)
        return [Problem(field.name, message)]
    other = field.at_most or field.seldom_above
    bound = row.get(other) if other else None
    if not isinstance(bound, int) or number <= bound:
        return []
    message = t(
        "“{label}” ({n}) lớn hơn “{other}” ({bound}). Kiểm tra lại một trong hai số.",
        label=field.label,
        n=number_words(number),
        other=register.field(other).label,
        bound=number_words(bound),
    )
    return [Problem(field.name, message, warning=not field.at_most)]


def _year(_register: Register, field: Field, row: Row, known: Known) -> list[Problem]:
    year = row[field.name]
    if year in _YEARS and int(str(year)) <= known.today.year + 1:
        return []
    message = t(
        "{label}: năm {year} không hợp. Ghi năm từ 2015 đến năm sau.", label=field.label, year=year
    )
    return [Problem(field.name, message, warning=known.clock_doubted and year in _YEARS)]


def _length(_register: Register, field: Field, row: Row, _known: Known) -> list[Problem]:
    length = len(str(row[field.name]))
    if length <= field.longest:
        return []
    message = t(
        "{label} dài {n} ký tự, nhiều nhất {most}. Viết ngắn lại.",
        label=field.label,
        n=length,
        most=field.longest,
    )
    return [Problem(field.name, message)]


def _privacy(_register: Register, field: Field, row: Row, _known: Known) -> list[Problem]:
    if field.public or not seems_personal(str(row[field.name])):
        return []
    message = t(
        "{label} có vẻ chứa số giấy tờ, số điện thoại hoặc tên người. Sổ không ghi thông tin về "
        "một người; hãy xóa đi, hoặc xác nhận là không phải.",
        label=field.label,
    )
    return [Problem(field.name, message, warning=True)]


def _listed(_register: Register, field: Field, row: Row, _known: Known) -> list[Problem]:
    value = row[field.name]
    given = value if isinstance(value, list) else [str(value)]
    listed = lists.codes(field.lists)
    unknown = [code for code in given if code not in listed]
    if not unknown:
        return []
    message = t(
        "{label}: “{code}” không có trong danh mục.", label=field.label, code=", ".join(unknown)
    )
    return [Problem(field.name, message)]


def _refers(_register: Register, field: Field, row: Row, known: Known) -> list[Problem]:
    find = known.elsewhere if field.anywhere else known.find
    if find is None or find(field.target, str(row[field.name])) is not None:
        return []
    message = t(
        "{label}: không có dòng “{uid}” trong sổ. Ghi dòng đó trước.",
        label=field.label,
        uid=row[field.name],
    )
    return [Problem(field.name, message)]


def _slip_code(_register: Register, field: Field, row: Row, _known: Known) -> list[Problem]:
    if is_case_code(str(row[field.name])):
        return []
    message = t(
        "{label} không đúng. Chép lại mã trên phiếu, hoặc để trống để máy cho mã mới.",
        label=field.label,
    )
    return [Problem(field.name, message)]


def _attended_within_headcount(register: Register, row: Row, known: Known) -> list[Problem]:
    if register.name != "reach" or not isinstance(row.get("attended"), int):
        return []
    site = (known.elsewhere or known.find)("sites", str(row.get("site"))) or {}
    attended, headcount = row["attended"], site.get("headcount")
    if not isinstance(headcount, int) or not isinstance(attended, int) or attended <= headcount:
        return []
    message = t(
        "Số người đã dự ({n}) lớn hơn số người của nơi đó ({most}). Chỉ tiêu chỉ tính đến {most}.",
        n=number_words(attended),
        most=number_words(headcount),
    )
    return [Problem("attended", message, warning=True)]


def _like_another(register: Register, row: Row, known: Known) -> list[Problem]:
    if known.alike is None or not any(filled(row, name) for name in register.distinct):
        return []
    other = known.alike(register, row)
    if other is None:
        return []
    message = t(
        "Sổ đã có một dòng giống dòng này: {caption}. Nếu là một việc khác thì vẫn lưu được.",
        caption=caption(register, other, _named(register, known)),
    )
    return [Problem(register.distinct[0], message, warning=True)]


def _named(register: Register, known: Known) -> Callable[[str, str], str]:
    """How the rows that a row of ``register`` refers to are named."""

    def lookup(name: str, uid: str) -> str:
        found = (known.elsewhere or known.find)(name, uid)
        return caption(REGISTERS[name], found) if found else ""

    return lookup


def _shown(day: str) -> str:
    return date.fromisoformat(day).strftime("%d/%m/%Y")


_Rule = Callable[[Register, Field, Row, Known], list[Problem]]

_OF_THE_ROW = (_attended_within_headcount, _like_another)

_BY_KIND: dict[Kind, tuple[_Rule, ...]] = {
    Kind.DATE: (_real_date,),
    Kind.MOMENT: (_real_date,),
    Kind.YEAR: (_year,),
    Kind.COUNT: (_count,),
    Kind.MONEY: (_count,),
    Kind.TEXT: (_length, _privacy),
    Kind.CODE: (_listed,),
    Kind.CODES: (_listed,),
    Kind.REFERENCE: (_refers,),
    Kind.CASE: (_slip_code,),
    Kind.MONTH: (),
    Kind.YES_NO: (),
}
