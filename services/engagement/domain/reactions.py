"""What follows by itself from what happened."""

from typing import Any, TypeAlias, get_args
from uuid import UUID

from services.engagement.domain.delay.rules import CheckStageForecast
from services.engagement.domain.go_live.commands import CheckLeadTime
from services.engagement.domain.owner_erased import OWNERS, vacate_erased
from services.engagement.domain.vacated import HOLDERS, Lost, vacate_all_but_systems, vacate_gone
from shared.events.endings import EngagementResumed
from shared.events.gaps import (
    GapCancelled,
    GapDeferralExpired,
    GapDeferred,
    GapDueDateSet,
    GapReopened,
    GapResolved,
    GapStageLinked,
    GapVerified,
)
from shared.events.people import PersonErased
from shared.events.programme import ChangeProgramLaunched
from shared.events.stages import StageEntered, StageReopened
from shared.kernel.growing import Growing
from shared.kernel.reaction import Memory, Reaction
from shared.kernel.recorded import Recorded


def check_lead_time(launched: Recorded[ChangeProgramLaunched]) -> list[CheckLeadTime]:
    """Only now is it known from which day on the planned one would have left people enough time."""
    return [CheckLeadTime(engagement_id=launched.event.engagement_id)]


Planned: TypeAlias = (
    GapDueDateSet
    | GapStageLinked
    | GapResolved
    | GapVerified
    | GapReopened
    | GapCancelled
    | GapDeferred
    | GapDeferralExpired
)
Moved: TypeAlias = StageEntered | StageReopened | EngagementResumed
OfAStage: TypeAlias = Growing[UUID, bool]
"""The gaps that a stage closes."""


def linked(gaps: OfAStage, recorded: Recorded[GapStageLinked]) -> OfAStage:
    return gaps.having(recorded.event.gap_id, value=True)


def check_forecast(recorded: Recorded[Any], gaps: OfAStage) -> list[CheckStageForecast]:
    """What is planned in a stage, or which one is under way, is otherwise than before."""
    event = recorded.event
    if recorded.engagement_id is None or (isinstance(event, Planned) and event.gap_id not in gaps):
        return []
    return [CheckStageForecast(engagement_id=recorded.engagement_id)]


REACTIONS = (
    Reaction(name="lead time after launch", handles=(ChangeProgramLaunched,), react=check_lead_time),
    Reaction(
        name="stage forecast",
        handles=(*get_args(Planned), *get_args(Moved)),
        react=check_forecast,
        memory=Memory(handles=(GapStageLinked,), initial=Growing(), evolve=linked),
    ),
    Reaction(name="system owner erased", handles=(PersonErased,), react=vacate_erased, past=True, memory=OWNERS),
    Reaction(
        name="whoever was erased",
        handles=(PersonErased,),
        react=vacate_all_but_systems,
        past=True,
        memory=HOLDERS,
    ),
    Reaction(
        name="whoever has no role any more",
        handles=get_args(Lost),
        react=vacate_gone,
        memory=HOLDERS,
    ),
)
