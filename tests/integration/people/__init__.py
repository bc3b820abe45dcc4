"""The directory of names, in PostgreSQL, as the roles that use it."""
