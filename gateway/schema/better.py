"""Which way a measure improves: told once, wherever it is read first."""

import strawberry

from shared.events.pilots import Better

strawberry.enum(Better, description="Which way a measure improves.")

__all__ = ["Better"]
