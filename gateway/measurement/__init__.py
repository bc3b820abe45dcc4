"""Measurements as they come in: each row is answered."""
