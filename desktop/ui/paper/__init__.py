"""Sheets on their way to paper: looked at, printed, saved."""
