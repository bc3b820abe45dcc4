"""Frameworks: the criteria and gates that an engagement is held to, as versioned data."""
