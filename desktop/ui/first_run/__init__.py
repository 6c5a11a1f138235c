"""The way in: open the book there is, or make a new one step by step."""
