"""What happens when something is asked about what goes live: one function per command."""

from dataclasses import replace
from typing import assert_never

from services.engagement.domain import evidence
from services.engagement.domain.evidence import digested
from services.engagement.domain.infrastructure_policy import LATEST_POLICY
from services.engagement.domain.not_found import EngagementNotFound, EnvironmentNotFound, ReleaseNotFound
from services.engagement.domain.on_record import once
from services.engagement.domain.release import figures
from services.engagement.domain.release.commands import (
    ExpectPeakLoad,
    PeakLoadUnknown,
    PinRelease,
    RecordLoadTest,
    ReleaseAlreadyPinned,
    ReleaseCommand,
    RestoreRelease,
    ServiceLevelUnknown,
    SetServiceLevel,
)
from services.engagement.domain.release.load import held
from services.engagement.domain.release.state import NotStarted, Plan, Planned, evolve
from services.engagement.domain.reported import past
from services.engagement.domain.roles import APPROVERS, LEADS
from shared.events.engagements import EngagementStarted
from shared.events.environments import EnvironmentDeclared
from shared.events.people import Role
from shared.events.releases import LoadTestRecorded, PeakLoadExpected, ReleaseEvent, ReleasePinned, ServiceLevelSet
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope, stream_scope
from shared.kernel.text import line, prose


def pin(command: PinRelease, plan: Planned) -> list[ReleaseEvent]:
    wanted = ReleasePinned(
        engagement_id=command.engagement_id,
        release_id=command.release_id,
        name=line("name", command.name),
        model_digest=digested("modelDigest", command.model_digest),
        prompt_digest=digested("promptDigest", command.prompt_digest),
        data_digest=digested("dataDigest", command.data_digest),
        configuration_digest=digested("configurationDigest", command.configuration_digest),
    )
    earlier = plan.releases.get(command.release_id)
    if earlier is not None:
        return once(earlier, wanted)
    for known in plan.releases.values():
        if made_of(known) == made_of(wanted):
            raise ReleaseAlreadyPinned(name=known.name)
    return [wanted]


def made_of(release: ReleasePinned) -> tuple[str, ...]:
    """What tells a release from another one, whatever they are called."""
    return release.model_digest, release.prompt_digest, release.data_digest, release.configuration_digest


def restore(command: RestoreRelease, plan: Planned) -> list[ReleaseEvent]:
    release = plan.releases.get(command.release_id)
    if release is None:
        raise ReleaseNotFound(where=("input", "releaseId"))
    return [] if plan.pinned == command.release_id else [release]


def expect(command: ExpectPeakLoad, plan: Planned, asked: Asked) -> list[ReleaseEvent]:
    fact = PeakLoadExpected(
        engagement_id=command.engagement_id,
        requests_per_second=figures.rate("requestsPerSecond", command.requests_per_second),
        basis=prose("basis", command.basis),
        author=asked.by.person,
    )
    same = plan.peak is not None and replace(plan.peak, author=fact.author) == fact
    return [] if same else [fact]


def set_level(command: SetServiceLevel, plan: Planned) -> list[ReleaseEvent]:
    level = figures.level(command.level)
    return [] if plan.level == level else [ServiceLevelSet(engagement_id=command.engagement_id, level=level)]


def record_test(command: RecordLoadTest, plan: Planned, asked: Asked) -> list[ReleaseEvent]:
    if plan.peak is None:
        raise PeakLoadUnknown
    if plan.level is None:
        raise ServiceLevelUnknown
    if command.release_id not in plan.releases:
        raise ReleaseNotFound(where=("input", "releaseId"))
    if command.environment_id not in plan.environments:
        raise EnvironmentNotFound(where=("input", "environmentId"))
    latency = figures.latency("latencyMs", command.latency_ms)
    errors = figures.share("errorShare", command.error_share)
    fact = LoadTestRecorded(
        engagement_id=command.engagement_id,
        test_id=command.test_id,
        release_id=command.release_id,
        environment_id=command.environment_id,
        environment=plan.environments[command.environment_id],
        ran_on=past("ranOn", command.ran_on, asked),
        achieved=figures.rate("achieved", command.achieved),
        expected_peak=plan.peak.requests_per_second,
        level=plan.level,
        latency_ms=latency,
        error_share=errors,
        held=held(plan.level, latency, errors),
        policy=LATEST_POLICY.version,
        evidence=evidence.checked(command.evidence),
    )
    return unless_known(fact, plan.tests.get(command.test_id))


def unless_known(fact: LoadTestRecorded, earlier: LoadTestRecorded | None) -> list[ReleaseEvent]:
    """The same report again is nothing new, whatever is expected by now."""
    if earlier is None:
        return [fact]
    then = replace(
        fact,
        expected_peak=earlier.expected_peak,
        level=earlier.level,
        held=held(earlier.level, fact.latency_ms, fact.error_share),
        policy=earlier.policy,
    )
    return once(earlier, then)


def decide(command: ReleaseCommand, plan: Plan, asked: Asked) -> list[ReleaseEvent]:
    if isinstance(plan, NotStarted):
        raise EngagementNotFound
    match command:
        case PinRelease():
            return pin(command, plan)
        case RestoreRelease():
            return restore(command, plan)
        case ExpectPeakLoad():
            return expect(command, plan, asked)
        case SetServiceLevel():
            return set_level(command, plan)
        case RecordLoadTest():
            return record_test(command, plan, asked)
        case _:
            assert_never(command)


def looks_at(command: ReleaseCommand) -> tuple[Scope, ...]:
    """A load test also names an environment."""
    if isinstance(command, RecordLoadTest):
        return (engagement_scope(command.engagement_id, EngagementStarted, EnvironmentDeclared),)
    return (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted),)


PINNERS = LEADS | {Role.MODEL_LEAD}
EXPECTING = LEADS | APPROVERS | {Role.SYSTEM_OWNER}

RELEASE: Decider[Plan, ReleaseCommand, ReleaseEvent | EngagementStarted | EnvironmentDeclared] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"release-{command.engagement_id}",
    permits={
        PinRelease: PINNERS,
        RestoreRelease: PINNERS,
        ExpectPeakLoad: EXPECTING,
        SetServiceLevel: EXPECTING,
        RecordLoadTest: LEADS | {Role.INFRASTRUCTURE_LEAD, Role.MODEL_LEAD},
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
