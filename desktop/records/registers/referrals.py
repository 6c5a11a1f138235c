"""Service referrals (II.4.a dash 2): rows stay on the laptop, two tables of totals travel."""

from desktop.records.fields import Field, Kind
from desktop.records.registers.declaration import Register, Travels

SERVICE = Field("service", Kind.CODE, "Dịch vụ", "Service", True, lists=("service_kind",))
OUTCOME = Field("outcome", Kind.CODE, "Kết quả", "Outcome", True, lists=("referral_outcome",))
"""What a slip says and its totals are counted by."""

REFERRALS = Register(
    name="referrals",
    vi="Chuyển gửi dịch vụ",
    en="Service referrals",
    heading="II.4",
    tiers=("commune",),
    travels=Travels.TOTALS,
    caption=("code", "date"),
    columns=("code", "date", "service", "outcome", "due"),
    distinct=("code", "service"),
    about_vi=(
        "Mỗi phiếu một mã ngẫu nhiên. Các dòng này không bao giờ rời máy; chỉ gửi số tổng. "
        "Người dưới 18 tuổi: không ghi ở đây, gọi Tổng đài 111."
    ),
    about_en=(
        "A random code for each slip. These rows never leave the laptop; only totals do. "
        "Anyone under 18: nothing is recorded here, call hotline 111."
    ),
    counted_vi="lượt chuyển gửi",
    counted_en="referral|referrals",
    fields=(
        Field(
            "code",
            Kind.CASE,
            "Mã phiếu",
            "Slip code",
            required=True,
            longest=12,
            help_vi="Người dưới 18 tuổi: không ghi ở đây, gọi Tổng đài 111.",
            help_en="Anyone under 18: record nothing here, call hotline 111.",
        ),
        Field("date", Kind.DATE, "Ngày", "Date", required=True),
        Field("need", Kind.YES_NO, "Có nhu cầu", "Has a need", required=True),
        Field("eligible", Kind.YES_NO, "Đủ điều kiện", "Eligible", required=True),
        SERVICE,
        Field("provider", Kind.REFERENCE, "Cơ sở nhận", "Provider", target="providers"),
        OUTCOME,
        Field("outcome_date", Kind.DATE, "Ngày có kết quả", "Outcome date", not_before="date"),
        Field("due", Kind.DATE, "Hẹn theo dõi", "Follow-up due", not_before="date", ahead=True),
        Field(
            "consent_date",
            Kind.DATE,
            "Ngày đồng ý",
            "Consent given on",
            required=True,
            help_vi="Ngày người được hỗ trợ nói đồng ý, sau khi nghe đọc lời giải thích.",
            help_en="The day the person agreed aloud, after the explanation was read out.",
        ),
    ),
)


REFERRAL_MONTHS = Register(
    name="referral_months",
    vi="Chuyển gửi theo tháng",
    en="Referrals by month",
    heading="II.4",
    tiers=(),
    travels=Travels.ROWS,
    derived_from="referrals",
    caption=("month", "service", "outcome"),
    columns=("month", "service", "outcome", "count"),
    fields=(
        Field("month", Kind.MONTH, "Tháng", "Month", required=True),
        SERVICE,
        OUTCOME,
        Field("count", Kind.COUNT, "Số lượt chuyển gửi", "Referrals", required=True),
    ),
)


REFERRAL_YEARS = Register(
    name="referral_years",
    vi="Chuyển gửi theo năm",
    en="Referral slips by year",
    heading="II.4",
    tiers=(),
    travels=Travels.ROWS,
    derived_from="referrals",
    caption=("year",),
    columns=("year", "entitled", "served"),
    fields=(
        Field("year", Kind.YEAR, "Năm", "Year", required=True),
        Field(
            "entitled",
            Kind.COUNT,
            "Số phiếu có nhu cầu và đủ điều kiện",
            "Slips with a need and eligible",
            required=True,
        ),
        Field(
            "served",
            Kind.COUNT,
            "Trong đó đã sử dụng dịch vụ",
            "Of whom used a service",
            required=True,
            at_most="entitled",
        ),
    ),
)
