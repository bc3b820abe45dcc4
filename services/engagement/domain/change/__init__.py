"""A change programme: the population that it takes along, and all that is done until people have access."""
