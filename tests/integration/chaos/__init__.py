"""The whole machine room at work while somebody pulls its plugs."""
