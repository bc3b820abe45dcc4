"""What happens by itself, over memory and over PostgreSQL."""
