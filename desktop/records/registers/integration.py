"""Heading II.2 of the plan: prevention through other programmes."""

from desktop.records.fields import Field, Kind
from desktop.records.registers.declaration import ALL_TIERS, Register, Travels

INTEGRATION = Register(
    name="integration",
    vi="Lồng ghép chương trình",
    en="Programme integration",
    heading="II.2",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("document_no", "document_date"),
    columns=("year", "programme", "document_no", "document_date"),
    distinct=("year", "programme", "document_no"),
    about_vi="Văn bản của đơn vị đưa nhiệm vụ phòng, chống mại dâm vào một chương trình khác.",
    about_en="Documents of this office that bring prevention into another programme.",
    counted_vi="văn bản",
    counted_en="document|documents",
    fields=(
        Field("year", Kind.YEAR, "Năm thực hiện", "Year it is for", required=True),
        Field(
            "programme",
            Kind.CODE,
            "Chương trình",
            "Programme",
            required=True,
            lists=("integration_programme",),
        ),
        Field(
            "document_no",
            Kind.TEXT,
            "Số, ký hiệu văn bản",
            "Document number",
            required=True,
            longest=60,
            public=True,
            help_vi="Ví dụ: 12/KH-UBND.",
            help_en="For example: 12/KH-UBND.",
        ),
        Field("document_date", Kind.DATE, "Ngày văn bản", "Document date", required=True),
        Field("summary", Kind.TEXT, "Nội dung lồng ghép", "What is integrated", longest=300),
    ),
)
