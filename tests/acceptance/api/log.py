"""The log as subscriptions and queries tell it."""

from tests.acceptance.api.desk import Desk
from tests.acceptance.api.line import Frame

EVENTS = """
subscription Events($after: String, $types: [String!]) {
  events(after: $after, types: $types) { cursor event { seq type recordedAt data } }
}
"""
LOG = (
    "query Log($first: Int!, $after: String) { events(first: $first, after: $after) { nodes { seq type } endCursor } }"
)


async def last_cursor(desk: Desk) -> str:
    """A cursor behind all that has happened so far."""
    seen, cursor = 1, ""
    while seen:
        page = (await desk.ask(LOG, first=100, after=cursor or None))["events"]
        seen, cursor = len(page["nodes"]), page["endCursor"]
    return cursor


def seqs(frames: list[Frame]) -> list[int]:
    return [frame["events"]["event"]["seq"] for frame in frames]
