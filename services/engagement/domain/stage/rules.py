"""What may be done in a stage, and when: one function per command."""

from typing import assert_never, get_args

from services.engagement.domain.gate_standing import standing
from services.engagement.domain.roles import APPROVERS, CONTRIBUTORS, LEADS, TRACK_LEADS
from services.engagement.domain.stage.commands import (
    AcceptDeliverable,
    CheckStageEntry,
    CompleteTrack,
    EnterStage,
    EntryCriteriaNotMet,
    NameStageLead,
    ReopenStage,
    ReopenTrack,
    ReturnDeliverable,
    StageCommand,
    StageNotEntered,
    StagePassed,
    SubmitDeliverable,
    TrackCommand,
    VacateStageLead,
    WorkCommand,
)
from services.engagement.domain.stage.deliverables import deliver
from services.engagement.domain.stage.entry import Before, EntryCheck, Facing, judged
from services.engagement.domain.stage.state import (
    FIRST,
    Journey,
    NotStarted,
    Stages,
    evolve,
    journey_of,
)
from services.engagement.domain.stage_policy import LATEST_POLICY
from shared.events.engagements import EngagementStarted
from shared.events.gates import DecisionEvent
from shared.events.scope import ScopeDefined
from shared.events.stages import (
    EntryCriteriaChecked,
    Stage,
    StageEntered,
    StageEvent,
    StageLeadNamed,
    StageLeadVacated,
    StageReopened,
    TrackCompleted,
    TrackReopened,
)
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.text import prose

ALL = (*get_args(StageEvent), *get_args(DecisionEvent))
ENTERED_OR_LEFT = (EngagementStarted, StageEntered, StageReopened)


def before(stage: Stage) -> Stage | None:
    return None if stage is FIRST else tuple(Stage)[stage.number - 2]


def check(stage: Stage, journey: Journey, asked: Asked) -> EntryCheck:
    """How the stage stands to its entry criteria on this day."""
    facing = Facing(
        started=True,
        has_lead=journey.work(stage).lead is not None,
        has_scope=journey.scoped,
        before=stage_before(stage, journey, asked),
    )
    return judged(LATEST_POLICY.stages[stage], facing)


def stage_before(stage: Stage, journey: Journey, asked: Asked) -> Before | None:
    earlier = before(stage)
    if earlier is None:
        return None
    work = journey.work(earlier)
    return Before(
        policy=work.policy,
        entered=earlier in journey.entered,
        accepted=work.accepted,
        completed=work.completed,
        gate=standing(journey.gates.get(earlier), asked.day),
    )


def name_lead(command: NameStageLead, journey: Journey) -> list[StageEvent]:
    if journey.work(command.stage).lead == command.lead:
        return []
    return [StageLeadNamed(engagement_id=command.engagement_id, stage=command.stage, lead=command.lead)]


def vacate_lead(command: VacateStageLead, journey: Journey) -> list[StageEvent]:
    """Of a stage that was passed its lead stays on record."""
    reason = prose("reason", command.reason)
    if journey.work(command.stage).lead != command.lead or passed(command.stage, journey):
        return []
    return [
        StageLeadVacated(engagement_id=command.engagement_id, stage=command.stage, lead=command.lead, reason=reason)
    ]


def check_entry(command: CheckStageEntry, journey: Journey, asked: Asked) -> list[StageEvent]:
    found = check(command.stage, journey, asked)
    fact = EntryCriteriaChecked(
        engagement_id=command.engagement_id,
        stage=command.stage,
        policy=LATEST_POLICY.version,
        met=tuple(criterion.value for criterion in found.met),
        unmet=tuple(criterion.value for criterion in found.unmet),
    )
    return [] if journey.work(command.stage).checked == fact else [fact]


