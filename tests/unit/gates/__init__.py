"""The gates service, function by function."""
