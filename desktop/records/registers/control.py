"""Heading II.3 of the plan: inspections, and what people report.

Of a report only its number, kind and the moments of its handling are kept: no reporter, nobody
accused, no narrative.
"""

from desktop.records.fields import Field, Kind
from desktop.records.registers.declaration import ALL_TIERS, Register, Travels

INSPECTIONS = Register(
    name="inspections",
    vi="Kiểm tra cơ sở",
    en="Inspections",
    heading="II.3",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("date", "site"),
    columns=("date", "site", "team", "result"),
    distinct=("date", "site"),
    about_vi="Mỗi lần kiểm tra một cơ sở là một dòng. Chỉ ghi về cơ sở, không ghi về người.",
    about_en="One row for each inspection of an establishment. About the place, never a person.",
    counted_vi="lượt kiểm tra",
    counted_en="inspection|inspections",
    fields=(
        Field("date", Kind.DATE, "Ngày kiểm tra", "Inspected on", required=True),
        Field(
            "site",
            Kind.REFERENCE,
            "Cơ sở được kiểm tra",
            "Establishment",
            required=True,
            target="sites",
            anywhere=True,
        ),
        Field("team", Kind.CODE, "Đoàn kiểm tra", "Team", True, lists=("inspection_team",)),
        Field("result", Kind.CODE, "Kết luận", "Result", True, lists=("inspection_result",)),
        Field("fine", Kind.MONEY, "Tiền phạt (đồng)", "Fine (đồng)"),
        Field("note", Kind.TEXT, "Ghi chú", "Note", longest=300),
    ),
)


TIPS = Register(
    name="tips",
    vi="Tố giác, tin báo, khiếu nại",
    en="Reports and complaints",
    heading="II.3",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("number", "received"),
    columns=("number", "received", "kind", "handled", "outcome"),
    distinct=("number",),
    about_vi="Chỉ ghi số thứ tự và giờ của từng bước xử lý. Không ghi ai báo, báo về ai, nội dung.",
    about_en="A running number and the hour of each step only: not who, about whom, or what.",
    counted_vi="tin",
    counted_en="report|reports",
    fields=(
        Field("number", Kind.TEXT, "Số thứ tự", "Number", required=True, longest=30),
        Field("received", Kind.MOMENT, "Tiếp nhận lúc", "Received at", required=True),
        Field("kind", Kind.CODE, "Loại tin", "Kind", required=True, lists=("tip_kind",)),
        Field("channel", Kind.CODE, "Nhận qua", "Came by", lists=("tip_channel",)),
        Field("verified", Kind.MOMENT, "Xác minh lúc", "Verified at", not_before="received"),
        Field("classified", Kind.MOMENT, "Phân loại lúc", "Classified at", not_before="received"),
        Field(
            "transferred",
            Kind.MOMENT,
            "Chuyển cơ quan có thẩm quyền lúc",
            "Transferred at",
            not_before="received",
            help_vi="Hạn chuyển: 24 giờ, xã vùng sâu, vùng xa 48 giờ.",
            help_en="To be transferred within 24 hours, remote communes within 48.",
        ),
        Field("handled", Kind.MOMENT, "Xử lý xong lúc", "Handled at", not_before="received"),
        Field("outcome", Kind.CODE, "Tình trạng xử lý", "State", lists=("tip_status",)),
    ),
)
