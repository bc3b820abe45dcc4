"""Fairway as several processes: the same stories, the same rows, and nothing lost when one of them dies."""
