"""The rules of the engagement service, one sentence per test."""
