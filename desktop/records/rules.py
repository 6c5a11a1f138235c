"""The rules a row must keep: pure, so that form, import and headless commands judge alike."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from desktop.records import lists
from desktop.records.fields import Field, Kind, Row, filled
from desktop.records.identifiers import is_case_code
from desktop.records.language import t
from desktop.records.problem import Problem
from desktop.records.registers import Register
from desktop.records.text import fold, nfc
from desktop.records.words import number_words

EARLIEST = "2021-01-01"
"""The plan was issued in 2021; nothing recorded under it happened before that year."""

OLDEST = "1900-03-01"
"""The first day that every spreadsheet counts alike; a packet holds no earlier one."""

_IDENTITY = re.compile(r"(?<!\d)(?:\d{9}|\d{12})(?!\d)")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Known:
    """What the rules may ask of the world.

    ``today`` is the day in Vietnam, ``clock_doubted`` whether it may be wrong; ``find`` gives the
    live row of a register by uid, or None.
    """

    today: date
    find: Callable[[str, str], Row | None]
    clock_doubted: bool = False


def check(register: Register, row: Row, known: Known) -> list[Problem]:
    """Every problem of ``row``, in the order of the fields; empty when the row may be kept."""
    problems: list[Problem] = []
    for field in register.fields:
        if not filled(row, field.name):
            if field.required:
                problems.append(
                    Problem(
                        field.name, t("{label}: chưa ghi. Mục này bắt buộc.", label=field.label)
                    )
                )
            continue
        for rule in _BY_KIND.get(field.kind, ()):
            problems += rule(register, field, row, known)
    return problems + _attended_within_headcount(register, row, known)


def _real_date(register: Register, field: Field, row: Row, known: Known) -> list[Problem]:
    day = str(row[field.name])
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
    if str(row[field.name]) >= str(row[field.not_before]):
        return []
    message = t(
        "“{label}” ({day}) trước “{other}” ({first}). Kiểm tra lại một trong hai ngày.",
        label=field.label,
        day=_shown(str(row[field.name])),
        other=register.field(field.not_before).label,
        first=_shown(str(row[field.not_before])),
    )
    return [Problem(field.name, message)]


def _count(register: Register, field: Field, row: Row, _known: Known) -> list[Problem]:
    number = row[field.name]
    if not isinstance(number, int) or number < 0:
        message = t("{label}: {n} nhỏ hơn 0. Ghi số từ 0 trở lên.", label=field.label, n=number)
        return [Problem(field.name, message)]
    bound = row.get(field.at_most) if field.at_most else None
    if not isinstance(bound, int) or number <= bound:
        return []
    message = t(
        "“{label}” ({n}) lớn hơn “{other}” ({bound}). Kiểm tra lại một trong hai số.",
        label=field.label,
        n=number_words(number),
        other=register.field(field.at_most).label,
        bound=number_words(bound),
    )
    return [Problem(field.name, message)]


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
    text = nfc(str(row[field.name]))
    about_sale = "ban dam" in fold(text) and _names_someone(text)
    if not (_IDENTITY.search(text) or _TELEPHONE.search(text) or about_sale):
        return []
    message = t(
        "{label} có vẻ chứa số giấy tờ, số điện thoại hoặc tên người. Sổ không ghi thông tin về "
        "một người; hãy xóa đi, hoặc xác nhận là không phải.",
        label=field.label,
    )
    return [Problem(field.name, message, warning=True)]


def _names_someone(text: str) -> bool:
    """Whether two words in a row are written like a name ("Lò Thị Mai")."""
    return any(
        first.istitle() and second.istitle()
        for first, second in pairwise(_WORD_OR_MARK.findall(text))
    )


def _listed(_register: Register, field: Field, row: Row, _known: Known) -> list[Problem]:
    value = row[field.name]
    given = value if isinstance(value, list) else [str(value)]
    unknown = [code for code in given if code not in lists.codes(field.lists)]
    if not unknown:
        return []
    message = t(
        "{label}: “{code}” không có trong danh mục.", label=field.label, code=", ".join(unknown)
    )
    return [Problem(field.name, message)]


def _refers(_register: Register, field: Field, row: Row, known: Known) -> list[Problem]:
    if known.find(field.target, str(row[field.name])) is not None:
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
    site = known.find("sites", str(row.get("site"))) or {}
    attended, headcount = row["attended"], site.get("headcount")
    if not isinstance(headcount, int) or not isinstance(attended, int) or attended <= headcount:
        return []
    message = t(
        "Số người đã dự ({n}) lớn hơn số người của nơi đó ({most}). Chỉ tiêu chỉ tính đến {most}.",
        n=number_words(attended),
        most=number_words(headcount),
    )
    return [Problem("attended", message, warning=True)]


def _shown(day: str) -> str:
    return date.fromisoformat(day).strftime("%d/%m/%Y")


_Rule = Callable[[Register, Field, Row, Known], list[Problem]]

_BY_KIND: dict[Kind, tuple[_Rule, ...]] = {
    Kind.DATE: (_real_date,),
    Kind.YEAR: (_count,),
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
