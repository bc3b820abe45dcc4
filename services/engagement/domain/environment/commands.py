"""What can be asked of an environment, and why it is refused."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.events.environments import EnvironmentKind, HardeningKind
from shared.events.gaps import Evidence
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class DeclareEnvironment:
    """What kind it is stays as declared: another kind is another environment."""

    environment_id: UUID
    engagement_id: UUID
    name: str
    kind: EnvironmentKind


@record
class AddHardeningItem:
    environment_id: UUID
    item_id: UUID
    kind: HardeningKind
    title: str


@record
class CompleteHardening:
    """Once more with other evidence replaces what was shown before, until that is verified."""

    environment_id: UUID
    item_id: UUID
    evidence: Evidence


@record
class VerifyHardening:
    environment_id: UUID
    item_id: UUID


@record
class ReopenHardening:
    environment_id: UUID
    item_id: UUID
    reason: str


@record
class RecordDeployment:
    environment_id: UUID
    release_id: UUID
    deployed_on: date
    evidence: Evidence


OnAnItem: TypeAlias = CompleteHardening | VerifyHardening | ReopenHardening
HardeningCommand: TypeAlias = AddHardeningItem | OnAnItem
EnvironmentCommand: TypeAlias = DeclareEnvironment | HardeningCommand | RecordDeployment


class TooManyHardeningItems(Refused):
    """An environment is hardened in at most {most} items."""


class HardeningItemNotFound(Refused):
    """The environment has no such hardening item."""


class HardeningNotCompleted(Refused):
    """Only what was completed can be verified."""


class HardeningAlreadyVerified(Refused):
    """The hardening was verified: reopen it before other evidence takes its place."""


class OwnHardening(Refused):
    """Whoever completed a hardening item does not verify it."""


class EnvironmentNotProduction(Refused):
    """A deployment is put on record for production, and this environment is something else."""
