"""Heading II.4 of the plan: pilot models and those who give support services."""

from desktop.records.fields import Field, Kind
from desktop.records.registers.declaration import ALL_TIERS, Register, Travels

MODELS = Register(
    name="models",
    vi="Mô hình thí điểm",
    en="Pilot models",
    heading="II.4",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("name",),
    columns=("name", "status", "started", "beneficiaries"),
    distinct=("name",),
    about_vi="Mô hình phòng ngừa, giảm hại, hỗ trợ hòa nhập đang xây dựng hoặc triển khai.",
    about_en="Pilot models of prevention, harm reduction and support being set up or running.",
    counted_vi="mô hình",
    counted_en="model|models",
    fields=(
        Field("name", Kind.TEXT, "Tên mô hình", "Name of the model", required=True),
        Field(
            "components",
            Kind.CODES,
            "Nội dung mô hình",
            "Components",
            required=True,
            lists=("model_component",),
        ),
        Field("status", Kind.CODE, "Tình trạng", "Status", required=True, lists=("model_status",)),
        Field("started", Kind.DATE, "Ngày bắt đầu", "Started"),
        Field("ended", Kind.DATE, "Ngày kết thúc", "Ended", not_before="started"),
        Field("host", Kind.TEXT, "Đơn vị chủ trì", "Host"),
        Field("partners", Kind.TEXT, "Đơn vị phối hợp", "Partners"),
        Field("members", Kind.COUNT, "Số thành viên", "Members"),
        Field(
            "beneficiaries",
            Kind.COUNT,
            "Số người hưởng lợi",
            "Beneficiaries",
            unit_vi="người hưởng lợi",
            unit_en="beneficiary|beneficiaries",
        ),
        Field("budget", Kind.MONEY, "Kinh phí (đồng)", "Budget (đồng)"),
        Field("source", Kind.CODE, "Nguồn kinh phí", "Source of funds", lists=("funding_source",)),
        Field("results", Kind.TEXT, "Kết quả", "Results", longest=500),
    ),
)


PROVIDERS = Register(
    name="providers",
    vi="Cơ sở cung cấp dịch vụ",
    en="Service providers",
    heading="II.4",
    tiers=ALL_TIERS,
    travels=Travels.ROWS,
    caption=("name",),
    columns=("name", "services", "kind", "address"),
    distinct=("name",),
    about_vi="Mạng lưới cơ sở nhận chuyển gửi: nơi nào có dịch vụ gì, liên hệ ở đâu.",
    about_en="The network that takes referrals: who offers which service, and where to reach it.",
    counted_vi="cơ sở",
    counted_en="provider|providers",
    fields=(
        Field("name", Kind.TEXT, "Tên cơ sở", "Name of the provider", required=True),
        Field("services", Kind.CODES, "Dịch vụ", "Services", True, lists=("service_kind",)),
        Field("kind", Kind.CODE, "Loại cơ sở", "Kind", lists=("provider_kind",)),
        Field("address", Kind.TEXT, "Địa chỉ cơ sở", "Address of the provider", public=True),
        Field(
            "phone",
            Kind.TEXT,
            "Điện thoại cơ sở",
            "Telephone of the provider",
            longest=40,
            public=True,
            help_vi="Số của cơ sở, không ghi số riêng của một người.",
            help_en="The provider's number, not one person's own.",
        ),
    ),
)
