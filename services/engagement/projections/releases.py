"""Releases: what was ever pinned to go live, one row each."""

from datetime import datetime
from uuid import UUID

from shared.events.releases import ReleasePinned
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class ReleaseEntry:
    """Pinned first and last: a release that was left may come back."""

    release_id: UUID
    engagement_id: UUID
    name: str
    model_digest: str
    prompt_digest: str
    data_digest: str
    configuration_digest: str
    first_pinned_at: datetime
    first_pinned_seq: int
    pinned_at: datetime
    pinned_by: UUID


def keys(recorded: Recorded[ReleasePinned]) -> tuple[Key, ...]:
    return ((recorded.event.release_id,),)


def fold(entry: ReleaseEntry | None, recorded: Recorded[ReleasePinned]) -> ReleaseEntry:
    event = recorded.event
    return ReleaseEntry(
        release_id=event.release_id,
        engagement_id=event.engagement_id,
        name=event.name,
        model_digest=event.model_digest,
        prompt_digest=event.prompt_digest,
        data_digest=event.data_digest,
        configuration_digest=event.configuration_digest,
        first_pinned_at=entry.first_pinned_at if entry else recorded.occurred_at,
        first_pinned_seq=entry.first_pinned_seq if entry else recorded.seq,
        pinned_at=recorded.occurred_at,
        pinned_by=recorded.actor,
    )


RELEASES = Projection(
    name="releases",
    version=1,
    row=ReleaseEntry,
    key=("release_id",),
    handles=(ReleasePinned,),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "first_pinned_seq"),),
)
