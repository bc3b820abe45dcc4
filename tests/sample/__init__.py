"""A small read model with everything that a read model can have, for tests of the parts that serve any of them."""
