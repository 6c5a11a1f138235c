"""How a device gets its certificate and keeps its keys, inside the book."""
