"""The rules of the gates service, one sentence per test."""
