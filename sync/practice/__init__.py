"""A year of plausible work for practice, drawn by a fixed seed; nothing in it is about anyone.

Rows are raw, as an officer's file would hold them, so that they take the same way into the book.
"""

YEAR = 2024
