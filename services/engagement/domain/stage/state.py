"""The five stages as decisions see them: which are entered, what each has delivered, how its gate decided."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain import gate_standing
from services.engagement.domain.gate_standing import Decided
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.stage_policy import StagePolicy, policy_of
from shared.events.engagements import EngagementStarted
from shared.events.gaps import Evidence
from shared.events.gates import DecisionEvent
from shared.events.scope import ScopeDefined
from shared.events.stages import (
    DeliverableAccepted,
    DeliverableReturned,
    DeliverableSubmitted,
    EntryCriteriaChecked,
    Stage,
    StageEntered,
    StageEvent,
    StageLeadNamed,
    StageLeadVacated,
    StageReopened,
    Track,
    TrackCompleted,
    TrackReopened,
)
from shared.kernel.record import record

FIRST = Stage.ASSESSMENT


@record
class Submitted:
    evidence: Evidence
    submitter: UUID


@record
class Accepted:
    submission: Submitted


@record
class Returned:
    submission: Submitted


Deliverable: TypeAlias = Submitted | Accepted | Returned


@record
class Work:
    """What was done in one stage. `version` is that of the policy under which it began, None before that."""

    stage: Stage
    version: int | None = None
    lead: UUID | None = None
    deliverables: Mapping[str, Deliverable] = field(default_factory=dict)
    completed: frozenset[Track] = frozenset()
    checked: EntryCriteriaChecked | None = None

    @property
    def policy(self) -> StagePolicy:
        return policy_of(self.stage, self.version)

    @property
    def accepted(self) -> frozenset[str]:
        return frozenset(name for name, what in self.deliverables.items() if isinstance(what, Accepted))

    @property
    def complete(self) -> bool:
        return self.accepted.issuperset(self.policy.deliverable_names) and self.policy.track_names <= self.completed


@record
class NotStarted:
    """The engagement was not started, so there are no stages."""


@record
class Journey:
    """The first stage is entered as the engagement starts."""

    entered: frozenset[Stage] = frozenset({FIRST})
    works: Mapping[Stage, Work] = field(default_factory=dict)
    gates: Mapping[Stage, Decided] = field(default_factory=dict)
    scoped: bool = False

    def work(self, stage: Stage) -> Work:
        return self.works.get(stage, Work(stage=stage))


Stages: TypeAlias = NotStarted | Journey
InAStage: TypeAlias = (
    StageLeadNamed
    | StageLeadVacated
    | EntryCriteriaChecked
    | DeliverableSubmitted
    | DeliverableAccepted
    | DeliverableReturned
    | TrackCompleted
    | TrackReopened
)


def journey_of(stages: Stages) -> Journey:
    if isinstance(stages, NotStarted):
        raise EngagementNotFound
    return stages


def evolve(stages: Stages, event: StageEvent | DecisionEvent | EngagementStarted | ScopeDefined) -> Stages:
    if isinstance(event, EngagementStarted):
        return Journey()
    if isinstance(event, ScopeDefined):
        return replace(journey_of(stages), scoped=True)
    return changed(journey_of(stages), event)


def changed(journey: Journey, event: StageEvent | DecisionEvent) -> Journey:
    match event:
        case StageEntered():
            work = replace(anew(journey.work(event.stage)), version=event.policy)
            return worked(replace(journey, entered=journey.entered | {event.stage}), work)
        case StageReopened():
            return worked(returned_to(journey, event.stage), anew(journey.work(event.stage)))
        case _ if isinstance(event, DecisionEvent):
            decision = gate_standing.evolve(journey.gates.get(event.stage), event)
            return replace(journey, gates={**journey.gates, event.stage: decision} if decision else journey.gates)
        case _:
            return worked(journey, done(journey.work(event.stage), event))


def worked(journey: Journey, work: Work) -> Journey:
    return replace(journey, works={**journey.works, work.stage: work})


def returned_to(journey: Journey, stage: Stage) -> Journey:
    """Later stages are no longer entered, and no gate from this one on is passed any more."""
    gates = {
        gate: gate_standing.outdated(decision) if gate.number >= stage.number else decision
        for gate, decision in journey.gates.items()
    }
    entered = frozenset(each for each in journey.entered if each.number <= stage.number)
    return replace(journey, entered=entered, gates=gates)


def anew(work: Work) -> Work:
    """What was submitted waits to be accepted once more, tracks are open, and nothing was checked yet."""
    deliverables = {
        name: what.submission if isinstance(what, Accepted) else what for name, what in work.deliverables.items()
    }
    return replace(work, deliverables=deliverables, completed=frozenset(), checked=None)


def done(work: Work, event: InAStage) -> Work:
    match event:
        case StageLeadNamed():
            return replace(work, lead=event.lead)
        case StageLeadVacated():
            return replace(work, lead=None)
        case EntryCriteriaChecked():
            return replace(work, checked=event)
        case TrackCompleted():
            return replace(work, completed=work.completed | {event.track})
        case TrackReopened():
            return replace(work, completed=work.completed - {event.track})
        case DeliverableSubmitted() | DeliverableAccepted() | DeliverableReturned():
            return delivered(work, event)
        case _:
            assert_never(event)


def delivered(work: Work, event: DeliverableSubmitted | DeliverableAccepted | DeliverableReturned) -> Work:
    match event:
        case DeliverableSubmitted():
            what: Deliverable = Submitted(evidence=event.evidence, submitter=event.submitter)
            work = replace(work, version=work.version or event.policy)
        case DeliverableAccepted():
            what = Accepted(submission=submission(work.deliverables[event.deliverable]))
        case DeliverableReturned():
            what = Returned(submission=submission(work.deliverables[event.deliverable]))
        case _:
            assert_never(event)
    return replace(work, deliverables={**work.deliverables, event.deliverable: what})


def submission(deliverable: Deliverable) -> Submitted:
    return deliverable if isinstance(deliverable, Submitted) else deliverable.submission
