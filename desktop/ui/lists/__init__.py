"""The list of any register: its rows, order, chips, totals, and what goes to Excel."""
