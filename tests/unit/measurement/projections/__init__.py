"""What the measurement service shows."""
