"""Who of the business answers for what the model does."""

from collections.abc import Mapping
from typing import TypeAlias

from services.gates.domain.facts.model import Area, Facts, On, Positions
from services.gates.domain.facts.policies import OF_THE_BUSINESS
from services.gates.domain.facts.telling import at, fact, truth, yes
from shared.events.accountability import (
    ModelAccountabilityAccepted,
    ModelAccountabilityAssigned,
    ModelAccountabilityVacated,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Handled: TypeAlias = ModelAccountabilityAssigned | ModelAccountabilityAccepted | ModelAccountabilityVacated

MODEL = "model"


@record
class Accountable:
    """One person, in a role by its name; `once` is what the first by whom it was complete had it by.

    Since `vacated_at` nobody is named any more.
    """

    role: str
    assigned_at: int
    accepted_at: int | None = None
    once: Positions = ()
    vacated_at: int | None = None


def keys(_: Recorded[Handled]) -> tuple[str, ...]:
    return (MODEL,)


def fold(accountable: Accountable | None, recorded: Recorded[Handled]) -> Accountable | None:
    event = recorded.event
    if isinstance(event, ModelAccountabilityAssigned):
        return Accountable(role=event.role, assigned_at=recorded.seq, once=accountable.once if accountable else ())
    if accountable is None:
        return None
    if isinstance(event, ModelAccountabilityVacated):
        return replaced(accountable, accepted_at=None, vacated_at=recorded.seq)
    return accepted(accountable, recorded.seq)


def accepted(one: Accountable, seq: int) -> Accountable:
    complete = at(one.assigned_at, seq) if one.role in OF_THE_BUSINESS else ()
    return replaced(one, accepted_at=seq, once=one.once or complete)


def tell(items: Mapping[str, Accountable], _: On) -> Facts:
    one = items[MODEL]
    assigned, accepted, vacated = one.assigned_at, one.accepted_at, one.vacated_at
    there = vacated is None
    return {
        "accountability.assigned": yes(assigned),
        "accountability.accepted": fact(accepted is not None, assigned, accepted, vacated),
        "accountability.business_role": fact(there and one.role in OF_THE_BUSINESS, assigned, vacated),
        "accountability.complete_once": fact(bool(one.once), *(one.once or (assigned,))),
    }


ACCOUNTABILITY: Area[Accountable] = Area(
    name="accountability",
    items=(Accountable,),
    handles=(ModelAccountabilityAssigned, ModelAccountabilityAccepted, ModelAccountabilityVacated),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        truth(
            "accountability.assigned",
            "Somebody was named who answers for what the model does",
            "Une personne a été désignée pour répondre de ce que fait le modèle",
        ),
        truth(
            "accountability.accepted",
            "Whoever was named last accepted it, and has not left",
            "La dernière personne désignée l'a accepté, et n'est pas partie",
        ),
        truth(
            "accountability.business_role",
            "Whoever was named last answers for it in a role of the business, and has not left",
            "La dernière personne désignée en répond dans un rôle de l'entreprise, et n'est pas partie",
        ),
        truth(
            "accountability.complete_once",
            "Somebody in a role of the business accepted it once",
            "Une personne dans un rôle de l'entreprise l'a accepté une fois",
        ),
    ),
)
