"""The engagement service, function by function."""
