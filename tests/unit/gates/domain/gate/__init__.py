"""Gates under a framework of a small house: who asks, who signs, who decides, and what becomes of it."""
