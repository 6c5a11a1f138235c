"""The part of a summary for each heading of the plan: what the registers say, in sentences."""

from collections.abc import Callable, Iterable, Sequence

from desktop.records.lists import codes
from desktop.records.registers import REGISTERS
from desktop.records.sheets import figures
from desktop.records.sheets.blocks import Block, Column, Line, Paragraph, Table
from desktop.records.sheets.context import Context
from desktop.records.sheets.figures import Outreach
from desktop.records.sheets.small import REMARK, WITHHELD
from desktop.records.units import find
from desktop.records.words import date_words, number_words

Section = Callable[[Context, list[Outreach]], list[Block]]

NOTHING = "Sổ chưa ghi nhận số liệu của nội dung này."

_EVENT_COLUMNS = (
    Column("TT", 10, "center"),
    Column("Hình thức"),
    Column("Số hoạt động", 22, "right"),
    Column("Lượt người dự", 22, "right"),
    Column("Trong đó nữ", 22, "right"),
    Column("Tài liệu (bản)", 22, "right"),
)
_MODEL_COLUMNS = (
    Column("TT", 10, "center"),
    Column("Tên mô hình"),
    Column("Đơn vị", 32),
    Column("Tình trạng", 28),
    Column("Bắt đầu", 24, "center"),
)
_REFERRAL_COLUMNS = (
    Column("TT", 10, "center"),
    Column("Kết quả"),
    Column("Số lượt chuyển gửi", 40, "right"),
)


def communication(context: Context, events: list[Outreach]) -> list[Block]:
    """II.1: outreach by form, and the places to reach."""
    return [*_events(events), *_places(context)]


def integration(_context: Context, events: list[Outreach]) -> list[Block]:
    """II.2: outreach held within other programmes."""
    held: dict[str, int] = {}
    for line in events:
        if line.within:
            held[line.within] = held.get(line.within, 0) + line.events
    if not held:
        return [Paragraph("Trong kỳ chưa ghi nhận hoạt động nào lồng ghép với chương trình khác.")]
    total = number_words(sum(held.values()))
    return [
        Paragraph(
            f"Đã lồng ghép {total} hoạt động truyền thông với các chương trình khác: "
            f"{_counted('outreach', 'within', held)}."
        )
    ]


def support(context: Context, _events: list[Outreach]) -> list[Block]:
    """II.4: pilot models and service referrals."""
    return [*_models(context), *_referrals(context)]


SECTIONS: dict[str, Section] = {"II.1": communication, "II.2": integration, "II.4": support}
"""What is said under a heading of the plan; the other headings have no register yet."""


def _events(events: list[Outreach]) -> Iterable[Block]:
    if not events:
        yield Paragraph("Trong kỳ chưa ghi nhận hoạt động truyền thông nào.")
        return
    sums = _sums(events)
    yield Paragraph(f"Đã tổ chức {sums[0]} hoạt động truyền thông{_people(events)}.")
    lines: list[Line] = []
    for code, entry in codes(("outreach_form",)).items():
        of_form = [event for event in events if event.form == code]
        if of_form:
            lines.append(Line((str(len(lines) + 1), entry.vi, *_sums(of_form))))
    lines.append(Line(("", "Cộng", *sums), total=True))
    yield Table("Hoạt động truyền thông theo hình thức", _EVENT_COLUMNS, tuple(lines))


def _people(events: Sequence[Outreach]) -> str:
    """How many came, of whom women and youth, and the materials; only what was recorded."""
    groups = {
        "nữ": sum(event.women for event in events),
        "thanh, thiếu niên": sum(event.youth for event in events),
    }
    of_whom = "; ".join(f"{who} {number_words(n)} lượt" for who, n in groups.items() if n)
    came = number_words(sum(event.attendees for event in events))
    materials = sum(event.materials for event in events)
    return (
        f" với {came} lượt người dự"
        + (f" (trong đó {of_whom})" if of_whom else "")
        + (f", phát {number_words(materials)} bản tài liệu" if materials else "")
    )


def _sums(events: Sequence[Outreach]) -> tuple[str, str, str, str]:
    return (
        number_words(sum(event.events for event in events)),
        number_words(sum(event.attendees for event in events)),
        number_words(sum(event.women for event in events)),
        number_words(sum(event.materials for event in events)),
    )


def _places(context: Context) -> Iterable[Block]:
    numbers: dict[str, int] = {}
    people = 0
    for _unit, kind, number, headcount in figures.places(context.book.db, context.scope):
        numbers[kind] = numbers.get(kind, 0) + number
        people += headcount
    if numbers:
        yield Paragraph(
            f"Đến ngày {context.until}, địa bàn có {number_words(sum(numbers.values()))} nơi cần "
            f"tiếp cận với {number_words(people)} lao động, học sinh, sinh viên: "
            f"{_counted('sites', 'kind', numbers)}."
        )


def _models(context: Context) -> Iterable[Block]:
    models = figures.models(context.book.db, context.scope)
    if not models:
        yield Paragraph(f"Đến ngày {context.until} chưa ghi nhận mô hình thí điểm nào.")
        return
    numbers: dict[str, int] = {}
    for model in models:
        numbers[model.status] = numbers.get(model.status, 0) + 1
    yield Paragraph(
        f"Đến ngày {context.until} có {number_words(len(models))} mô hình thí điểm: "
        f"{_counted('models', 'status', numbers)}."
    )
    statuses = codes(("model_status",))
    lines = (
        Line(
            (
                str(place),
                model.name,
                find(context.book.office.edition, model.unit).name,
                statuses[model.status].vi,
                date_words(model.started) if model.started else "—",
            )
        )
        for place, model in enumerate(models, 1)
    )
    yield Table("Mô hình thí điểm", _MODEL_COLUMNS, tuple(lines))


def _referrals(context: Context) -> Iterable[Block]:
    counts, discretion = context.referrals, context.discretion
    if not counts:
        yield Paragraph("Trong kỳ chưa ghi nhận lượt chuyển gửi dịch vụ nào.")
        return
    months = context.scope.months
    span = f"tháng {date_words(months[0])}"
    if len(months) > 1:
        span = f"từ {span} đến tháng {date_words(months[-1])}"
    total = discretion.total(counts.values())
    yield Paragraph(
        f"Chuyển gửi dịch vụ hỗ trợ {span} (tính theo tháng dương lịch), một người có thể được "
        "chuyển gửi nhiều lượt:"
    )
    known = [(code, entry.vi) for code, entry in codes(("referral_outcome",)).items()]
    shown = [(words, discretion.part(counts[code])) for code, words in known if code in counts]
    lines = [Line((str(place), *cells)) for place, cells in enumerate(shown, 1)]
    lines.append(Line(("", "Cộng", total), total=True))
    yield Table(
        "Kết quả chuyển gửi dịch vụ",
        _REFERRAL_COLUMNS,
        tuple(lines),
        REMARK if total == WITHHELD else "",
    )


def _counted(register: str, field: str, numbers: dict[str, int]) -> str:
    """``nhà nghỉ (2); karaoke (1)``: the words of codes with their numbers, in list order."""
    entries = codes(REGISTERS[register].field(field).lists)
    return "; ".join(
        f"{entry.vi[0].lower() + entry.vi[1:]} ({number_words(numbers[code])})"
        for code, entry in entries.items()
        if code in numbers
    )
