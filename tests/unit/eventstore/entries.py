"""Entries as a log would hold them, chained."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.eventstore.chain import GENESIS, leaf, link
from shared.eventstore.log import Entry, Head, NewEvent
from tests.attempts import ACTOR, ENGAGEMENT, events

TENANT = UUID(int=1)
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(stream: str, seq: int, event: NewEvent, *, version: int = 1) -> Entry:
    """Not yet chained."""
    at = MORNING + timedelta(minutes=seq)
    return Entry(
        tenant=TENANT,
        seq=seq,
        event_id=event.event_id,
        stream=stream,
        version=version,
        engagement_id=ENGAGEMENT,
        type=event.type,
        schema_version=event.schema_version,
        occurred_at=at,
        recorded_at=at,
        actor=ACTOR,
        on_behalf_of=None,
        command_id=UUID(int=seq),
        correlation_id=UUID(int=seq),
        causation_id=None,
        traceparent=None,
        data=event.data,
        chain=b"",
    )


def chained(entries: Sequence[Entry], previous: bytes = GENESIS) -> list[Entry]:
    """The entries with their links computed, from `previous` on."""
    linked: list[Entry] = []
    for each in entries:
        previous = link(previous, each.seq, each.recorded_at, leaf(each))
        linked.append(each._replace(chain=previous))
    return linked


def log_of(count: int) -> list[Entry]:
    """A sound log of this many events."""
    return chained(
        [
            entry("gap-1", seq, events("GapStarted", data=b'{"n":%d}' % seq)[0], version=seq)
            for seq in range(1, count + 1)
        ]
    )


def head_of(entries: Sequence[Entry]) -> Head:
    return Head(seq=entries[-1].seq, chain=entries[-1].chain)
