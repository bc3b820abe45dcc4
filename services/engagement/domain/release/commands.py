"""What can be asked about what goes live, and why it is refused."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.events.releases import ServiceLevel
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class PinRelease:
    """What was pinned before goes live no longer. The digests are SHA-256 in hex."""

    engagement_id: UUID
    release_id: UUID
    name: str
    model_digest: str
    prompt_digest: str
    data_digest: str
    configuration_digest: str


@record
class RestoreRelease:
    """Pin what was pinned before: what was tested with it counts again."""

    engagement_id: UUID
    release_id: UUID


@record
class ExpectPeakLoad:
    engagement_id: UUID
    requests_per_second: Decimal
    basis: str


@record
class SetServiceLevel:
    engagement_id: UUID
    level: ServiceLevel


@record
class RecordLoadTest:
    """The latency is that at the percentile of the service level."""

    engagement_id: UUID
    test_id: UUID
    release_id: UUID
    environment_id: UUID
    ran_on: date
    achieved: Decimal
    latency_ms: int
    error_share: Decimal
    evidence: Evidence


ReleaseCommand: TypeAlias = PinRelease | RestoreRelease | ExpectPeakLoad | SetServiceLevel | RecordLoadTest


class ReleaseAlreadyPinned(Refused):
    """These very digests were pinned before, as "{name}": restore that release."""


class PeakLoadUnknown(Refused):
    """Nobody has said which peak load is expected: a load test is measured by it."""


class ServiceLevelUnknown(Refused):
    """No service level was set: a load test has to hold it."""
