"""Observations as they come in, before any service sees them."""
