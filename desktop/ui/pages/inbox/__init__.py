"""What comes in: checked, looked at, taken or decided by a person; and what came before."""
