"""Filling two real read models with all their past, against one SQL statement per table that makes the same live rows.

The projector works in batches of 1,000, beside nothing else; the rebuild includes the chain check, the comparison with
the serving build and the change over. The SQL statements are run by a superuser, over all tenants at once.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from services.engagement.projections.gap_moves import GAP_MOVES
from services.engagement.projections.gap_register import GAP_REGISTER
from shared.events.gaps import (
    Cause,
    Evidence,
    GapDueDateSet,
    GapEstimated,
    GapEvent,
    GapKind,
    GapOpened,
    GapOwnerAssigned,
    GapResolved,
    GapStarted,
    GapVerified,
    Severity,
)
from shared.eventstore.codec import encode
from shared.eventstore.install import role_of
from shared.eventstore.log import Attempt, Write
from shared.eventstore.postgres import PostgresLog
from shared.projecting.views import Views

TENANTS, GAPS_EACH, AT_ONCE = 4, 2_500, 40
ROUNDS = 3
PASSWORD = "for-measuring-only"  # noqa: S105 - the roles of a throw-away database
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAMES = UUID(int=77)

VIEWS = Views(service="engagement", projections=(GAP_REGISTER, GAP_MOVES), readers=role_of("engagement"))

REGISTER_IN_SQL = """
insert into gap_register_in_sql
select tenant_id, (max(d ->> 'gap_id'))::uuid, engagement_id, max(d ->> 'title'), max(d ->> 'detail'),
    max(d ->> 'kind'), max(d ->> 'cause'), max(d ->> 'severity'),
    (array['open', 'open', 'open', 'open', 'in_progress', 'resolved', 'verified'])[max(version)], null, null, null,
    max(occurred_at) filter (where version = 1), min(actor::text)::uuid, min(seq), max(version), max(occurred_at),
    (max(d ->> 'owner'))::uuid, (max(d ->> 'low'))::numeric, (max(d ->> 'likely'))::numeric,
    (max(d ->> 'high'))::numeric, (max(d ->> 'due'))::date, null, null, null, max(d -> 'evidence' ->> 'digest'),
    max(d -> 'evidence' ->> 'link'), max(d -> 'evidence' ->> 'note'), (max(d ->> 'resolver'))::uuid,
    max(occurred_at) filter (where version = 6), (max(d ->> 'verifier'))::uuid,
    max(occurred_at) filter (where version = 7), 0, engagement_id::text, max(seq)
from (select tenant_id, seq, stream, version, engagement_id, occurred_at, actor, convert_from(data, 'UTF8')::jsonb as d
      from es.event offset 0) event
group by tenant_id, stream, engagement_id
"""
MOVES_IN_SQL = """
insert into gap_moves_in_sql
select tenant_id, substr(stream, 5)::uuid, seq, engagement_id, occurred_at,
    (array['open', '', '', '', 'in_progress', 'resolved', 'verified'])[version], engagement_id::text, seq
from es.event where type in ('GapOpened', 'GapStarted', 'GapResolved', 'GapVerified')
"""


def life(gap: UUID, engagement: UUID) -> Iterator[GapEvent]:
    """A gap from its opening to its verification."""
    ana, bo = uuid5(gap, "ana"), uuid5(gap, "bo")
    yield GapOpened(
        gap_id=gap,
        engagement_id=engagement,
        title="Access reviews are not recorded",
        detail="The pilot ran on a shared account; production needs named ones, reviewed every quarter by the owner.",
        kind=GapKind.GOVERNANCE,
        cause=Cause.GOVERNANCE_DEFERRED,
        severity=Severity.MAJOR,
    )
    yield GapOwnerAssigned(gap_id=gap, owner=ana)
    yield GapEstimated(gap_id=gap, low=Decimal("1.5"), likely=Decimal(3), high=Decimal(8))
    yield GapDueDateSet(gap_id=gap, due=date(2026, 4, 1))
    yield GapStarted(gap_id=gap)
    yield GapResolved(
        gap_id=gap, evidence=Evidence(digest="ab" * 32, link="https://example.com/review", note="minutes"), resolver=ana
    )
    yield GapVerified(gap_id=gap, verifier=bo)


def history(tenant: UUID) -> Iterator[tuple[UUID, UUID, int, GapEvent]]:
    """Gap, engagement, version and event: a few dozen gaps are always under way at the same time."""
    for first in range(0, GAPS_EACH, AT_ONCE):
        gaps = [uuid5(tenant, str(number)) for number in range(first, first + AT_ONCE)]
        engagement = uuid5(tenant, f"engagement {first // 200}")
        lives = [list(life(gap, engagement)) for gap in gaps]
        for version, events in enumerate(zip(*lives, strict=True)):
            yield from ((gap, engagement, version, event) for gap, event in zip(gaps, events, strict=True))


def attempts(tenant: UUID) -> Iterator[Attempt]:
    for number, (gap, engagement, version, event) in enumerate(history(tenant)):
        yield Attempt(
            command_id=uuid5(tenant, f"command {number}"),
            digest=bytes(32),
            actor=uuid5(tenant, "ana"),
            writes=(
                Write(
                    stream=f"gap-{gap}",
                    expected=version,
                    engagement_id=engagement,
                    events=(encode(event, uuid5(tenant, f"event {number}")),),
                ),
            ),
        )


async def fill(log: PostgresLog) -> None:
    for number in range(TENANTS):
        tenant = UUID(int=1000 + number)
        wanted = list(attempts(tenant))
        for start in range(0, len(wanted), 1_000):
            await log.append(tenant, wanted[start : start + 1_000])
