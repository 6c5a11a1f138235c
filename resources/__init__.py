"""Data of the product: code lists, unit lists, the plan, print templates, texts, fonts.

Nothing here is code to run; a new plan, unit list or code list is another file.
"""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Where a resource lies, e.g. ``path("units", "units_2021.csv")``."""
    return _ROOT.joinpath(*parts)


def text(*parts: str) -> str:
    """The content of a UTF-8 text resource; raises FileNotFoundError if it is not shipped."""
    return path(*parts).read_text(encoding="utf-8")
