"""Every gate at which anything happened: who asks that it be decided, and who has signed for which domain."""

from datetime import datetime
from typing import get_args
from uuid import UUID

from shared.events.gates import GateDecided, GateEvent, GateRequested, SignOffRecorded, SignOffWithdrawn
from shared.events.stages import Stage
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class RequestEntry:
    request_id: UUID
    requester: UUID
    at: datetime


@record
class WithdrawalEntry:
    reason: str
    at: datetime


@record
class SignOffEntry:
    """The last one for its domain; it stands for what the verdict said of the domain, by `digest`."""

    domain: str
    signer: UUID
    role: str
    digest: str
    position: int
    at: datetime
    withdrawal: WithdrawalEntry | None = None


@record
class GateEntry:
    """`requested` while somebody asks, `version` that of the gate's stream."""

    engagement_id: UUID
    stage: Stage
    requested: bool
    request: RequestEntry | None
    signed: tuple[SignOffEntry, ...]
    version: int


def keys(recorded: Recorded[GateEvent]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id, recorded.event.stage.value),)


def fold(row: GateEntry | None, recorded: Recorded[GateEvent]) -> GateEntry:
    event = recorded.event
    gate = replaced(row or untouched(event), version=recorded.version)
    match event:
        case GateRequested():
            asked = RequestEntry(request_id=event.request_id, requester=event.requester, at=recorded.occurred_at)
            return replaced(gate, requested=True, request=asked)
        case SignOffRecorded():
            return replaced(gate, signed=(*others(gate, event.domain), signed(event, recorded.occurred_at)))
        case SignOffWithdrawn():
            return replaced(gate, signed=tuple(withdrawn(each, event, recorded.occurred_at) for each in gate.signed))
        case GateDecided():
            return replaced(gate, requested=False, request=None)
        case _:
            return gate


def untouched(event: GateEvent) -> GateEntry:
    return GateEntry(
        engagement_id=event.engagement_id, stage=event.stage, requested=False, request=None, signed=(), version=0
    )


def others(gate: GateEntry, domain: str) -> tuple[SignOffEntry, ...]:
    return tuple(each for each in gate.signed if each.domain != domain)


def signed(event: SignOffRecorded, at: datetime) -> SignOffEntry:
    return SignOffEntry(
        domain=event.domain,
        signer=event.signer,
        role=event.role,
        digest=event.digest,
        position=event.position,
        at=at,
    )


def withdrawn(entry: SignOffEntry, event: SignOffWithdrawn, at: datetime) -> SignOffEntry:
    if entry.domain != event.domain:
        return entry
    return replaced(entry, withdrawal=WithdrawalEntry(reason=event.reason, at=at))


GATES = Projection(
    name="gates",
    version=1,
    row=GateEntry,
    key=("engagement_id", "stage"),
    handles=get_args(GateEvent),
    keys=keys,
    fold=fold,
    indexes=(("requested",),),
)
