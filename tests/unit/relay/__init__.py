"""What subscribers read, and how the relay goes about it, without Kafka."""
