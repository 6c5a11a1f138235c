"""Parts III to V of the plan: base figures, funds, and the tasks no other register holds."""

from desktop.records.fields import Field, Kind
from desktop.records.registers.declaration import ALL_TIERS, Register, Travels

FIGURES = Register(
    name="figures",
    vi="Số liệu nền",
    en="Base figures",
    heading="V",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("year", "figure"),
    columns=("year", "figure", "value", "source"),
    distinct=("year", "figure"),
    about_vi="Số tổng theo năm làm mẫu số cho các chỉ tiêu: số cán bộ, số tội phạm được xử lý.",
    about_en="Yearly totals that targets are measured against: staff, crimes handled.",
    fields=(
        Field("year", Kind.YEAR, "Năm", "Year", required=True),
        Field("figure", Kind.CODE, "Số liệu", "Figure", required=True, lists=("base_figure",)),
        Field("value", Kind.COUNT, "Giá trị", "Value", required=True, mixed=True),
        Field("source", Kind.TEXT, "Nguồn số liệu", "Source"),
    ),
)


BUDGET = Register(
    name="budget",
    vi="Kinh phí",
    en="Funds",
    heading="IV",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("year", "source", "purpose"),
    columns=("year", "source", "planned", "spent", "purpose"),
    distinct=("year", "source", "purpose"),
    about_vi="Kinh phí được giao và đã chi theo từng nguồn trong năm, tính bằng đồng.",
    about_en="Funds planned and spent from each source in the year, in đồng.",
    fields=(
        Field("year", Kind.YEAR, "Năm", "Year", required=True),
        Field("source", Kind.CODE, "Nguồn", "Source", required=True, lists=("funding_source",)),
        Field(
            "planned",
            Kind.MONEY,
            "Được giao (đồng)",
            "Planned (đồng)",
            required=True,
            unit_vi="đồng được giao",
            unit_en="đồng planned",
        ),
        Field(
            "spent",
            Kind.MONEY,
            "Đã chi (đồng)",
            "Spent (đồng)",
            seldom_above="planned",
            unit_vi="đồng đã chi",
            unit_en="đồng spent",
        ),
        Field("purpose", Kind.TEXT, "Chi cho việc", "Purpose"),
    ),
)


TASKS = Register(
    name="tasks",
    vi="Nhiệm vụ khác theo Kế hoạch",
    en="Other tasks of the plan",
    brief_vi="Nhiệm vụ khác",
    brief_en="Other tasks",
    heading="V",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("date", "summary"),
    columns=("date", "clause", "summary", "quantity"),
    distinct=("date", "clause", "summary"),
    about_vi="Việc đã làm theo Kế hoạch mà không có sổ riêng: văn bản, họp, khen thưởng, rà soát.",
    about_en="What was done under the plan and has no register of its own: documents, reviews, …",
    counted_vi="nhiệm vụ",
    counted_en="task|tasks",
    fields=(
        Field("date", Kind.DATE, "Ngày", "Date", required=True),
        Field("clause", Kind.CODE, "Mục của Kế hoạch", "Clause", True, lists=("plan_clause",)),
        Field("document_no", Kind.TEXT, "Số, ký hiệu văn bản", "Document number", longest=60),
        Field("summary", Kind.TEXT, "Việc đã làm", "What was done", required=True, longest=300),
        Field("quantity", Kind.COUNT, "Số lượng", "Quantity"),
    ),
)
