"""What the measurement service decides."""
