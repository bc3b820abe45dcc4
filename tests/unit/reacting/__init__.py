"""Reactions and timers, without a database."""
