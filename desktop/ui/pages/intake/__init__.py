"""Bringing in the Excel files an office already keeps: map, look, then take in as one."""
