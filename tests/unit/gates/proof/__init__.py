"""Signed answers."""
