"""The parts of the event store that need no database."""
