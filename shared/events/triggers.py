"""Facts about one trigger, and what was done when it fired. Stream `trigger-{trigger_id}`, by measurement."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.events.series import Cadence
from shared.kernel.record import record


class TriggerSeverity(StrEnum):
    WARNING = "warning"
    SERIOUS = "serious"
    CRITICAL = "critical"


@record
class Watched:
    """A series, and what the trigger's rules call it."""

    name: str
    series_id: UUID


@record
class Seen:
    """What a rule saw: `active_users.shortfall`, and its value in words (`true`, `3`, `0.31`)."""

    name: str
    value: str


@record
class TriggerDefined:
    """It fires in the first window in which `expression` has held `consecutive` times in a row.

    Afterwards it is quiet until `clears` holds; None: until `expression` holds no more. Whoever owns what it starts has
    `due_in_days` for it. `template` is the shipped one that it was made from, in this version of the policy.
    """

    trigger_id: UUID
    engagement_id: UUID
    name: str
    watches: tuple[Watched, ...]
    expression: str
    clears: str | None
    consecutive: int
    cadence: Cadence
    severity: TriggerSeverity
    playbook: str
    owner: UUID
    due_in_days: int
    template: str | None
    policy: int


@record
class TriggerRevised:
    """All of it stands in place of what it was. A trigger that had fired is still quiet until it clears."""

    trigger_id: UUID
    name: str
    watches: tuple[Watched, ...]
    expression: str
    clears: str | None
    consecutive: int
    severity: TriggerSeverity
    playbook: str
    owner: UUID
    due_in_days: int
    policy: int
    reason: str


@record
class TriggerRetired:
    """It is judged no more. What it started goes on."""

    trigger_id: UUID
    reason: str


@record
class InterventionTriggered:
    """`seen` is what the rule saw of the window, `reasons` the names of the alarms among it that were true."""

    trigger_id: UUID
    intervention_id: UUID
    engagement_id: UUID
    cadence: Cadence
    window: int
    seen: tuple[Seen, ...]
    reasons: tuple[str, ...]
    severity: TriggerSeverity
    owner: UUID
    due_on: date


@record
class TriggerCleared:
    """From the window after this one on it may fire again."""

    trigger_id: UUID
    cadence: Cadence
    window: int


@record
class InterventionAcknowledged:
    trigger_id: UUID
    intervention_id: UUID
    person: UUID


@record
class InterventionCompleted:
    """Whether it helped is measured by itself, once enough windows have closed that began after `completed_on`."""

    trigger_id: UUID
    intervention_id: UUID
    outcome: str
    person: UUID
    completed_on: date


@record
class InterventionEffective:
    """What the trigger watches first is better than it was in the window that started the intervention."""

    trigger_id: UUID
    intervention_id: UUID
    before: Decimal
    after: Decimal
    window: int


@record
class InterventionIneffective:
    """What the trigger watches first is no better than it was in the window that started the intervention."""

    trigger_id: UUID
    intervention_id: UUID
    before: Decimal
    after: Decimal
    window: int


TriggerEvent: TypeAlias = (
    TriggerDefined
    | TriggerRevised
    | TriggerRetired
    | InterventionTriggered
    | TriggerCleared
    | InterventionAcknowledged
    | InterventionCompleted
    | InterventionEffective
    | InterventionIneffective
)
