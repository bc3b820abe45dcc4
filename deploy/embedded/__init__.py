"""Fairway in one process, with a PostgreSQL server of its own that needs no installation."""
