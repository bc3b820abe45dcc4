"""What governance closure waits for, whom for, and since when: counted together where all three are the same."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.engagement.domain.accountability import (
    ACCOUNTABILITY,
    OF_THE_BUSINESS,
    AssignModelAccountability,
)
from services.engagement.domain.audit_log import AUDIT_LOG, ConfigureAuditLogging, RecordAuditLogTest
from services.engagement.domain.people import PEOPLE, GrantRole
from services.engagement.domain.source import SOURCE, ApproveDataAccess, ClassifyData, NameDataSourceOwner
from shared.events.people import Role
from shared.kernel.record import record


class Matter(StrEnum):
    """In the order in which they are shown."""

    DATA_OWNER = "data_owner"
    DATA_CLASSIFICATION = "data_classification"
    DATA_ACCESS = "data_access"
    ACCOUNTABILITY = "accountability"
    ACCEPTANCE = "acceptance"
    AUDIT_LOGGING = "audit_logging"
    AUDIT_LOG_TEST = "audit_log_test"
    SPONSOR = "sponsor"


WHO_ENDS_IT = {
    Matter.DATA_OWNER: SOURCE.permits[NameDataSourceOwner],
    Matter.DATA_CLASSIFICATION: SOURCE.permits[ClassifyData],
    Matter.DATA_ACCESS: SOURCE.permits[ApproveDataAccess],
    Matter.ACCOUNTABILITY: ACCOUNTABILITY.permits[AssignModelAccountability],
    Matter.ACCEPTANCE: OF_THE_BUSINESS,
    Matter.AUDIT_LOGGING: AUDIT_LOG.permits[ConfigureAuditLogging],
    Matter.AUDIT_LOG_TEST: AUDIT_LOG.permits[RecordAuditLogTest],
    Matter.SPONSOR: PEOPLE.permits[GrantRole],
}


@record
class Pending:
    """One thing that waits: for anybody with the role or, with a person, for nobody else."""

    matter: Matter
    since: datetime | None
    person: UUID | None = None


@record
class Wait:
    """`since` is the oldest; none where nobody recorded when it began."""

    matter: Matter
    roles: tuple[Role, ...]
    person: UUID | None
    number: int
    since: datetime | None


def waits(pending: Iterable[Pending]) -> tuple[Wait, ...]:
    """The longest waiting first among those about the same matter."""
    found: dict[tuple[Matter, UUID | None], list[datetime | None]] = {}
    for each in pending:
        found.setdefault((each.matter, each.person), []).append(each.since)
    together = (
        Wait(matter=matter, roles=roles_for(matter), person=person, number=len(begun), since=oldest(begun))
        for (matter, person), begun in found.items()
    )
    return tuple(sorted(together, key=place))


def roles_for(matter: Matter) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in WHO_ENDS_IT[matter])


def oldest(begun: Iterable[datetime | None]) -> datetime | None:
    return min((moment for moment in begun if moment is not None), default=None)


def place(wait: Wait) -> tuple[int, bool, datetime | int, str]:
    return list(Matter).index(wait.matter), wait.since is None, wait.since or 0, str(wait.person)
