"""Fairway, loaded once: each process that a test starts is a copy of it, for to load it anew takes seconds every time.

What is run is what `python -m cli` runs, with the words, the environment and the place for its output that are given.
"""
