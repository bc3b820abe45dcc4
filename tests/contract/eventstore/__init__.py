"""The behaviour of the log, over every implementation."""
