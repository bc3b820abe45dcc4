"""Facts about stages that take longer than expected. Stream `delay-{engagement_id}`, by engagement."""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.events.stages import Stage
from shared.kernel.record import record


class WaitMatter(StrEnum):
    """In the order in which they are told: of all that is done before, the gate, and what follows it."""

    DELIVERABLE = "deliverable"
    ACCEPTANCE = "acceptance"
    TRACK = "track"
    GAP = "gap"
    GATE = "gate"
    ENTRY = "entry"
    COMPLETION = "completion"


@record
class StageWait:
    """Something that the stage waits for: `subject` names the deliverable, the track or the stage, or is the gap's id.

    The `person` ends it or, where nobody is named, anybody with one of the `roles`.
    """

    matter: WaitMatter
    subject: str
    person: UUID | None
    roles: tuple[str, ...]


@record
class StageDelayed:
    """By what is planned and by the calendar the stage ends later than expected, and beyond the slack.

    It is told once, and again only after the delay ended. `policy` says how long stages take.
    """

    engagement_id: UUID
    stage: Stage
    policy: int
    entered_on: date
    expected_on: date
    forecast_on: date
    days_late: int
    waiting_on: tuple[StageWait, ...]


@record
class StageDelayEnded:
    """The stage is forecast to end as expected again."""

    engagement_id: UUID
    stage: Stage
    expected_on: date
    forecast_on: date


DelayEvent: TypeAlias = StageDelayed | StageDelayEnded
