"""The transport over a real Kafka, and what it does when that goes wrong."""
