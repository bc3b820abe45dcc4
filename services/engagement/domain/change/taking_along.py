"""What happens to a cohort: it is trained, asked how it stands to the change, and let into the system."""

from datetime import date
from decimal import Decimal
from typing import Protocol, assert_never

from services.engagement.domain.amounts import counted
from services.engagement.domain.change.members import cohort_of, within
from services.engagement.domain.change.programme_commands import (
    ChangeProgramNotLaunched,
    ChangeStagesNotComplete,
    CohortCommand,
    GrantAccess,
    RecordStageMeasure,
    RecordTrainingCompletion,
    TrainingNotPublished,
    WithdrawAccess,
)
from services.engagement.domain.change.state import Cohort, Programme
from services.engagement.domain.change_policy import WHOLE, ChangePolicy, Figure
from services.engagement.domain.reported import past
from shared.events.programme import (
    AccessGranted,
    AccessWithdrawn,
    ChangeStage,
    ChangeStageMeasured,
    ProgrammeEvent,
    TrainingCompleted,
)
from shared.kernel.decider import Asked
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import prose

PLACES = 2


class Answers(Protocol):
    """What a cohort answered, as it is on record or as a read model shows it."""

    @property
    def favourable(self) -> Decimal: ...

    @property
    def measured_on(self) -> date: ...


def complete(answers: Answers | None, policy: ChangePolicy, day: date) -> bool:
    """Whether a stage of change that was measured so is complete on that day; one that was not measured is not."""
    if answers is None or answers.favourable < policy.figure(Figure.FAVOURABLE_SHARE):
        return False
    until = policy.fresh_until(answers.measured_on)
    return until is None or day <= until


def lacking(cohort: Cohort, policy: ChangePolicy, day: date) -> tuple[ChangeStage, ...]:
    """What keeps the cohort from access: what was not measured, was not enough, or is too long ago."""
    return tuple(stage for stage in policy.before_access if not complete(cohort.measures.get(stage), policy, day))


def record_completion(command: RecordTrainingCompletion, change: Programme) -> list[ProgrammeEvent]:
    cohort = cohort_of(change, command.cohort_id)
    training = change.trainings.get(cohort.first.role)
    if training is None:
        raise TrainingNotPublished(role=cohort.first.role)
    counted("count", command.count, 0, max(command.count, 0))
    fact = TrainingCompleted(
        engagement_id=command.engagement_id,
        cohort_id=command.cohort_id,
        digest=training.digest,
        count=within(cohort.headcount, "count", command.count),
    )
    return [] if cohort.trained == fact else [fact]


def measure(command: RecordStageMeasure, change: Programme, asked: Asked) -> list[ProgrammeEvent]:
    cohort = cohort_of(change, command.cohort_id)
    past("measuredOn", command.measured_on, asked)
    counted("respondents", command.respondents, 1, max(command.respondents, 1))
    fact = ChangeStageMeasured(
        engagement_id=command.engagement_id,
        cohort_id=command.cohort_id,
        stage=command.stage,
        favourable=share("favourable", command.favourable),
        respondents=within(cohort.headcount, "respondents", command.respondents),
        measured_on=command.measured_on,
    )
    return [] if cohort.measures.get(command.stage) == fact else [fact]


def share(field: str, value: Decimal) -> Decimal:
    """A percentage, written to the hundredth."""
    if not (value.is_finite() and 0 <= value <= WHOLE and value == round(value, PLACES)):
        problem = f"{field} is a percentage from 0 to {WHOLE} with at most {PLACES} digits after the point"
        raise NotWellFormed(where=("input", field), problem=problem)
    return abs(round(value, PLACES))


def grant(command: GrantAccess, change: Programme, asked: Asked) -> list[ProgrammeEvent]:
    cohort = cohort_of(change, command.cohort_id)
    if cohort.has_access:
        return []
    if not change.launched:
        raise ChangeProgramNotLaunched
    missing = lacking(cohort, change.policy, asked.day)
    if missing:
        raise ChangeStagesNotComplete(
            stages=", ".join(change.policy.before_access),
            share=change.policy.figure(Figure.FAVOURABLE_SHARE),
            lacking=", ".join(missing),
        )
    return [AccessGranted(engagement_id=command.engagement_id, cohort_id=command.cohort_id)]


def withdraw_access(command: WithdrawAccess, change: Programme) -> list[ProgrammeEvent]:
    reason = prose("reason", command.reason)
    if not cohort_of(change, command.cohort_id).has_access:
        return []
    return [AccessWithdrawn(engagement_id=command.engagement_id, cohort_id=command.cohort_id, reason=reason)]


def decide_cohort(command: CohortCommand, change: Programme, asked: Asked) -> list[ProgrammeEvent]:
    match command:
        case RecordTrainingCompletion():
            return record_completion(command, change)
        case RecordStageMeasure():
            return measure(command, change, asked)
        case GrantAccess():
            return grant(command, change, asked)
        case WithdrawAccess():
            return withdraw_access(command, change)
        case _:
            assert_never(command)
