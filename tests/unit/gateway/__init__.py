"""What protects the gateway: limits, bodies, masking."""
