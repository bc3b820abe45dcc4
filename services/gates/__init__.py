"""The gates service: what must be shown before a stage may be left, what was shown, and what people decided on it."""
