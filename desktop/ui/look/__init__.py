"""How everything looks: theme, icons, and the small pieces that screens are made of."""
