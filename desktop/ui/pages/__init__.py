"""The screens: layout only; what is true is asked of the record and of sync."""
