"""What is wrong, or odd, about a value of a row."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One finding at one field.

    ``message`` names the values and says what to do. A ``warning`` is odd but possible: the row
    may be kept when the officer confirms it; any other problem refuses the row.
    """

    field: str
    message: str
    warning: bool = False
