"""The close-out report: what it says, that it says it the same way for ever, and how its page reads."""
