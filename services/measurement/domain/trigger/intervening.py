"""What people do once a trigger has fired: somebody takes it up, and says what came of it."""

from services.measurement.domain.trigger.commands import (
    AcknowledgeIntervention,
    CompleteIntervention,
    InterventionAlreadyCompleted,
    InterventionNotFound,
    InterventionOfSomebodyElse,
    OnIntervention,
)
from services.measurement.domain.trigger.state import Defined, Intervention
from shared.events.people import Role
from shared.events.triggers import InterventionAcknowledged, InterventionCompleted, TriggerEvent
from shared.kernel.decider import Asked
from shared.kernel.text import prose

LEADS = frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD, Role.BUSINESS_OWNER, Role.CHANGE_LEAD})


def acknowledge(command: AcknowledgeIntervention, trigger: Defined, asked: Asked) -> list[TriggerEvent]:
    intervention = own(command, trigger, asked)
    if intervention.acknowledged or intervention.completed is not None:
        return []
    return [
        InterventionAcknowledged(
            trigger_id=command.trigger_id, intervention_id=command.intervention_id, person=asked.by.person
        )
    ]


def complete(command: CompleteIntervention, trigger: Defined, asked: Asked) -> list[TriggerEvent]:
    intervention, outcome = own(command, trigger, asked), prose("outcome", command.outcome)
    if intervention.completed is not None:
        if intervention.completed.outcome != outcome:
            raise InterventionAlreadyCompleted
        return []
    return [
        InterventionCompleted(
            trigger_id=command.trigger_id,
            intervention_id=command.intervention_id,
            outcome=outcome,
            person=asked.by.person,
            completed_on=asked.day,
        )
    ]


def own(command: OnIntervention, trigger: Defined, asked: Asked) -> Intervention:
    """The business of its owner, of whoever owns the trigger by now, and of the leads."""
    intervention = trigger.interventions.get(command.intervention_id)
    if intervention is None:
        raise InterventionNotFound
    owners = {intervention.triggered.owner, trigger.terms.owner}
    if asked.by.person not in owners and LEADS.isdisjoint(asked.by.roles):
        raise InterventionOfSomebodyElse
    return intervention
