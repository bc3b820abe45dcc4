"""Nothing that a decision looked at may have changed."""

from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from shared.eventstore.log import Appended, Attempt, ConditionFailed, Log, Outcome, WrongVersion
from shared.kernel.decider import Scope, engagement_scope, stream_scope
from tests.attempts import ENGAGEMENT, OTHER_ENGAGEMENT, attempt, unchanged, write
from tests.contract.eventstore.history import FIRST, LENGTH, SCOPES, SECOND, TENANT, recorded

STREAM = stream_scope("gap-a")


def standing_on(scope: Scope, since: int) -> Attempt:
    return attempt(conditions=(unchanged(scope, since),))


def due(scope: Scope, seqs: list[int], since: int) -> Outcome:
    """The condition fails at the first event that came in between, and holds where there is none."""
    came = [seq for seq in seqs if seq > since]
    if came:
        return ConditionFailed(scope=scope, since=since, seq=came[0])
    return Appended(first=LENGTH + 1, last=LENGTH)


@pytest.mark.parametrize(("scope", "seqs"), SCOPES)
async def test_a_condition_fails_at_the_first_event_that_came_in_between(
    log: Log, tenant: UUID, scope: Scope, seqs: list[int]
) -> None:
    await recorded(log, tenant)
    for since in range(LENGTH + 2):
        assert await log.append(tenant, [standing_on(scope, since)]) == [due(scope, seqs, since)]


@pytest.mark.parametrize(("scope", "seqs"), SCOPES)
async def test_conditions_of_one_call_fail_each_at_its_own(
    log: Log, tenant: UUID, scope: Scope, seqs: list[int]
) -> None:
    await recorded(log, tenant)
    outcomes = await log.append(tenant, [standing_on(scope, since) for since in range(LENGTH + 2)])
    assert outcomes == [due(scope, seqs, since) for since in range(LENGTH + 2)]


@pytest.mark.parametrize(("scope", "seqs"), SCOPES)
async def test_a_condition_sees_what_was_accepted_before_it_in_the_same_call(
    log: Log, tenant: UUID, scope: Scope, seqs: list[int]
) -> None:
    asked = [standing_on(scope, since) for since in range(LENGTH + 2)]
    outcomes = await log.append(tenant, [attempt(*FIRST), attempt(*SECOND), *asked])
    assert outcomes[2:] == [due(scope, seqs, since) for since in range(LENGTH + 2)]


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
