"""Heading II.5 of the plan: training of those who do the work."""

from desktop.records.fields import Field, Kind
from desktop.records.registers.declaration import ALL_TIERS, Register, Travels

TRAININGS = Register(
    name="trainings",
    vi="Tập huấn",
    en="Trainings",
    heading="II.5",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("date", "title"),
    columns=("date", "title", "group", "attendees", "first_time"),
    distinct=("date", "title", "group"),
    about_vi="Mỗi lớp và mỗi nhóm học viên là một dòng. Ghi số người, không ghi danh sách.",
    about_en="One row for each class and group of participants. Numbers, no lists of people.",
    fields=(
        Field("date", Kind.DATE, "Ngày khai giảng", "First day", required=True),
        Field("title", Kind.TEXT, "Tên lớp", "Title", required=True),
        Field("contents", Kind.CODES, "Nội dung", "Contents", True, lists=("training_content",)),
        Field("group", Kind.CODE, "Nhóm học viên", "Group", True, lists=("training_group",)),
        Field("tier", Kind.CODE, "Cấp tổ chức lớp", "Held at tier", True, lists=("tier",)),
        Field(
            "attendees",
            Kind.COUNT,
            "Số người dự",
            "Participants",
            required=True,
            unit_vi="người dự",
            unit_en="participant|participants",
        ),
        Field(
            "first_time",
            Kind.COUNT,
            "Trong đó dự lần đầu",
            "Of whom for the first time",
            required=True,
            at_most="attendees",
            help_vi="Số người chưa dự lớp nào từ năm 2021; để một người không bị tính hai lần.",
            help_en="People trained for the first time since 2021, so that nobody counts twice.",
            unit_vi="người dự lần đầu",
            unit_en="for the first time",
        ),
        Field("hours", Kind.COUNT, "Số giờ học", "Hours"),
    ),
)
