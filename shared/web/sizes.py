"""How much a client may send at once."""

MOST_BYTES = 2_000_000
"""Of a body over HTTP, and of a message over a WebSocket."""
