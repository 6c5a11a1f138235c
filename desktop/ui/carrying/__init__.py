"""Carrying in the background: the trips themselves, and what the pages show and ask of them."""
