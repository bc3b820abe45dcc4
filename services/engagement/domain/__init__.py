"""What the engagement service decides: one module per stream, pure calculations beside."""
