"""Rules of the whole tree: what stands where, what is documented, who may import whom."""
