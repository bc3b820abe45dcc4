"""Nothing that a decision looked at may have changed."""

from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from shared.events.gaps import GapOpened, GapReopened, GapResolved
from shared.eventstore.log import Appended, ConditionFailed, Log, WrongVersion
from shared.kernel.decider import Reach, Scope, engagement_scope, stream_scope
from tests.attempts import ENGAGEMENT, OTHER_ENGAGEMENT, attempt, unchanged, write

STREAM = stream_scope("gap-a")
TENANT = Scope(reach=Reach.TENANT)
HISTORY = (
    write("gap-a", "GapOpened", "GapReopened"),
    write("gap-b", "GapOpened", engagement_id=OTHER_ENGAGEMENT),
    write("people-x", "RoleGranted", engagement_id=None),
)  # seq 1 to 4

BROKEN = [
    (STREAM, 0, 1),
    (STREAM, 1, 2),
    (stream_scope("gap-a", GapReopened), 0, 2),
    (stream_scope("gap-b"), 2, 3),
    (engagement_scope(ENGAGEMENT), 1, 2),
    (engagement_scope(ENGAGEMENT, GapReopened, GapResolved), 0, 2),
    (engagement_scope(OTHER_ENGAGEMENT), 0, 3),
    (TENANT, 2, 3),
    (Scope(reach=Reach.TENANT, types=("RoleGranted",)), 0, 4),
]
HOLDING = [
    (STREAM, 2),
    (STREAM, 99),
    (stream_scope("gap-a", GapOpened), 1),
    (stream_scope("gap-a", GapResolved), 0),
    (stream_scope("gap-none"), 0),
    (engagement_scope(ENGAGEMENT), 2),
    (engagement_scope(ENGAGEMENT, GapOpened), 1),
    (engagement_scope(OTHER_ENGAGEMENT), 3),
    (engagement_scope(UUID(int=99)), 0),
    (TENANT, 4),
    (Scope(reach=Reach.TENANT, types=("GapOpened",)), 3),
]


@pytest.mark.parametrize(("scope", "since", "seq"), BROKEN)
async def test_a_condition_fails_at_the_first_event_that_came_in_between(
    log: Log, tenant: UUID, scope: Scope, since: int, seq: int
) -> None:
    await log.append(tenant, [attempt(*HISTORY)])
    (outcome,) = await log.append(tenant, [attempt(write("gap-c"), conditions=(unchanged(scope, since),))])
    assert outcome == ConditionFailed(scope=scope, since=since, seq=seq)
    assert (await log.head(tenant)).seq == 4


@pytest.mark.parametrize(("scope", "since"), HOLDING)
async def test_a_condition_holds_where_nothing_of_its_scope_came(
    log: Log, tenant: UUID, scope: Scope, since: int
) -> None:
    await log.append(tenant, [attempt(*HISTORY)])
    (outcome,) = await log.append(tenant, [attempt(write("gap-c"), conditions=(unchanged(scope, since),))])
    assert outcome == Appended(first=5, last=5)


@pytest.mark.parametrize(("scope", "since", "seq"), BROKEN)
async def test_a_condition_sees_what_was_accepted_before_it_in_the_same_call(
    log: Log, tenant: UUID, scope: Scope, since: int, seq: int
) -> None:
    outcomes = await log.append(
        tenant, [attempt(*HISTORY), attempt(write("gap-c"), conditions=(unchanged(scope, since),))]
    )
    assert outcomes == [Appended(first=1, last=4), ConditionFailed(scope=scope, since=since, seq=seq)]


@pytest.mark.parametrize(("scope", "since"), HOLDING)
async def test_a_condition_holds_within_a_call_where_nothing_of_its_scope_came(
    log: Log, tenant: UUID, scope: Scope, since: int
) -> None:
    outcomes = await log.append(
        tenant, [attempt(*HISTORY), attempt(write("gap-c"), conditions=(unchanged(scope, since),))]
    )
    assert outcomes == [Appended(first=1, last=4), Appended(first=5, last=5)]


async def test_what_a_refused_attempt_would_have_written_breaks_no_condition(log: Log, tenant: UUID) -> None:
    refused = attempt(write("gap-a", expected=3))
    outcomes = await log.append(tenant, [refused, attempt(write("gap-b"), conditions=(unchanged(TENANT, 0),))])
    assert outcomes == [WrongVersion(stream="gap-a", expected=3, actual=0), Appended(first=1, last=1)]


async def test_of_two_that_looked_at_the_same_only_the_first_is_accepted(log: Log, tenant: UUID) -> None:
    scope = engagement_scope(ENGAGEMENT)
    outcomes = await log.append(
        tenant,
        [
            attempt(write("gap-a"), conditions=(unchanged(scope, 0),)),
            attempt(write("gap-b"), conditions=(unchanged(STREAM, 0), unchanged(scope, 0))),
            attempt(write("gap-c", engagement_id=OTHER_ENGAGEMENT), conditions=(unchanged(stream_scope("gap-b"), 0),)),
        ],
    )
    assert outcomes == [
        Appended(first=1, last=1),
        ConditionFailed(scope=STREAM, since=0, seq=1),
        Appended(first=2, last=2),
    ]


async def test_the_expected_version_is_judged_before_the_conditions(log: Log, tenant: UUID) -> None:
    await log.append(tenant, [attempt(write("gap-a"))])
    (outcome,) = await log.append(tenant, [attempt(write("gap-a"), conditions=(unchanged(STREAM, 0),))])
    assert outcome == WrongVersion(stream="gap-a", expected=0, actual=1)


async def test_an_attempt_without_events_has_conditions_too(log: Log, tenant: UUID) -> None:
    await log.append(tenant, [attempt(write("gap-a"))])
    outcomes = await log.append(
        tenant, [attempt(conditions=(unchanged(TENANT, 0),)), attempt(conditions=(unchanged(TENANT, 1),))]
    )
    assert outcomes == [ConditionFailed(scope=TENANT, since=0, seq=1), Appended(first=2, last=1)]


async def test_the_conditions_of_another_tenant_are_not_broken(log: Log, tenant: UUID) -> None:
    await log.append(tenant, [attempt(write("gap-a"))])
    (outcome,) = await log.append(uuid7(), [attempt(write("gap-b"), conditions=(unchanged(TENANT, 0),))])
    assert outcome == Appended(first=1, last=1)
