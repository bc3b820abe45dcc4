"""How long the work that is left will take: simulated, with numbers that are the same on every machine."""
