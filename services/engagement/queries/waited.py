"""Questions about what somebody may be waited for in engagements; whether they may do it, its decision says."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select

from services.engagement.domain.stage_status import DeliverableStatus
from services.engagement.domain.standing import DecisionStatus, TransferStatus
from services.engagement.projections.accountabilities import ACCOUNTABILITIES, AccountabilityEntry
from services.engagement.projections.components import COMPONENTS, ComponentEntry
from services.engagement.projections.data_sources import DATA_SOURCES, DataSourceEntry
from services.engagement.projections.go_lives import GO_LIVES, GoLiveEntry
from services.engagement.projections.knowledge_transfers import KNOWLEDGE_TRANSFERS, KnowledgeTransferEntry
from services.engagement.projections.ownerships import OWNERSHIPS, OwnershipEntry
from services.engagement.projections.reviews import REVIEWS, ReviewEntry
from services.engagement.projections.stage_rows import StagesEntry
from services.engagement.projections.stages import STAGES
from services.engagement.projections.vendor_decisions import VENDOR_DECISIONS, VendorDecisionEntry
from services.engagement.queries.data_accesses import AccessAsked, accesses_asked
from shared.kernel.known import known
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.paging import LARGEST
from shared.projecting.projection import Projection
from shared.projecting.reading import Reader
from shared.projecting.waited import AllWaited, Somebody, Waited

SOON = timedelta(days=30)


@record
class Matter:
    """Its rows that wait for somebody, the longest first, and what each of them tells."""

    rows: Callable[[Source, Somebody], Select[Any]]
    row: type[Any]
    tells: Callable[[Any], Iterator[Waited]]


def of(
    projection: Projection[Any],
    first: str,
    waits: Callable[[Any, Somebody], Any],
    tells: Callable[[Any], Iterator[Waited]],
) -> Matter:
    def rows(source: Source, who: Somebody) -> Select[Any]:
        table = source.of(projection)
        return (
            select(table).where(waits(table.c, who)).order_by(table.c[first], *(table.c[key] for key in projection.key))
        )

    return Matter(rows=rows, row=projection.row, tells=tells)


def access(row: AccessAsked) -> Iterator[Waited]:
    yield Waited(
        matter="data_access",
        thing=row.access_id,
        engagement_id=row.engagement_id,
        subject=f"{row.name}: {row.part}",
        since=max(row.requested_at, row.owned_at),
        within=row.source_id,
    )


def unclassified(row: DataSourceEntry) -> Iterator[Waited]:
    yield Waited(
        matter="data_classification",
        thing=row.source_id,
        engagement_id=row.engagement_id,
        subject=row.name,
        since=row.registered_at,
    )


def submitted(row: StagesEntry) -> Iterator[Waited]:
    for entry in row.stages:
        for each in entry.deliverables:
            if each.status is DeliverableStatus.SUBMITTED:
                yield Waited(
                    matter="deliverable",
                    thing=row.engagement_id,
                    engagement_id=row.engagement_id,
                    subject=each.name,
                    since=each.submitted_at,
                    stage=entry.stage.value,
                    part=each.name,
                )


def accountability(row: AccountabilityEntry) -> Iterator[Waited]:
    yield of_engagement(row, "accountability", row.role.value, row.assigned_at)


def obligations(row: OwnershipEntry) -> Iterator[Waited]:
    yield of_engagement(row, "obligations", "", known(row.owned_at))


def hand_over(row: GoLiveEntry) -> Iterator[Waited]:
    yield of_engagement(row, "hand_over", "", known(row.went_live_at))


def of_engagement(
    row: AccountabilityEntry | OwnershipEntry | GoLiveEntry, matter: str, subject: str, since: datetime
) -> Waited:
    of = row.engagement_id
    return Waited(matter=matter, thing=of, engagement_id=of, subject=subject, since=since)


def infrastructure(row: ComponentEntry) -> Iterator[Waited]:
    yield Waited(
        matter="infrastructure",
        thing=row.component_id,
        engagement_id=row.engagement_id,
        subject=row.name,
        since=known(row.transferred_at),
    )


def knowledge(row: KnowledgeTransferEntry) -> Iterator[Waited]:
    yield Waited(
        matter="knowledge",
        thing=row.transfer_id,
        engagement_id=row.engagement_id,
        subject=row.task,
        since=known(row.done_at),
        due=row.due,
    )


def decision(row: VendorDecisionEntry) -> Iterator[Waited]:
    yield Waited(
        matter="vendor_decision",
        thing=row.decision_id,
        engagement_id=row.engagement_id,
        subject=row.decision,
        since=row.recorded_at,
    )


def review(row: ReviewEntry) -> Iterator[Waited]:
    yield Waited(
        matter="review",
        thing=row.review_id,
        engagement_id=row.engagement_id,
        subject="",
        since=row.scheduled_at,
        due=row.due,
    )


def hand_overs(source: Source, who: Somebody) -> Select[Any]:
    """What runs and was not taken over by whoever owns it now."""
    lives, owned = source.of(GO_LIVES), source.of(OWNERSHIPS)
    both = lives.join(owned, lives.c.engagement_id == owned.c.engagement_id)
    mine = (owned.c.system_owner == who.person) & lives.c.went_live_at.is_not(None)
    return (
        select(lives)
        .select_from(both)
        .where(mine, lives.c.taken_over_by.is_distinct_from(who.person))
        .order_by(lives.c.went_live_at, lives.c.engagement_id)
    )


MATTERS: tuple[Matter, ...] = (
    Matter(rows=accesses_asked, row=AccessAsked, tells=access),
    of(DATA_SOURCES, "registered_seq", lambda c, _: c.data_class.is_(None), unclassified),
    of(STAGES, "engagement_id", lambda c, _: c.to_accept.is_(True), submitted),
    of(
        ACCOUNTABILITIES,
        "assigned_at",
        lambda c, who: (c.person == who.person) & c.accepted_at.is_(None),
        accountability,
    ),
    of(
        OWNERSHIPS,
        "owned_at",
        lambda c, who: (c.system_owner == who.person) & c.accepted_by.is_distinct_from(who.person),
        obligations,
    ),
    Matter(rows=hand_overs, row=GoLiveEntry, tells=hand_over),
    of(
        COMPONENTS,
        "transferred_at",
        lambda c, who: (c.receiver == who.person) & c.accepted_at.is_(None),
        infrastructure,
    ),
    of(
        KNOWLEDGE_TRANSFERS,
        "done_at",
        lambda c, who: (c.receiver == who.person) & (c.status == TransferStatus.DONE.value),
        knowledge,
    ),
    of(VENDOR_DECISIONS, "recorded_seq", lambda c, _: c.status == DecisionStatus.UNRATIFIED.value, decision),
    of(REVIEWS, "due", lambda c, who: c.held_on.is_(None) & (c.due <= who.day + SOON), review),
)


async def waited_in_engagements(reader: Reader, source: Source, people: Sequence[Somebody]) -> list[AllWaited]:
    """Of each matter the first hundred that wait for them, or for anybody who holds a role."""
    return [await waited(reader, source, each) for each in people]


async def waited(reader: Reader, source: Source, who: Somebody) -> AllWaited:
    found = [await reader.rows(each.rows(source, who).limit(LARGEST + 1), each.row) for each in MATTERS]
    told = (
        told
        for matter, rows in zip(MATTERS, found, strict=True)
        for row in rows[:LARGEST]
        for told in matter.tells(row)
    )
    return AllWaited(things=tuple(told), more=any(len(rows) > LARGEST for rows in found))
