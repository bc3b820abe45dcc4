"""The simulation of the work that is left."""
