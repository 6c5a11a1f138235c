"""How a person types a day."""

from datetime import date


def typed(day: date) -> str:
    """``05/03/2024``."""
    return day.strftime("%d/%m/%Y")
