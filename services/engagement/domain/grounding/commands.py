"""What can be asked of a source that answers rest on, and why it is refused."""

from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class DeclareGroundingSource:
    source_id: UUID
    engagement_id: UUID
    revision: str
    digest: str


@record
class ReviseGroundingSource:
    source_id: UUID
    revision: str
    digest: str
    reason: str


@record
class ScopeGroundingSource:
    source_id: UUID
    scope: str


@record
class ConfirmGroundingAccessControl:
    source_id: UUID
    control: str
    evidence: Evidence


@record
class ApproveGroundingSource:
    """As it stands: in this version, within this scope."""

    source_id: UUID


@record
class RetireGroundingSource:
    source_id: UUID
    reason: str


GroundedCommand: TypeAlias = (
    ReviseGroundingSource
    | ScopeGroundingSource
    | ConfirmGroundingAccessControl
    | ApproveGroundingSource
    | RetireGroundingSource
)
GroundingCommand: TypeAlias = DeclareGroundingSource | GroundedCommand


class GroundingSourceNotFound(Refused):
    """No answer rests on this source."""


class GroundingNotScoped(Refused):
    """What is approved is a part of the source: say first on which part answers rest."""


class GroundingSourceHasNoOwner(Refused):
    """Nobody owns this source yet: name its owner, who then approves what answers rest on."""


class NotTheGroundingOwner(Refused):
    """What answers rest on is approved by the owner of the source, and that is not you."""


class OwnGroundingVersion(Refused):
    """Nobody approves the version that they brought in themselves."""
