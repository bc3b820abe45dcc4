"""What holds for every implementation of a protocol, and what others rely on."""
