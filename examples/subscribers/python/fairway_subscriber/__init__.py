"""A subscriber to Fairway's public events: it follows them and shows how each engagement stands."""
