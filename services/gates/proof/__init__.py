"""Signed answers: what others can check without asking Fairway."""
