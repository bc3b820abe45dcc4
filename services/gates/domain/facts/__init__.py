"""The fact sheet of an engagement: what rules may see, folded from the events of all services."""
