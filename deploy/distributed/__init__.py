"""Fairway as several processes, which share a PostgreSQL and, where there is one, Kafka."""
