"""The demo's pure parts: its plan, what it sends, what it shows, and what it dares to remove."""
