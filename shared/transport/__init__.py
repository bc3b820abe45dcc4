"""How a process learns that the log has grown: a hint, never the truth."""
