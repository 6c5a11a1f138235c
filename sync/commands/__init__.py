"""The headless commands: each module adds its parser and runs on what was parsed."""
