"""What can be asked of a source of data, and why it is refused."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.events.sources import DataClass
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class RegisterDataSource:
    """The owner may be named later: until then nobody approves access."""

    source_id: UUID
    engagement_id: UUID
    name: str
    description: str
    owner: UUID | None = None


@record
class NameDataSourceOwner:
    source_id: UUID
    owner: UUID


@record
class VacateDataSourceOwner:
    """Only that person leaves: whoever was named since stays."""

    source_id: UUID
    owner: UUID
    reason: str


@record
class ClassifyData:
    source_id: UUID
    data_class: DataClass
    personal_data: bool


@record
class RequestDataAccess:
    source_id: UUID
    access_id: UUID
    purpose: str
    scope: str


@record
class ApproveDataAccess:
    """Approving again, until another day, replaces the approval before."""

    source_id: UUID
    access_id: UUID
    until: date


@record
class RevokeDataAccess:
    """Also says no to a request that was never approved."""

    source_id: UUID
    access_id: UUID
    reason: str


AccessCommand: TypeAlias = RequestDataAccess | ApproveDataAccess | RevokeDataAccess
OwnerCommand: TypeAlias = NameDataSourceOwner | VacateDataSourceOwner
SourceCommand: TypeAlias = RegisterDataSource | OwnerCommand | ClassifyData | AccessCommand


class DataSourceNotFound(Refused):
    """There is no such data source."""


class DataSourceAlreadyRegistered(Refused):
    """A data source with this id was already registered, and reads differently."""


class DataSourceHasNoOwner(Refused):
    """Nobody owns this data source yet: name its owner, who then approves."""


class DataNotClassified(Refused):
    """Access is approved once a business owner has classified the data."""


class NotTheDataOwner(Refused):
    """Access is approved by the owner of this data source, and that is not you."""


class OwnRequest(Refused):
    """Nobody approves the access that they asked for themselves."""


class DataAccessNotFound(Refused):
    """Nobody requested such access to this data source."""


class DataAccessAlreadyRequested(Refused):
    """Access with this id was already requested, and reads differently."""


class DataAccessGone(Refused):
    """The access was revoked for good: request it anew."""


class ApprovalOutOfBounds(Refused):
    """Access is approved until a day after {today}, and until {latest} at the latest."""
