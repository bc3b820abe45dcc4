"""A trigger: what it sees, when it fires, and the interventions that it starts."""
