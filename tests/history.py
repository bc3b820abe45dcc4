"""Facts as the log would hold them: with an envelope, in an order that counts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from shared.events.registry import STREAMS
from shared.kernel.reaction import Reaction
from shared.kernel.recorded import Recorded
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, NOW

TENANT = UUID(int=0xAA)
CATEGORIES = {event: stream.category for stream in STREAMS for event in stream.events}
OF_AN_ENGAGEMENT = frozenset(CATEGORIES.values()) - {"tenant", "people", "round", "framework"}


def recorded(facts: Sequence[Any]) -> Iterator[Recorded[Any]]:
    """Each a minute after the other, all by Ana."""
    versions: dict[str, int] = {}
    for seq, fact in enumerate(facts, start=1):
        category = CATEGORIES[type(fact)]
        stream = f"{category}-{getattr(fact, 'gap_id', getattr(fact, 'stage', ''))}"
        versions[stream] = versions.get(stream, 0) + 1
        moment = NOW + timedelta(minutes=seq)
        yield Recorded(
            event=fact,
            tenant=TENANT,
            seq=seq,
            event_id=UUID(int=seq),
            stream=stream,
            version=versions[stream],
            engagement_id=ENGAGEMENT if category in OF_AN_ENGAGEMENT else None,
            occurred_at=moment,
            recorded_at=moment,
            actor=ANA,
            command_id=UUID(int=0xC0 + seq),
        )


def rows(projection: Any, facts: Sequence[Any]) -> dict[Any, Any]:  # noqa: ANN401
    """The rows of a projection after the facts, by key."""
    found: dict[Any, Any] = {}
    for fact in recorded(facts):
        if not isinstance(fact.event, projection.handles):
            continue
        for key in projection.keys(fact):
            found[key] = projection.after(key, found.get(key), fact)
    return {key: row for key, row in found.items() if row is not None}


def called_by_last(reaction: Reaction, history: Iterable[Recorded[Any]]) -> list[Any]:
    """The commands that the last of these events calls for."""
    remembered = reaction.memory.initial if reaction.memory else None
    commands: list[Any] = []
    for each in history:
        remembered = reaction.remembering(remembered, each)
        commands = list(reaction.called_for(remembered, each))
    return commands
