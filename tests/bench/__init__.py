"""How fast, against its limit, in one interleaved run."""
