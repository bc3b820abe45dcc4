"""Against the real thing: a real PostgreSQL, real processes."""
