"""The printed sheets: what each says (blocks), who says it (office), and how it is typeset."""
