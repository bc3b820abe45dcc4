"""Read models in a real database."""
