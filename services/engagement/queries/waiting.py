"""Questions about what governance closure waits for."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from services.engagement.domain.data_access import Obstacle
from services.engagement.domain.waiting import Matter, Pending, Wait, waits
from services.engagement.projections.audit_logs import AuditLogEntry
from services.engagement.projections.data_sources import DATA_SOURCES, DataSourceEntry
from services.engagement.projections.engagements import ENGAGEMENTS
from services.engagement.queries.accountabilities import AccountabilityLine, accountabilities_of, audit_logs_of
from services.engagement.queries.calendar import zone_of
from services.engagement.queries.data_accesses import AccessGround, grounds_of, standing
from services.engagement.queries.in_office import People, held_in, in_office, people_named
from shared.events.people import Role
from shared.projecting.as_of import Source
from shared.projecting.questions import belonging, by_key, grouped
from shared.projecting.reading import Reader


async def waiting_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], at: datetime
) -> list[tuple[Wait, ...]]:
    """What each engagement waits for on the tenant's day of `at`."""
    zone = await zone_of(reader, source)
    engagements = await by_key(reader, source, ENGAGEMENTS, engagement_ids)
    sources = await belonging(reader, source, DATA_SOURCES, "engagement_id", engagement_ids, ("registered_seq",))
    people = await people_named(reader, source, (each.owner for several in sources for each in several))
    grounds = await grounds_of(reader, source, "engagement_id", engagement_ids)
    accesses = grouped(grounds, "engagement_id", engagement_ids)
    accountable = await accountabilities_of(reader, source, engagement_ids)
    logs = await audit_logs_of(reader, source, engagement_ids)
    sponsored = await held_in(reader, source, Role.SPONSOR)
    return [
        waits(
            [
                *(pending for each in mine for pending in of_a_source(each, people)),
                *(pending for each in asked for pending in of(each, people, at, zone)),
                *of_accountability(line, engagement.started_at),
                *of_audit_logging(log, engagement.started_at),
                *of_sponsors(sponsored, engagement.engagement_id),
            ]
        )
        if engagement
        else ()
        for engagement, mine, asked, line, log in zip(engagements, sources, accesses, accountable, logs, strict=True)
    ]


def of_a_source(source: DataSourceEntry, people: People) -> Iterator[Pending]:
    if source.owner is None:
        yield Pending(matter=Matter.DATA_OWNER, since=None if source.former_owner else source.registered_at)
    elif not in_office(people, source.owner, Role.DATA_OWNER, source.engagement_id):
        yield Pending(matter=Matter.DATA_OWNER, since=None)
    if source.data_class is None:
        yield Pending(matter=Matter.DATA_CLASSIFICATION, since=source.registered_at)


def of(access: AccessGround, people: People, at: datetime, zone: ZoneInfo) -> Iterator[Pending]:
    """It waits for its owner, once there is one who may act."""
    found = standing(access, people, at.astimezone(zone).date())
    may_act = in_office(people, access.owner, Role.DATA_OWNER, access.engagement_id)
    if found and Obstacle.REVOKED not in found and may_act and access.classified_at and access.owned_at:
        since = max(access.owned_at, broken(access, access.classified_at, found, zone))
        yield Pending(matter=Matter.DATA_ACCESS, since=since, person=access.owner)


def broken(access: AccessGround, classified_at: datetime, found: Sequence[Obstacle], zone: ZoneInfo) -> datetime:
    """Since when it has not stood."""
    if access.until is None:
        return max(access.requested_at, classified_at)
    ended = datetime.combine(access.until + timedelta(days=1), time(), zone).astimezone(UTC)
    moments = {Obstacle.EXPIRED: ended, Obstacle.RECLASSIFIED: classified_at, Obstacle.OWNER_CHANGED: access.owned_at}
    return min(moment for obstacle, moment in moments.items() if moment is not None and obstacle in found)


def of_accountability(line: AccountabilityLine | None, started_at: datetime) -> Iterator[Pending]:
    if line is None:
        yield Pending(matter=Matter.ACCOUNTABILITY, since=started_at)
    elif not line.in_office:
        yield Pending(matter=Matter.ACCOUNTABILITY, since=line.entry.vacated_at)
    elif line.entry.accepted_at is None:
        yield Pending(matter=Matter.ACCEPTANCE, since=line.entry.assigned_at, person=line.entry.person)


def of_audit_logging(log: AuditLogEntry | None, started_at: datetime) -> Iterator[Pending]:
    if log is None:
        yield Pending(matter=Matter.AUDIT_LOGGING, since=started_at)
    elif not log.passed:
        yield Pending(matter=Matter.AUDIT_LOG_TEST, since=log.configured_at)


def of_sponsors(sponsored: frozenset[UUID | None], engagement_id: UUID) -> Iterator[Pending]:
    """Nobody would be told that the engagement is late, and nobody would score what it is worth."""
    if sponsored.isdisjoint({None, engagement_id}):
        yield Pending(matter=Matter.SPONSOR, since=None)
