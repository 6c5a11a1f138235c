"""Slips that lead a person to a service: the sparest screen of all."""
