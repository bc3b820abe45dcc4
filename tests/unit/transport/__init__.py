"""Records and tails, without a broker."""
