"""Gates over PostgreSQL."""
