"""The tenant's own frameworks, every version of each; those that ship are no rows."""

import json
from datetime import datetime
from uuid import UUID

from services.gates.domain.framework.model import Words
from shared.events.frameworks import FrameworkPublished
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class FrameworkEntry:
    """`document` is all of it, as canonical JSON."""

    name: str
    version: int
    title: Words
    criteria: int
    digest: str
    document: str
    published_at: datetime
    published_by: UUID
    published_seq: int


def keys(recorded: Recorded[FrameworkPublished]) -> tuple[Key, ...]:
    return ((recorded.event.name, recorded.event.version),)


def fold(_: FrameworkEntry | None, recorded: Recorded[FrameworkPublished]) -> FrameworkEntry:
    event = recorded.event
    says = json.loads(event.document)
    return FrameworkEntry(
        name=event.name,
        version=event.version,
        title=Words(en=says["title"]["en"], fr=says["title"]["fr"]),
        criteria=len(says["criteria"]),
        digest=event.digest,
        document=event.document,
        published_at=recorded.occurred_at,
        published_by=recorded.actor,
        published_seq=recorded.seq,
    )


FRAMEWORKS = Projection(
    name="frameworks",
    version=1,
    row=FrameworkEntry,
    key=("name", "version"),
    handles=(FrameworkPublished,),
    keys=keys,
    fold=fold,
)
