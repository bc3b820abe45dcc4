"""Verdicts over a framework of one page."""
