"""Compiled operations against graphql-core: whatever is asked, both say the same."""
