"""The trigger that watches how many use the claims assistant, and the intervention that it started."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.events.series import Cadence
from shared.events.triggers import (
    InterventionAcknowledged,
    InterventionCompleted,
    InterventionEffective,
    InterventionIneffective,
    InterventionTriggered,
    Seen,
    TriggerCleared,
    TriggerDefined,
    TriggerRetired,
    TriggerRevised,
    TriggerSeverity,
    Watched,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.measurement import ACTIVE_USERS
from tests.facts.people import BO

TRIGGER, INTERVENTION = UUID(int=0x7E1), UUID(int=0x7E2)

BEHIND_PLAN = TriggerDefined(
    trigger_id=TRIGGER,
    engagement_id=ENGAGEMENT,
    name="Far fewer users than planned",
    watches=(Watched(name="active_users", series_id=ACTIVE_USERS),),
    expression="active_users.shortfall >= 200000",
    clears="active_users.shortfall < 100000",
    consecutive=2,
    cadence=Cadence.WEEKLY,
    severity=TriggerSeverity.SERIOUS,
    playbook="Ask five people who stopped, and sit beside the next five.",
    owner=BO,
    due_in_days=7,
    template=None,
    policy=1,
)
BEHIND_PLAN_SOONER = TriggerRevised(
    trigger_id=TRIGGER,
    name="Far fewer users than planned",
    watches=(Watched(name="active_users", series_id=ACTIVE_USERS),),
    expression="active_users.shortfall >= 150000",
    clears=None,
    consecutive=2,
    severity=TriggerSeverity.SERIOUS,
    playbook="Ask five people who stopped, and sit beside the next five.",
    owner=BO,
    due_in_days=5,
    policy=1,
    reason="A fifth is too much to wait for.",
)
TRIGGER_RETIRED = TriggerRetired(trigger_id=TRIGGER, reason="The plan is met by another measure.")
FIRED = InterventionTriggered(
    trigger_id=TRIGGER,
    intervention_id=INTERVENTION,
    engagement_id=ENGAGEMENT,
    cadence=Cadence.WEEKLY,
    window=4,
    seen=(Seen(name="active_users.shortfall", value="0.25"), Seen(name="active_users.value", value="0.45")),
    reasons=(),
    severity=TriggerSeverity.SERIOUS,
    owner=BO,
    due_on=date(2026, 4, 6),
)
CLEARED = TriggerCleared(trigger_id=TRIGGER, cadence=Cadence.WEEKLY, window=7)
ACKNOWLEDGED = InterventionAcknowledged(trigger_id=TRIGGER, intervention_id=INTERVENTION, person=BO)
COMPLETED = InterventionCompleted(
    trigger_id=TRIGGER,
    intervention_id=INTERVENTION,
    outcome="The search finds letters by their sender now; five teams were shown.",
    person=BO,
    completed_on=date(2026, 4, 3),
)
EFFECTIVE = InterventionEffective(
    trigger_id=TRIGGER, intervention_id=INTERVENTION, before=Decimal("0.45"), after=Decimal("0.62"), window=7
)
INEFFECTIVE = InterventionIneffective(
    trigger_id=TRIGGER, intervention_id=INTERVENTION, before=Decimal("0.45"), after=Decimal("0.44"), window=7
)
