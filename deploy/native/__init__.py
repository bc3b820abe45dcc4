"""Fairway's processes on this machine without a container engine: real PostgreSQL, real Kafka, each part apart."""
