"""What is asked of the printed sheets: which one, of which period and office, for whom."""
