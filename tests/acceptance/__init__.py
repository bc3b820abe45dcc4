"""Fairway as its users meet it."""
