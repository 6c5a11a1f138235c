"""The form of any register, generated from its declaration, with what became of the row."""
