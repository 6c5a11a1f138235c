"""Heading II.1 of the plan: communication and outreach."""

from desktop.records.fields import Field, Kind
from desktop.records.registers.declaration import ALL_TIERS, Register, Travels

PLACES = ("establishment_kind", "reach_place")

OUTREACH = Register(
    name="outreach",
    vi="Hoạt động truyền thông",
    en="Outreach events",
    heading="II.1",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("date", "form"),
    columns=("date", "form", "place", "attendees"),
    distinct=("date", "form"),
    about_vi="Mỗi buổi tuyên truyền, đợt phát loa, phát tài liệu là một dòng.",
    about_en="One row for every talk, loudspeaker broadcast or hand-out of materials.",
    counted_vi="hoạt động",
    counted_en="event|events",
    fields=(
        Field("date", Kind.DATE, "Ngày", "Date", required=True),
        Field("form", Kind.CODE, "Hình thức", "Form", required=True, lists=("outreach_form",)),
        Field("topics", Kind.CODES, "Nội dung", "Topics", required=True, lists=("topic",)),
        Field(
            "audiences", Kind.CODES, "Đối tượng", "Audiences", required=True, lists=("audience",)
        ),
        Field("venue", Kind.CODE, "Nơi tổ chức", "Venue", lists=("venue",)),
        Field(
            "place",
            Kind.TEXT,
            "Địa điểm",
            "Place",
            help_vi="Chỉ ghi nơi chốn. Không ghi tên người dự.",
            help_en="The place only. No names of people who came.",
        ),
        Field("organiser", Kind.CODE, "Đơn vị tổ chức", "Organiser", lists=("organiser",)),
        Field(
            "attendees",
            Kind.COUNT,
            "Lượt người dự",
            "Attendances",
            required=True,
            help_vi="Phát loa, niêm yết, tờ rơi: ghi 0.",
            help_en="Loudspeaker, notice board, leaflets: write 0.",
            unit_vi="lượt người",
            unit_en="attendance|attendances",
        ),
        Field("women", Kind.COUNT, "Trong đó nữ", "Of whom women", at_most="attendees"),
        Field(
            "youth",
            Kind.COUNT,
            "Trong đó thanh, thiếu niên",
            "Of whom youth",
            at_most="attendees",
        ),
        Field("materials", Kind.COUNT, "Tài liệu phát (bản)", "Materials handed out (copies)"),
        Field(
            "within",
            Kind.CODE,
            "Lồng ghép với",
            "Integrated with",
            lists=("integration_programme",),
        ),
        Field("cost", Kind.MONEY, "Kinh phí (đồng)", "Cost (đồng)"),
        Field("note", Kind.TEXT, "Ghi chú", "Note", longest=300),
    ),
)


SITES = Register(
    name="sites",
    vi="Nơi cần tiếp cận",
    en="Places to reach",
    heading="II.1",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("name",),
    columns=("name", "kind", "headcount", "active_from", "active_to"),
    distinct=("name", "kind"),
    about_vi="Cơ sở kinh doanh dịch vụ, doanh nghiệp khu công nghiệp, trường học, với số người.",
    about_en="Service establishments, industrial-park enterprises and schools, with headcounts.",
    counted_vi="nơi",
    counted_en="place|places",
    fields=(
        Field("name", Kind.TEXT, "Tên nơi", "Name of the place", required=True),
        Field("kind", Kind.CODE, "Loại hình", "Kind", required=True, lists=PLACES),
        Field(
            "headcount",
            Kind.COUNT,
            "Số lao động hoặc học sinh",
            "Workers or students",
            required=True,
            help_vi="Tổng số người làm hoặc học tại đó; không ghi tên.",
            help_en="How many people work or study there; no names.",
            unit_vi="người",
            unit_en="person|people",
        ),
        Field(
            "active_from", Kind.DATE, "Hoạt động từ ngày", "Active from", required=True, old=True
        ),
        Field(
            "active_to",
            Kind.DATE,
            "Đến ngày",
            "Until",
            not_before="active_from",
            ahead=True,
            help_vi="Để trống khi còn hoạt động.",
            help_en="Leave empty while it is active.",
        ),
        Field("place", Kind.TEXT, "Địa điểm", "Place"),
    ),
)


REACH = Register(
    name="reach",
    vi="Lượt tiếp cận theo nơi",
    en="Reach by place",
    heading="II.1",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("event", "site"),
    columns=("event", "site", "attended"),
    distinct=("event", "site"),
    about_vi="Buổi nào đã đến nơi nào, bao nhiêu người ở đó đã dự.",
    about_en="Which event reached which place, and how many people of that place came.",
    counted_vi="lượt tiếp cận",
    counted_en="visit|visits",
    fields=(
        Field("event", Kind.REFERENCE, "Hoạt động", "Event", required=True, target="outreach"),
        Field(
            "site",
            Kind.REFERENCE,
            "Nơi tiếp cận",
            "Place",
            required=True,
            target="sites",
            anywhere=True,
        ),
        Field(
            "attended",
            Kind.COUNT,
            "Số người của nơi đó đã dự",
            "People of that place who came",
            required=True,
            unit_vi="lượt người",
            unit_en="attendance|attendances",
        ),
    ),
)


MEDIA = Register(
    name="media",
    vi="Tin, bài, phát sóng",
    en="Media items",
    heading="II.1",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("date", "title"),
    columns=("date", "outlet", "title", "kind"),
    distinct=("date", "outlet", "title"),
    about_vi="Mỗi tin, bài, chuyên mục đã đăng hoặc phát là một dòng, ghi theo ngày đăng.",
    about_en="One row for every item printed, posted or broadcast, under the day it came out.",
    counted_vi="tin, bài",
    counted_en="item|items",
    fields=(
        Field("date", Kind.DATE, "Ngày đăng, phát", "Published on", required=True),
        Field("outlet", Kind.CODE, "Nơi đăng, phát", "Outlet", True, lists=("media_outlet",)),
        Field("title", Kind.TEXT, "Tên tin, bài", "Title", required=True),
        Field("kind", Kind.CODE, "Thể loại", "Kind", lists=("media_item_kind",)),
        Field("minutes", Kind.COUNT, "Thời lượng (phút)", "Length (minutes)"),
        Field("link", Kind.TEXT, "Đường dẫn", "Link", public=True),
    ),
)
