"""Who asks, and what a client may hold unaltered."""
