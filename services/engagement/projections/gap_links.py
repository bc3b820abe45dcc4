"""What waits for what: one row per dependency between two gaps."""

from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import GapDependencyAdded, GapDependencyRemoved
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class GapLink:
    """`gap_id` cannot be finished before `needs` is."""

    gap_id: UUID
    needs: UUID
    engagement_id: UUID


Handled: TypeAlias = GapDependencyAdded | GapDependencyRemoved


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.gap_id, recorded.event.needs),)


def fold(_: GapLink | None, recorded: Recorded[Handled]) -> GapLink | None:
    event = recorded.event
    if isinstance(event, GapDependencyRemoved):
        return None
    return GapLink(gap_id=event.gap_id, needs=event.needs, engagement_id=known(recorded.engagement_id))


GAP_LINKS = Projection(
    name="gap_links",
    version=1,
    row=GapLink,
    key=("gap_id", "needs"),
    handles=(GapDependencyAdded, GapDependencyRemoved),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id",), ("needs",)),
)
