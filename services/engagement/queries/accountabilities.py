"""Questions about who answers for the model, the log that it is audited by, and the obligations that apply to it."""

from collections.abc import Sequence
from uuid import UUID

from services.engagement.projections.accountabilities import ACCOUNTABILITIES, AccountabilityEntry
from services.engagement.projections.audit_logs import AUDIT_LOGS, AuditLogEntry
from services.engagement.projections.obligations import OBLIGATIONS, ObligationSetEntry
from services.engagement.queries.in_office import in_office, people_named
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


@record
class AccountabilityLine:
    """It stands while the person who accepted it holds the role that it was assigned in."""

    entry: AccountabilityEntry
    in_office: bool

    @property
    def stands(self) -> bool:
        return self.in_office and self.entry.accepted_at is not None


async def accountabilities_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[AccountabilityLine | None]:
    entries = await by_key(reader, source, ACCOUNTABILITIES, engagement_ids)
    people = await people_named(reader, source, (entry.person for entry in entries if entry))
    return [
        AccountabilityLine(
            entry=entry,
            in_office=entry.vacated_at is None and in_office(people, entry.person, entry.role, entry.engagement_id),
        )
        if entry
        else None
        for entry in entries
    ]


async def audit_logs_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[AuditLogEntry | None]:
    return await by_key(reader, source, AUDIT_LOGS, engagement_ids)


async def obligation_sets_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[ObligationSetEntry | None]:
    return await by_key(reader, source, OBLIGATIONS, engagement_ids)
