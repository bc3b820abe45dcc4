"""The measurement service: whether it worked, from day one to day ninety."""
