"""The champions of a network, one row each until they leave, with when they were briefed last."""

from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.programme import ChampionLeft, ChampionNominated, ChampionsBriefed
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ChampionEntry:
    """Whether the briefing counts is told from the position of the network's activation: only what came after it."""

    engagement_id: UUID
    person: UUID
    department: str
    nominated_at: datetime
    nominated_by: UUID
    nominated_seq: int
    briefed_at: datetime | None = None
    briefed_seq: int | None = None


Handled: TypeAlias = ChampionNominated | ChampionLeft | ChampionsBriefed


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    event = recorded.event
    people = event.champions if isinstance(event, ChampionsBriefed) else (event.person,)
    return tuple((event.engagement_id, person) for person in people)


def fold(entry: ChampionEntry | None, recorded: Recorded[Handled]) -> ChampionEntry | None:
    event = recorded.event
    match event:
        case ChampionNominated():
            return ChampionEntry(
                engagement_id=event.engagement_id,
                person=event.person,
                department=event.department,
                nominated_at=recorded.occurred_at,
                nominated_by=recorded.actor,
                nominated_seq=recorded.seq,
            )
        case ChampionLeft():
            known(entry)
            return None
        case ChampionsBriefed():
            return replaced(known(entry), briefed_at=recorded.occurred_at, briefed_seq=recorded.seq)
        case _:
            assert_never(event)


CHAMPIONS = Projection(
    name="champions",
    version=1,
    row=ChampionEntry,
    key=("engagement_id", "person"),
    handles=(ChampionNominated, ChampionLeft, ChampionsBriefed),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "nominated_seq"),),
)
