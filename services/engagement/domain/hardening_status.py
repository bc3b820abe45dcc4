"""Where an item of hardening stands, as people read it, and what is wanting of production."""

from collections.abc import Iterable
from enum import StrEnum

from services.engagement.domain.infrastructure_policy import InfrastructurePolicy
from shared.events.environments import EnvironmentKind, HardeningKind


class HardeningStatus(StrEnum):
    OPEN = "open"
    COMPLETED = "completed"
    VERIFIED = "verified"


def unproven(
    environment: EnvironmentKind, verified: Iterable[HardeningKind], policy: InfrastructurePolicy
) -> tuple[HardeningKind, ...]:
    """What policy requires of production and nobody has verified here; other environments owe nothing."""
    there = frozenset(verified)
    owed = policy.required if environment is EnvironmentKind.PRODUCTION else ()
    return tuple(kind for kind in owed if kind not in there)
