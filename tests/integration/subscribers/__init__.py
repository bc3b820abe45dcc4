"""The subscribers of examples/subscribers at work on a real broker."""
