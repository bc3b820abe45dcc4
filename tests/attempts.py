"""Attempts to append, in few words: for tests that care where events land, not what they say."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from shared.eventstore.log import Attempt, Condition, NewEvent, Write
from shared.kernel.decider import Scope

ENGAGEMENT = UUID(int=7)
OTHER_ENGAGEMENT = UUID(int=8)
ACTOR = UUID(int=9)
DIGEST = b"d" * 32


def events(*types: str, data: bytes = b"{}") -> tuple[NewEvent, ...]:
    return tuple(NewEvent(event_id=uuid7(), type=kind, schema_version=1, data=data) for kind in types)


def write(stream: str, *types: str, expected: int = 0, engagement_id: UUID | None = ENGAGEMENT) -> Write:
    """Events of these types for the stream; one `GapStarted` where none is named."""
    return Write(
        stream=stream, expected=expected, engagement_id=engagement_id, events=events(*(types or ("GapStarted",)))
    )


def attempt(
    *writes: Write,
    command_id: UUID | None = None,
    digest: bytes = DIGEST,
    conditions: tuple[Condition, ...] = (),
    occurred_at: datetime | None = None,
) -> Attempt:
    return Attempt(
        command_id=command_id or uuid7(),
        digest=digest,
        actor=ACTOR,
        writes=writes,
        conditions=conditions,
        occurred_at=occurred_at,
    )


def unchanged(scope: Scope, since: int) -> Condition:
    return Condition(scope=scope, since=since)
