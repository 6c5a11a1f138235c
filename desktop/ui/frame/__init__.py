"""What stands round every screen: navigation, bottom line, command search, help, undo."""
