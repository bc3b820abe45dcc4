"""What the measurement service decides and shows."""
