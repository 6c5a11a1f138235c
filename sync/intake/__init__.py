"""Excel files that offices already keep: opened, understood, previewed, and taken in as one."""
