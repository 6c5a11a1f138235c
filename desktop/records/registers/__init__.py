"""The registers of the record, each declared once: table, form, list, sheet and checks follow.

Field names, tiers and what travels are the data dictionary of the product. No register has a
place for a name, telephone, identity number, birth date or health result of a person.
"""

from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.registers.communication import MEDIA, OUTREACH, REACH, SITES
from desktop.records.registers.control import INSPECTIONS, TIPS
from desktop.records.registers.declaration import Register, Travels
from desktop.records.registers.integration import INTEGRATION
from desktop.records.registers.means import BUDGET, FIGURES, TASKS
from desktop.records.registers.referrals import REFERRAL_MONTHS, REFERRAL_YEARS, REFERRALS
from desktop.records.registers.support import MODELS, PROVIDERS
from desktop.records.registers.training import TRAININGS

__all__ = ["REGISTERS", "TRAVELLING", "Register", "Travels", "kept_at", "register"]

REGISTERS: dict[str, Register] = {
    register.name: register
    for register in (
        OUTREACH,
        SITES,
        REACH,
        MEDIA,
        INTEGRATION,
        INSPECTIONS,
        TIPS,
        MODELS,
        PROVIDERS,
        REFERRALS,
        REFERRAL_MONTHS,
        REFERRAL_YEARS,
        TRAININGS,
        FIGURES,
        BUDGET,
        TASKS,
    )
}
"""Every register by name; a register comes after those that its references point to."""

TRAVELLING: tuple[Register, ...] = tuple(
    register for register in REGISTERS.values() if register.travels is Travels.ROWS
)
"""The registers whose rows go into a packet, in the packet's order. Referrals are not here."""


def register(name: str) -> Register:
    """The register of that name; raises InputError, naming those that exist."""
    if name not in REGISTERS or REGISTERS[name].derived_from:
        raise InputError(
            t(
                "Không có sổ “{name}”. Các sổ hiện có: {names}.",
                name=name,
                names=", ".join(r.name for r in REGISTERS.values() if not r.derived_from),
            )
        )
    return REGISTERS[name]


def kept_at(tier: str) -> list[Register]:
    """The registers an office of that tier keeps itself."""
    return [register for register in REGISTERS.values() if tier in register.tiers]
