"""The words that every domain uses."""
