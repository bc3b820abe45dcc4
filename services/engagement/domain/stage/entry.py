"""The entry criteria of a stage, judged: what is met and what is not yet."""

from collections.abc import Callable, Mapping

from services.engagement.domain.gate_standing import Standing
from services.engagement.domain.stage_policy import Criterion, StagePolicy
from shared.events.stages import Track
from shared.kernel.record import record


@record
class Before:
    """The stage before: whether it was entered, what was accepted in it, and how the last decision at its gate stands.

    `policy` is what it has to deliver.
    """

    policy: StagePolicy
    entered: bool
    accepted: frozenset[str]
    completed: frozenset[Track]
    gate: Standing


@record
class Facing:
    """All that counts for entering a stage. The first one has none before it."""

    started: bool
    has_lead: bool
    has_scope: bool
    before: Before | None


@record
class EntryCheck:
    met: tuple[Criterion, ...]
    unmet: tuple[Criterion, ...]


def of_the_one_before(holds: Callable[[Before], bool]) -> Callable[[Facing], bool]:
    return lambda facing: facing.before is not None and holds(facing.before)


CHECKS: Mapping[Criterion, Callable[[Facing], bool]] = {
    Criterion.ENGAGEMENT_STARTED: lambda facing: facing.started,
    Criterion.PREVIOUS_STAGE: of_the_one_before(lambda before: before.entered),
    Criterion.PREVIOUS_TRACKS: of_the_one_before(lambda before: before.policy.track_names <= before.completed),
    Criterion.PREVIOUS_DELIVERABLES: of_the_one_before(
        lambda before: before.accepted.issuperset(before.policy.deliverable_names)
    ),
    Criterion.PREVIOUS_GATE: of_the_one_before(lambda before: before.gate is Standing.STANDS),
    Criterion.LEAD_NAMED: lambda facing: facing.has_lead,
    Criterion.SCOPE_DEFINED: lambda facing: facing.has_scope,
}


def judged(policy: StagePolicy, facing: Facing) -> EntryCheck:
    """In the order in which the policy names them."""
    met = tuple(criterion for criterion in policy.entry if CHECKS[criterion](facing))
    return EntryCheck(met=met, unmet=tuple(criterion for criterion in policy.entry if criterion not in met))
