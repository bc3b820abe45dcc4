"""What happens when something is asked of a source of data: one function per command."""

from datetime import timedelta
from typing import assert_never
from uuid import UUID

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.roles import APPROVERS, CONTRIBUTORS, LEADS
from services.engagement.domain.source.commands import (
    AccessCommand,
    ApprovalOutOfBounds,
    ApproveDataAccess,
    ClassifyData,
    DataAccessAlreadyRequested,
    DataAccessGone,
    DataAccessNotFound,
    DataNotClassified,
    DataSourceAlreadyRegistered,
    DataSourceHasNoOwner,
    DataSourceNotFound,
    NameDataSourceOwner,
    NotTheDataOwner,
    OwnRequest,
    RegisterDataSource,
    RequestDataAccess,
    RevokeDataAccess,
    SourceCommand,
    VacateDataSourceOwner,
)
from services.engagement.domain.source.state import (
    Access,
    Approved,
    DataSource,
    NotStarted,
    Registered,
    Revoked,
    Unregistered,
    evolve,
)
from shared.events.engagements import EngagementStarted
from shared.events.people import Role
from shared.events.sources import (
    DataAccessApproved,
    DataAccessRequested,
    DataAccessRevoked,
    DataClassified,
    DataSourceOwnerNamed,
    DataSourceOwnerVacated,
    DataSourceRegistered,
    SourceEvent,
)
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.text import line, prose

LONGEST_APPROVAL = timedelta(days=366)


def register(command: RegisterDataSource, source: DataSource) -> list[SourceEvent]:
    wanted = DataSourceRegistered(
        source_id=command.source_id,
        engagement_id=command.engagement_id,
        name=line("name", command.name),
        description=prose("description", command.description, required=False),
        owner=command.owner,
    )
    match source:
        case NotStarted():
            raise EngagementNotFound
        case Unregistered():
            return [wanted]
        case Registered(first=first):
            if first != wanted:
                raise DataSourceAlreadyRegistered
            return []
        case _:
            assert_never(source)


def name_owner(command: NameDataSourceOwner, source: Registered) -> list[SourceEvent]:
    if source.owner == command.owner:
        return []
    return [DataSourceOwnerNamed(source_id=command.source_id, owner=command.owner)]


def vacate_owner(command: VacateDataSourceOwner, source: Registered) -> list[SourceEvent]:
    reason = prose("reason", command.reason)
    if source.owner != command.owner:
        return []
    return [DataSourceOwnerVacated(source_id=command.source_id, owner=command.owner, reason=reason)]


def classify(command: ClassifyData, source: Registered) -> list[SourceEvent]:
    """Only another class is a new fact: the same one again leaves every approval as it was."""
    fact = DataClassified(
        source_id=command.source_id, data_class=command.data_class, personal_data=command.personal_data
    )
    return [] if source.classified == fact else [fact]


def request(command: RequestDataAccess, source: Registered, asked: Asked) -> list[SourceEvent]:
    wanted = DataAccessRequested(
        source_id=command.source_id,
        access_id=command.access_id,
        purpose=prose("purpose", command.purpose),
        scope=prose("scope", command.scope),
        requester=asked.by.person,
    )
    earlier = source.accesses.get(command.access_id)
    if earlier is None:
        return [wanted]
    if earlier.request != wanted:
        raise DataAccessAlreadyRequested
    return []


def access_to(source: Registered, access_id: UUID) -> Access:
    access = source.accesses.get(access_id)
    if access is None:
        raise DataAccessNotFound
    return access


def approve(command: ApproveDataAccess, source: Registered, asked: Asked) -> list[SourceEvent]:
    access = access_to(source, command.access_id)
    if isinstance(access, Revoked):
        raise DataAccessGone
    if source.owner is None:
        raise DataSourceHasNoOwner
    if source.owner != asked.by.person:
        raise NotTheDataOwner
    if asked.by.is_one_with(access.request.requester):
        raise OwnRequest
    if source.classified is None:
        raise DataNotClassified
    if access == Approved(request=access.request, until=command.until):
        return []
    today, latest = asked.day, asked.day + LONGEST_APPROVAL
    if not today < command.until <= latest:
        raise ApprovalOutOfBounds(where=("input", "until"), today=today, latest=latest)
    return [DataAccessApproved(source_id=command.source_id, access_id=command.access_id, until=command.until)]


def revoke(command: RevokeDataAccess, source: Registered) -> list[SourceEvent]:
    reason = prose("reason", command.reason)
    if isinstance(access_to(source, command.access_id), Revoked):
        return []
    return [DataAccessRevoked(source_id=command.source_id, access_id=command.access_id, reason=reason)]


def decide(command: SourceCommand, source: DataSource, asked: Asked) -> list[SourceEvent]:
    match command:
        case RegisterDataSource():
            return register(command, source)
        case NameDataSourceOwner():
            return name_owner(command, registered(source))
        case VacateDataSourceOwner():
            return vacate_owner(command, registered(source))
        case ClassifyData():
            return classify(command, registered(source))
        case _:
            return decide_access(command, registered(source), asked)


def registered(source: DataSource) -> Registered:
    if not isinstance(source, Registered):
        raise DataSourceNotFound
    return source


def decide_access(command: AccessCommand, source: Registered, asked: Asked) -> list[SourceEvent]:
    match command:
        case RequestDataAccess():
            return request(command, source, asked)
        case ApproveDataAccess():
            return approve(command, source, asked)
        case RevokeDataAccess():
            return revoke(command, source)
        case _:
            assert_never(command)


def looks_at(command: SourceCommand) -> tuple[Scope, ...]:
    if isinstance(command, RegisterDataSource):
        return (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted),)
    return ()


def names(command: SourceCommand) -> tuple[UUID, ...]:
    named = isinstance(command, RegisterDataSource | NameDataSourceOwner) and command.owner
    return (named,) if named else ()


NAMERS = LEADS | APPROVERS | {Role.GOVERNANCE_REVIEWER}

SOURCE: Decider[DataSource, SourceCommand, SourceEvent | EngagementStarted] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"source-{command.source_id}",
    permits={
        RegisterDataSource: NAMERS,
        NameDataSourceOwner: NAMERS,
        VacateDataSourceOwner: frozenset(),  # only Fairway itself asks
        ClassifyData: frozenset({Role.BUSINESS_OWNER}),
        RequestDataAccess: CONTRIBUTORS,
        ApproveDataAccess: frozenset({Role.DATA_OWNER}),
        RevokeDataAccess: LEADS | {Role.BUSINESS_OWNER, Role.DATA_OWNER, Role.GOVERNANCE_REVIEWER},
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id if isinstance(command, RegisterDataSource) else None,
    names=names,
)
