"""A stage that takes longer than expected: told once, whom it waits for, and told again only after it was on time."""
