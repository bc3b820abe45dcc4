"""Fairway as a process of its own, stopped in every way there is."""
