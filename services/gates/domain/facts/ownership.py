"""Who owns the system that runs, and whether they took it over."""

from collections.abc import Mapping
from typing import TypeAlias, assert_never
from uuid import UUID

from services.gates.domain.facts.model import Area, Fact, Facts, On
from services.gates.domain.facts.telling import fact, truth
from shared.events.engagements import SystemOwnerAssigned, SystemOwnerVacated
from shared.events.go_live import HandOverAccepted
from shared.events.ownership import EscalationPathDefined, ObligationsAccepted
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Handled: TypeAlias = (
    SystemOwnerAssigned | SystemOwnerVacated | ObligationsAccepted | EscalationPathDefined | HandOverAccepted
)

SYSTEM = "system"


@record
class Word:
    """What somebody accepted; it binds them as long as they own the system."""

    owner: UUID
    at: int


@record
class System:
    """`owned_at` is where it got its owner or lost it."""

    owner: UUID | None = None
    owned_at: int | None = None
    obligations: Word | None = None
    escalation_at: int | None = None
    hand_over: Word | None = None


def keys(_: Recorded[Handled]) -> tuple[str, ...]:
    return (SYSTEM,)


def fold(before: System | None, recorded: Recorded[Handled]) -> System:
    event, seq, system = recorded.event, recorded.seq, before or System()
    match event:
        case SystemOwnerAssigned():
            return replaced(system, owner=event.owner, owned_at=seq)
        case SystemOwnerVacated():
            return replaced(system, owner=None, owned_at=seq)
        case ObligationsAccepted():
            return replaced(system, obligations=Word(owner=event.owner, at=seq))
        case EscalationPathDefined():
            return replaced(system, escalation_at=seq)
        case HandOverAccepted():
            return replaced(system, hand_over=Word(owner=event.owner, at=seq))
        case _:
            assert_never(event)


def tell(items: Mapping[str, System], _: On) -> Facts:
    system = items[SYSTEM]
    return {
        "ownership.owner": fact(system.owner is not None, *anything(system, system.owned_at)),
        "ownership.obligations_accepted": binding(system, system.obligations),
        "ownership.escalation": fact(system.escalation_at is not None, *anything(system, system.escalation_at)),
        "hand_over.accepted": binding(system, system.hand_over),
    }


def binding(system: System, word: Word | None) -> Fact:
    holds = word is not None and word.owner == system.owner
    return fact(holds, *anything(system, system.owned_at, word.at if word else None))


def anything(system: System, *positions: int | None) -> tuple[int | None, ...]:
    """These, or what else is known of the system where nothing is said by them."""
    if any(positions):
        return positions
    words = (system.obligations, system.hand_over)
    return (system.owned_at, system.escalation_at, *(word.at for word in words if word))


OWNERSHIP: Area[System] = Area(
    name="ownership",
    items=(System,),
    handles=(SystemOwnerAssigned, SystemOwnerVacated, ObligationsAccepted, EscalationPathDefined, HandOverAccepted),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        truth("ownership.owner", "The system has an owner", "Le système a un propriétaire"),
        truth(
            "ownership.obligations_accepted",
            "Its owner accepted the obligations",
            "Son propriétaire a accepté les obligations",
        ),
        truth("ownership.escalation", "There is an escalation path", "Il existe une voie d'escalade"),
        truth("hand_over.accepted", "Its owner took the system over", "Son propriétaire a repris le système"),
    ),
)
