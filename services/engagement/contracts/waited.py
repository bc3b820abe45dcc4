"""What another process may ask of what waits for somebody in engagements."""

from services.engagement.queries.waited import waited_in_engagements

__all__ = ["waited_in_engagements"]
