"""How far each engagement's provenance has come: the version that decisions on it stand on."""

from typing import TypeAlias, get_args
from uuid import UUID

from shared.events.engagements import EngagementStarted
from shared.events.provenance import ProvenanceEvent
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ProvenanceEntry:
    engagement_id: UUID
    version: int


Handled: TypeAlias = EngagementStarted | ProvenanceEvent


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(entry: ProvenanceEntry | None, recorded: Recorded[Handled]) -> ProvenanceEntry:
    if isinstance(recorded.event, EngagementStarted):
        return ProvenanceEntry(engagement_id=recorded.event.engagement_id, version=0)
    return replaced(known(entry), version=recorded.version)


PROVENANCES = Projection(
    name="provenances",
    version=1,
    row=ProvenanceEntry,
    key=("engagement_id",),
    handles=(EngagementStarted, *get_args(ProvenanceEvent)),
    keys=keys,
    fold=fold,
)
