"""Facts about what is to go live and what it must bear. Stream `release-{engagement_id}`, by engagement."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.events.environments import EnvironmentKind
from shared.events.gaps import Evidence
from shared.kernel.record import record


@record
class ServiceLevel:
    """What users are owed: so many of a hundred answers within `latency_ms`, and no greater share of errors."""

    percentile: Decimal
    latency_ms: int
    error_share: Decimal


@record
class ReleasePinned:
    """It is what goes live, in place of the one before. The digests are SHA-256 in hex."""

    engagement_id: UUID
    release_id: UUID
    name: str
    model_digest: str
    prompt_digest: str
    data_digest: str
    configuration_digest: str


@record
class PeakLoadExpected:
    """Replaces what was expected before. `basis` says where the figure comes from."""

    engagement_id: UUID
    requests_per_second: Decimal
    basis: str
    author: UUID


@record
class ServiceLevelSet:
    """Replaces the level before."""

    engagement_id: UUID
    level: ServiceLevel


@record
class LoadTestRecorded:
    """What a release bore, beside what was expected and owed when that was recorded.

    `latency_ms` is at the percentile of the level. `held` follows by rule: neither it nor `error_share` was worse than
    the level. `policy` is the version of the infrastructure's policy that the test is judged by.
    """

    engagement_id: UUID
    test_id: UUID
    release_id: UUID
    environment_id: UUID
    environment: EnvironmentKind
    ran_on: date
    achieved: Decimal
    expected_peak: Decimal
    level: ServiceLevel
    latency_ms: int
    error_share: Decimal
    held: bool
    policy: int
    evidence: Evidence


ReleaseEvent: TypeAlias = ReleasePinned | PeakLoadExpected | ServiceLevelSet | LoadTestRecorded