def enter(command: EnterStage, journey: Journey, asked: Asked) -> list[StageEvent]:
    stage, earlier = command.stage, before(command.stage)
    if earlier is None or stage in journey.entered:
        return []
    if lacking := check(stage, journey, asked).unmet:
        raise EntryCriteriaNotMet(where=("input", "stage"), number=stage.number, lacking=", ".join(lacking))
    decision = journey.gates[earlier].decision_id
    policy = LATEST_POLICY.version
    return [StageEntered(engagement_id=command.engagement_id, stage=stage, policy=policy, decision_id=decision)]


def reopen(command: ReopenStage, journey: Journey) -> list[StageEvent]:
    reason = prose("reason", command.reason)
    stage = command.stage
    check_entered(stage, journey)
    decision = journey.gates.get(stage)
    decided = decision is not None and decision.ended is None
    if not (passed(stage, journey) or decided or journey.work(stage).complete):
        return []
    return [StageReopened(engagement_id=command.engagement_id, stage=stage, reason=reason)]


def check_entered(stage: Stage, journey: Journey) -> None:
    if stage not in journey.entered:
        raise StageNotEntered(where=("input", "stage"), number=stage.number)


def passed(stage: Stage, journey: Journey) -> bool:
    return any(each.number > stage.number for each in journey.entered)


def work(command: WorkCommand, journey: Journey, asked: Asked) -> list[StageEvent]:
    """Work is done in the stage that is under way; a done thing may be done again later."""
    check_entered(command.stage, journey)
    match command:
        case CompleteTrack() | ReopenTrack():
            facts = turn(command, journey)
        case SubmitDeliverable() | AcceptDeliverable() | ReturnDeliverable():
            facts = deliver(command, journey.work(command.stage), asked)
        case _:
            assert_never(command)
    if facts and passed(command.stage, journey):
        raise StagePassed(number=command.stage.number)
    return facts


def turn(command: TrackCommand, journey: Journey) -> list[StageEvent]:
    """A track is complete or open."""
    engagement_id, stage, track = command.engagement_id, command.stage, command.track
    completed = track in journey.work(stage).completed
    match command:
        case CompleteTrack():
            return [] if completed else [TrackCompleted(engagement_id=engagement_id, stage=stage, track=track)]
        case ReopenTrack():
            reason = prose("reason", command.reason)
            fact = TrackReopened(engagement_id=engagement_id, stage=stage, track=track, reason=reason)
            return [fact] if completed else []
        case _:
            assert_never(command)


def decide(command: StageCommand, stages: Stages, asked: Asked) -> list[StageEvent]:
    journey = journey_of(stages)
    match command:
        case NameStageLead():
            return name_lead(command, journey)
        case VacateStageLead():
            return vacate_lead(command, journey)
        case CheckStageEntry():
            return check_entry(command, journey, asked)
        case EnterStage():
            return enter(command, journey, asked)
        case ReopenStage():
            return reopen(command, journey)
        case _:
            return work(command, journey, asked)


def looks_at(command: StageCommand) -> tuple[Scope, ...]:
    """What is judged by the stage before and its gate looks at both; all else only at which stages are entered."""
    judging = isinstance(command, CheckStageEntry | EnterStage | ReopenStage)
    types = (EngagementStarted, ScopeDefined, *ALL) if judging else ENTERED_OR_LEFT
    return (engagement_scope(command.engagement_id, *types),)


STAGE: Decider[Stages, StageCommand, StageEvent | DecisionEvent | EngagementStarted | ScopeDefined] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"stage-{command.engagement_id}-{command.stage}",
    permits={
        NameStageLead: LEADS | APPROVERS,
        VacateStageLead: frozenset(),  # only Fairway itself asks
        CheckStageEntry: CONTRIBUTORS,
        EnterStage: LEADS,
        SubmitDeliverable: CONTRIBUTORS,
        AcceptDeliverable: LEADS | APPROVERS,
        ReturnDeliverable: LEADS | APPROVERS,
        CompleteTrack: TRACK_LEADS,
        ReopenTrack: TRACK_LEADS,
        ReopenStage: LEADS | APPROVERS,
    },
    at_once=frozenset({EnterStage, CheckStageEntry}),
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
    names=lambda command: (command.lead,) if isinstance(command, NameStageLead) else (),
)
