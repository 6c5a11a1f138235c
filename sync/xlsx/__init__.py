"""A packet as a workbook: written in exactly one way, and read back from it."""
