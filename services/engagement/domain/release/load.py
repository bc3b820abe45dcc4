"""Whether a load test meets the rule: enough load, the service level held, the release that goes live."""

from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from services.engagement.domain.infrastructure_policy import POLICIES, WHOLE, InfrastructurePolicy
from shared.events.environments import EnvironmentKind
from shared.events.releases import ServiceLevel
from shared.kernel.record import record


class LoadShortfall(StrEnum):
    """Why a load test does not meet the rule."""

    OTHER_RELEASE = "other_release"
    NOT_LIKE_PRODUCTION = "not_like_production"
    BELOW_REQUIRED_RATE = "below_required_rate"
    SERVICE_LEVEL_CHANGED = "service_level_changed"
    LATENCY_EXCEEDED = "latency_exceeded"
    ERRORS_EXCEEDED = "errors_exceeded"


@record
class Expected:
    """What a load test is held against: what is pinned, the peak that is expected, the service level, as of now."""

    release_id: UUID | None = None
    peak: Decimal | None = None
    level: ServiceLevel | None = None


@record
class Run:
    """What a load test did, and which peak was expected then. `policy` is the version that it was recorded under."""

    release_id: UUID
    environment: EnvironmentKind
    achieved: Decimal
    expected_peak: Decimal
    level: ServiceLevel
    latency_ms: int
    error_share: Decimal
    policy: int


def required_rate(peak: Decimal, policy: InfrastructurePolicy) -> Decimal:
    """Requests per second that a load test must reach."""
    return peak * policy.load.percent_of_peak / WHOLE


def like_production(environment: EnvironmentKind, policy: int) -> bool:
    return environment in POLICIES[policy].load.environments


def held(level: ServiceLevel, latency_ms: int, error_share: Decimal) -> bool:
    return latency_ms <= level.latency_ms and error_share <= level.error_share


def shortfalls(run: Run, expected: Expected) -> tuple[LoadShortfall, ...]:
    """All that is wanting; nothing: the test meets the rule. A raised peak or another level shows here at once.

    A peak that was lowered since does not help: more load was expected when the test was run.
    """
    policy = POLICIES[run.policy]
    found = {
        LoadShortfall.OTHER_RELEASE: run.release_id != expected.release_id,
        LoadShortfall.NOT_LIKE_PRODUCTION: not like_production(run.environment, run.policy),
        LoadShortfall.BELOW_REQUIRED_RATE: expected.peak is None
        or run.achieved < required_rate(max(expected.peak, run.expected_peak), policy),
        LoadShortfall.SERVICE_LEVEL_CHANGED: run.level != expected.level,
        LoadShortfall.LATENCY_EXCEEDED: run.latency_ms > run.level.latency_ms,
        LoadShortfall.ERRORS_EXCEEDED: run.error_share > run.level.error_share,
    }
    return tuple(shortfall for shortfall, is_there in found.items() if is_there)
